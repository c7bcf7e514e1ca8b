"""The site does not start where it could let nobody in."""

import subprocess
from pathlib import Path

import pytest

from astra_site.accounts.factors import codes
from astra_site.accounts.models import User
from tests.accounts.conftest import SECRET
from tests.browser.running_site import free_port
from tests.delivery.servers import GUNICORN, PATIENCE, ROOT, environment

ANOTHER_KEY = "bmV3LWtleS1mb3ItdGVzdHMtb25seS1hYmNkZWZnaGk="


@pytest.mark.django_db(transaction=True)
def test_a_key_that_does_not_fit_stops_the_start_with_one_line(tmp_path: Path) -> None:
    codes.add_app(User.objects.create_user("vesna"), SECRET, step=0)
    variables = {**environment(tmp_path, free_port()), "TEST_FACTOR_KEY": ANOTHER_KEY}
    ended = subprocess.run(
        GUNICORN, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode != 0
    (line,) = [line for line in ended.stderr.splitlines() if "ASTRA_FACTOR_KEY" in line]
    assert "put the old key back" in line
    everything = ended.stdout + ended.stderr
    assert "Traceback" not in everything
    assert SECRET not in everything
