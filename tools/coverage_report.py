"""How much of the code and of the templates the tests have run, and what they have not.

Every Python process that is started with `environment` measures itself, the test processes and what they
start alike: servers, commands. Where that is not set, as with a plain `pytest`, nothing is measured.
"""

import shutil
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "coverage"
PLUGIN = "django_coverage_plugin"


def environment() -> dict[str, str]:
    """Return the variables that make a Python process measure itself."""
    return {
        "COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml"),
        "COVERAGE_FILE": str(FOLDER / "data"),
        # Some tests start programs in another folder.
        "COVERAGE_ROOT": f"{ROOT}/",
    }


def forget() -> None:
    """Begin with no figures of an earlier run."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)


def report() -> bool:
    """Print each file with lines that no test has run; tells whether enough was run."""
    measured = Coverage(data_file=str(FOLDER / "data"), config_file=str(ROOT / "pyproject.toml"))
    # While Python is measured by sys.monitoring, coverage would only complain of a plugin.
    measured.set_option("run:plugins", [PLUGIN])
    measured.combine()
    # A template that no test has asked for is not known yet.
    measured.get_data().touch_files([str(file) for file in templates()], f"{PLUGIN}.DjangoTemplatePlugin")
    wanted = measured.config.fail_under
    total = measured.report()
    is_enough = total >= wanted
    print(f"{'ok    ' if is_enough else 'FAILED'} coverage {total:.1f} %, wanted {wanted} %")
    return is_enough


def templates() -> list[Path]:
    """Return the project's templates."""
    folders = [ROOT / "templates", *ROOT.glob("astra_site/*/templates"), *ROOT.glob("networks/*/templates")]
    return sorted(file for folder in folders for file in folder.rglob("*.html"))
