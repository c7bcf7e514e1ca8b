"""Looks at the code without running it; with --fix puts it into the house style first.

Every check runs, so that one round shows all there is to do.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DJANGO = "6.1"


def python_files() -> list[str]:
    """Return the project's own Python files, without the migrations that Django wrote."""
    folders = ("astra_site", "networks", "tests", "tools")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return ["manage.py", *sorted(str(f.relative_to(ROOT)) for f in files if "migrations" not in f.parts)]


def templates() -> list[str]:
    """Return the project's own templates."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def fixes() -> dict[str, list[str]]:
    """Return what changes files for the better."""
    return {
        "ruff": ["ruff", "check", "--fix-only", "--quiet", "."],
        "ruff format": ["ruff", "format", "."],
        "djhtml": ["djhtml", "--tabwidth", "2", *templates()],
        "django-upgrade": [
            "django-upgrade", "--target-version", DJANGO, "--exit-zero-even-if-changed", *python_files(),
        ],
    }  # fmt: skip


def checks() -> dict[str, list[str]]:
    """Return what only looks."""
    manage = ["python", "manage.py"]
    return {
        "requirements": ["python", "tools/requirements.py", "--check"],
        "ruff": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "djhtml": ["djhtml", "--tabwidth", "2", "--check", *templates()],
        "djlint": ["djlint", "--lint", "--quiet", "templates"],
        "django-upgrade": ["django-upgrade", "--target-version", DJANGO, "--check", *python_files()],
        "system checks": [*manage, "check", "--fail-level", "WARNING"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
    }


def run(title: str, command: list[str]) -> bool:
    """Run one tool; show its output only when it has something to say."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "astra_site.settings.test"}
    environment.pop("DATABASE_URL", None)
    tool = [str(BIN / command[0]), *command[1:]]
    result = subprocess.run(tool, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    print(f"{'ok    ' if result.returncode == 0 else 'FAILED'} {title}", flush=True)
    if result.returncode != 0:
        print(result.stdout + result.stderr, flush=True)
    return result.returncode == 0


def main() -> int:
    """Fix if asked to, else check; returns the exit code."""
    wanted = fixes() if "--fix" in sys.argv[1:] else checks()
    results = [run(title, command) for title, command in wanted.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
