"""What cannot be started is told in one line, without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DEVELOPMENT = "astra_site.settings.dev"
LOCAL = "astra_site.settings.local"


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        ({"DJANGO_SETTINGS_MODULE": "astra_site.settings.prod"}, "there are no such settings"),
        ({"DJANGO_SETTINGS_MODULE": DEVELOPMENT, "ASTRA_WORKER": "2"}, "did you mean ASTRA_WORKERS?"),
        ({"DJANGO_SETTINGS_MODULE": LOCAL, "ASTRA_WORKER": "2"}, "did you mean ASTRA_WORKERS?"),
        (
            {"DJANGO_SETTINGS_MODULE": DEVELOPMENT, "DATABASE_URL": "mysql://x"},
            "DATABASE_URL must be postgres://",
        ),
        (
            {"DJANGO_SETTINGS_MODULE": DEVELOPMENT, "DATABASE_URL": "postgres://a@127.0.0.1:1/b"},
            "The database of DATABASE_URL cannot be used",
        ),
    ],
)
def test_a_start_that_fails_says_why_in_one_line(variables: dict[str, str], complaint: str) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    assert result.returncode != 0
    assert complaint in result.stderr
    assert len(result.stderr.splitlines()) == 1
