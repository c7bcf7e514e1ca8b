"""What a worker holds of the memory that its threads have used."""

import subprocess
import sys

import pytest

# Each thread takes and frees pieces of the size of a page; glibc says in how many places they were.
THREADS_THAT_ALLOCATE = """
import ctypes, os, threading
os.environ["DJANGO_SETTINGS_MODULE"] = "astra_site.settings.test"
import django
django.setup()
from astra_site.delivery.warming import spare_memory
if {spares}:
    spare_memory()
ready = threading.Barrier(8)

def work():
    ready.wait()
    for size in range(1000):
        bytes(50_000 + size)

threads = [threading.Thread(target=work) for _number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.parametrize(("spares", "fewest", "most"), [(True, 1, 1), (False, 2, 100)])
def test_threads_of_a_worker_share_their_memory(spares: bool, fewest: int, most: int) -> None:
    script = THREADS_THAT_ALLOCATE.format(spares=spares)
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert fewest <= said.count("<heap nr=") <= most
