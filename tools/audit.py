"""What the site is made of, and what is known against it: `make audit`.

var/sbom.json    every package with its version, as CycloneDX
pip-audit        which of them have advisories, where a source of advisories can be reached
bandit           patterns of our own code that are dangerous
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SBOM = ROOT / "var" / "sbom.json"
REQUIREMENTS = ROOT / "requirements.txt"
# Something that every source of advisories warns of.
KNOWN_TO_BE_BAD = "jinja2==2.10"


def call(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def write_sbom() -> bool:
    """Write the list of packages; tell whether that was possible."""
    SBOM.parent.mkdir(exist_ok=True)
    made = call(
        "cyclonedx_py", "requirements", str(REQUIREMENTS), "--pyproject", "pyproject.toml",
        "--output-reproducible", "--output-format", "JSON", "--output-file", str(SBOM),
    )  # fmt: skip
    print(f"ok     SBOM: {SBOM.relative_to(ROOT)}" if made.returncode == 0 else f"FAILED SBOM\n{made.stderr}")
    return made.returncode == 0


def ask(source: str, *requirements: str) -> subprocess.CompletedProcess[str]:
    """Let pip-audit ask one source about a file of requirements."""
    return call(
        "pip_audit", "--disable-pip", "--vulnerability-service", source, "--progress-spinner", "off",
        "--requirement", *requirements,
    )  # fmt: skip


def knows_advisories(source: str) -> bool:
    """Tell whether a source that answers has advisories at all: a mirror of packages may have none."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(f"{KNOWN_TO_BE_BAD}\n")
        file.flush()
        return (
            re.search(r"^Found \d+ known", ask(source, file.name, "--no-deps").stderr, re.MULTILINE)
            is not None
        )


def look_for_advisories() -> bool:
    """Tell whether no package has an advisory. Where nobody can be asked, that is said and fails nothing."""
    for source in ("osv", "pypi"):
        if not knows_advisories(source):
            continue
        asked = ask(source, str(REQUIREMENTS), "--require-hashes")
        if asked.returncode == 0:
            print(f"ok     advisories: none known ({source})")
        else:
            print(f"FAILED advisories ({source})\n{asked.stdout}{asked.stderr}")
        return asked.returncode == 0
    print(
        "NOT ASKED advisories: no source that has any can be reached from here, so nothing is known of them"
    )
    return True


def look_at_the_code() -> bool:
    """Tell whether bandit has nothing to say."""
    looked = call(
        "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", "astra_site", "networks"
    )
    print("ok     bandit" if looked.returncode == 0 else f"FAILED bandit\n{looked.stdout}{looked.stderr}")
    return looked.returncode == 0


if __name__ == "__main__":
    sys.exit(0 if all([write_sbom(), look_for_advisories(), look_at_the_code()]) else 1)
