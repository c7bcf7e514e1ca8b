"""Compiles the requirement files from pyproject.toml, and tells when they are stale.

    python tools/requirements.py            compile, keeping the pins that still fit
    python tools/requirements.py --upgrade  compile with the newest versions allowed
    python tools/requirements.py --check    exit 1 when pyproject.toml has changed since

The check compares a digest of pyproject.toml's dependency tables with the one that the files carry,
so it needs no network and gives the same answer on every day.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.12"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"
HEADER = """\
# Made by `make requirements` from pyproject.toml; change that, not this.
# dependencies: sha256:{digest}
"""


def dependencies_digest() -> str:
    """Return a digest of what pyproject.toml depends on, whatever the order or layout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "python": project["project"]["requires-python"],
        "runtime": sorted(project["project"]["dependencies"]),
        "development": sorted(project["dependency-groups"]["dev"]),
    }
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def compile_into(output: Path, *options: str) -> None:
    """Let uv resolve for every platform, and write pins with the hashes that the index gives."""
    # Only the plain index: a machine's own wheel folders must not leave their hashes here.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    uv = str(Path(sys.executable).parent / "uv")
    command = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--no-config", "--universal"]
    command += ["--python-version", PYTHON, "--generate-hashes", "--no-annotate", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--output-file", str(output), *options]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    output.write_text(HEADER.format(digest=dependencies_digest()) + output.read_text("utf-8"), "utf-8")


def stale_files() -> list[str]:
    """Return the names of the requirement files that were not made from the present pyproject.toml."""
    line = f"sha256:{dependencies_digest()}"
    files = (RUNTIME, DEVELOPMENT)
    return [file.name for file in files if not file.exists() or line not in file.read_text("utf-8")]


def main() -> int:
    """Compile or check, as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--upgrade", action="store_true")
    options = parser.parse_args()
    if options.check:
        stale = stale_files()
        if stale:
            print(f"{' and '.join(stale)}: stale, run `make requirements`", file=sys.stderr)
        return 1 if stale else 0
    upgrade = ["--upgrade"] if options.upgrade else []
    compile_into(RUNTIME, *upgrade)
    # The same pins for the runtime part, so that tests run on what production runs on.
    compile_into(DEVELOPMENT, "--group", "dev", "--constraint", RUNTIME.name, *upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
