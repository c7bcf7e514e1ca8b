"""deploy/install and deploy/upgrade: what stands in the way is one line, before anything is changed.

What they do on a whole machine, tests/drills/clean_machine.sh shows.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contracts.sources import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` with what the two scripts share, on a server in `folder`."""
    places = f"HOME_DIR={folder}/srv DATA_DIR={folder}/lib ETC_DIR={folder}/etc CURRENT={folder}/srv/current"
    script = f"set -euo pipefail; . deploy/common.sh; {places.replace(' ', '; ')}; {code}"
    return subprocess.run(["bash", "-c", script], cwd=ROOT, check=False, capture_output=True, text=True)


def certificate(folder: Path, last_day: str) -> None:
    there = folder / "etc" / "certificates"
    there.mkdir(parents=True)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=mreze.example.org"]
    command += ["-not_before", "20200101000000Z", "-not_after", last_day]
    command += ["-keyout", str(there / "privkey.pem"), "-out", str(there / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


def said_in_one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("STOPPED: ")
    return line


@pytest.mark.parametrize(("last_day", "may_begin"), [("20200102000000Z", False), ("20990102000000Z", True)])
def test_a_certificate_that_has_run_out_stops_it(last_day: str, may_begin: bool, tmp_path: Path) -> None:
    certificate(tmp_path, last_day)
    done = run("has_room() { :; }; can_begin", tmp_path)
    if may_begin:
        assert done.returncode == 0, done.stderr
    else:
        assert "has run out; nothing was changed" in said_in_one_line(done)


def test_a_full_disk_stops_it(tmp_path: Path) -> None:
    """Also where the folder is not there yet."""
    room = shutil.disk_usage(tmp_path).free // 1024**2
    assert run(f"has_room {tmp_path}/not/there/yet {max(room - 1000, 0)}", tmp_path).returncode == 0
    said = said_in_one_line(run(f"has_room {tmp_path}/not/there/yet {room + 100_000}", tmp_path))
    assert "MB are free" in said
    assert "nothing was changed" in said


def test_settings_that_the_running_release_refuses_stop_it_with_the_reason(tmp_path: Path) -> None:
    manage = tmp_path / "srv" / "current" / "deploy" / "manage"
    manage.parent.mkdir(parents=True)
    manage.write_text("#!/bin/sh\necho 'a warning' >&2\necho 'SECRET_KEY is too weak' >&2\nexit 1\n")
    manage.chmod(0o755)
    said = said_in_one_line(run('accepts_settings "$CURRENT"', tmp_path))
    assert "SECRET_KEY is too weak; the running release was not changed" in said


def test_every_setting_that_there_is_reaches_the_commands(tmp_path: Path) -> None:
    """Also those with a digit in their name: without the S3 ones a backup would hold no uploads."""
    example = re.findall(r"^#?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert "ASTRA_S3_URL" in example
    pattern = re.search(r"grep -E '([^']+)'", (ROOT / "deploy" / "manage").read_text("utf-8"))
    assert pattern
    given = tmp_path / "environment"
    given.write_text("".join(f"{name}=x\n" for name in example) + "# a note\n")
    found = subprocess.run(["grep", "-E", pattern[1], given], check=True, capture_output=True, text=True)
    assert found.stdout.splitlines() == [f"{name}=x" for name in example]


@pytest.mark.parametrize("failing", ["compile_catalogues", "collectstatic", "prepare", "none"])
def test_a_release_with_a_step_that_fails_counts_as_not_prepared(failing: str, tmp_path: Path) -> None:
    """Also where upgrade asks how it ended: there `set -e` does not count."""
    steps = ["compile_catalogues", "collectstatic", "prepare", "web_server_files"]
    said = f'manage() {{ echo "$1"; [ "$1" != {failing} ]; }}; if ! prepare_release; then echo NOT; fi'
    done = run(said, tmp_path).stdout.split()
    assert done == (steps if failing == "none" else [*steps[: steps.index(failing) + 1], "NOT"])


@pytest.mark.skipif(os.path.exists("/srv/astra"), reason="this is a server of the site")
@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("deploy/install", "name the host of the site"),
        ("deploy/install https://mreze.example.org/", "name the host of the site"),
        ("deploy/install mreze.example.org --dryrun", "there is no option --dryrun"),
        ("deploy/upgrade", "there is nothing to upgrade"),
        ("deploy/upgrade --bak", "there is no option --bak"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused(command: str, reason: str, tmp_path: Path) -> None:
    done = subprocess.run(command.split(), cwd=ROOT, check=False, capture_output=True, text=True)
    assert reason in said_in_one_line(done)
