"""A PostgreSQL of its own for one run of the tests: made in a temporary folder, gone afterwards.

It listens on a socket in that folder only, so it meets no other server, whatever runs here.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "astra"
WHERE_DISTRIBUTIONS_PUT_IT = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)
# Nothing here outlives the tests, so nothing has to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, of the newest version there is."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    for pattern in WHERE_DISTRIBUTIONS_PUT_IT:
        found += Path("/").glob(pattern.lstrip("/"))
    usable = [folder for folder in found if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return max(usable, key=_version, default=None)


def _version(folder: Path) -> int:
    answer = subprocess.run(
        [str(folder / "pg_ctl"), "--version"], capture_output=True, text=True, check=False
    )
    digits = answer.stdout.rpartition(" ")[2].partition(".")[0]
    return int(digits) if digits.strip().isdigit() else 0


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom to become: PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@contextmanager
def throwaway_cluster(binaries: Path) -> Iterator[str]:
    """Start a cluster and give its DATABASE_URL; stop and delete it in the end, come what may."""
    # Not TMPDIR: a socket's path may have some hundred characters, and others must get in.
    folder = Path(tempfile.mkdtemp(prefix="astra-postgresql-", dir="/tmp"))
    person = _unprivileged()
    if person:
        os.chown(folder, person.pw_uid, person.pw_gid)
    data = folder / "data"

    def call(program: str, *arguments: str) -> None:
        with (folder / "output").open("a") as output:
            subprocess.run(
                [str(binaries / program), "-D", str(data), *arguments],
                check=True,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=person.pw_uid if person else None,
                group=person.pw_gid if person else None,
                extra_groups=[] if person else None,
            )

    try:
        call("initdb", "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = [f"-k {folder}", "-c listen_addresses=", *(f"-c {setting}" for setting in FAST)]
        call("pg_ctl", "-w", "-l", str(folder / "log"), "-o", " ".join(options), "start")
        yield f"postgres://{USER}@/{USER}?host={folder}"
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"PostgreSQL does not start: {(folder / 'output').read_text()}") from error
    finally:
        if (data / "postmaster.pid").exists():
            call("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
