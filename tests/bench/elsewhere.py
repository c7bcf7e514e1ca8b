"""When two other machines know of a change, and when both show it."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from networks.models import HomePage
from tests.bench.contestants import site
from tests.bench.load import page_of


def seen(folder: Path, number: int) -> tuple[list[float], list[float]]:
    """Publish here so often; return after how many seconds both know of it, and until both show it."""
    with site(folder, "first") as first, site(folder, "second") as second:
        files = [folder / name / "generation" for name in ("first", "second")]
        known, shown = [], []
        for each in range(number):
            before = [file.stat().st_mtime_ns for file in files]
            HomePage.objects.update(heading_sr_latn=f"Naslov {each}")
            changed = time.perf_counter()
            while any(file.stat().st_mtime_ns == time_ for file, time_ in zip(files, before, strict=True)):
                time.sleep(0.001)
            known.append(time.perf_counter() - changed)
            # As visitors ask: nobody waits until the other machine has answered.
            with ThreadPoolExecutor(2) as visitors:
                list(visitors.map(partial(_wait_for, f"Naslov {each}"), (first.port, second.port)))
            shown.append(time.perf_counter() - changed)
    return known, shown


def _wait_for(text: str, port: int) -> None:
    while text.encode() not in page_of(port):
        pass
