"""Whether the machine has what the site needs, and how long what it runs on is repaired."""

import datetime
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from astra_site.status import machine, versions
from astra_site.status.results import CheckState
from tests.status.test_each_check import is_wrong


def test_of_several_disks_the_fullest_counts(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {str(tmp_path): machine.LEAST_FREE, "/dev": machine.LEAST_FREE + 1}
    asked: list[str] = []

    def usage(folder: Path) -> Any:
        asked.append(str(folder))
        return SimpleNamespace(free=free[str(folder)])

    monkeypatch.setattr(shutil, "disk_usage", usage)
    settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path / "nowhere", "/dev"
    settings.CACHE_DIR = settings.BASE_DIR = str(tmp_path)
    found = machine.disk()
    assert not is_wrong(found) and str(tmp_path) in found.sentence
    assert set(asked) == set(free)
    free["/dev"] = machine.LEAST_FREE - 1
    found = machine.disk()
    assert is_wrong(found) and "(/dev)" in found.sentence


def test_uploads_are_well_where_somebody_may_write(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    assert not is_wrong(machine.uploads())
    monkeypatch.setattr(machine.os, "access", lambda folder, how: how != machine.os.W_OK)
    assert is_wrong(machine.uploads())
    settings.MEDIA_ROOT = str(tmp_path / "not yet there")
    assert not is_wrong(machine.uploads())
    monkeypatch.setattr(machine, "default_storage", object())
    assert not is_wrong(machine.uploads()) and str(tmp_path) not in machine.uploads().sentence
    monkeypatch.setattr(machine.remote, "trouble", lambda: SimpleNamespace(line="Kofa je prazna."))
    assert is_wrong(machine.uploads()) and machine.uploads().sentence == "Kofa je prazna."


class Tls:
    """A server whose certificate is good for so many days, or which does not answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.days, self.error, self.asked = 0.0, None, []
        monkeypatch.setattr(machine.ssl, "create_default_context", lambda: self)
        monkeypatch.setattr(machine.socket, "create_connection", self.connect)

    @contextmanager
    def connect(self, address: tuple[str, int], timeout: float) -> Iterator["Tls"]:
        self.asked.append((address, timeout))
        if self.error:
            raise self.error
        yield self

    @contextmanager
    def wrap_socket(self, connection: "Tls", server_hostname: str) -> Iterator["Tls"]:
        self.asked.append(server_hostname)
        yield self

    def getpeercert(self) -> dict[str, str]:
        until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=self.days)
        return {"notAfter": until.strftime("%b %d %H:%M:%S %Y GMT")}


def refused() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


@pytest.mark.parametrize(("address", "port"), [("https://a.example", 443), ("https://a.example:8443", 8443)])
def test_a_certificate_is_well_for_ten_days_before_its_end(
    address: str, port: int, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    server = Tls(monkeypatch)
    server.days = 10.1
    assert not is_wrong(machine.certificate())
    assert machine.certificate().sentence.rstrip(".").endswith(": 10")
    assert server.asked[:2] == [(("a.example", port), machine.SECONDS), "a.example"]
    server.days = 9.9
    assert is_wrong(machine.certificate())


@pytest.mark.parametrize(
    ("error", "said"),
    [(refused(), "certificate has expired"), (ConnectionRefusedError(111, "Connection refused"), "refused"),
     (TimeoutError("timed out"), "timed out")],
)  # fmt: skip
def test_a_site_that_browsers_cannot_reach_is_not_well(
    error: Exception, said: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://a.example"
    Tls(monkeypatch).error = error
    assert is_wrong(machine.certificate()) and said in machine.certificate().sentence


@pytest.mark.parametrize("address", ["http://a.example", "https://"])
def test_without_tls_there_is_no_certificate(address: str, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    assert machine.certificate().state == CheckState.ABSENT


# Versions


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what is known of two things that are installed: they may be changed."""
    known: dict[str, Any] = {"Python": {"3.13": (2029, 10, 31)}, "Debian": {"13": (2030, 6, 30)}}
    here = [versions.Installed("Python", "3.13"), versions.Installed("Debian", "13")]
    monkeypatch.setattr(versions, "REPAIRED_UNTIL", known)
    monkeypatch.setattr(versions, "_installed", lambda: iter(here))
    monkeypatch.setattr(versions.timezone, "localdate", lambda: datetime.date(2027, 1, 1))
    return known


def test_what_is_repaired_for_two_months_more_is_well(installed: dict[str, Any]) -> None:
    found = versions.versions()
    assert not is_wrong(found)
    assert found.sentence.startswith("Python 3.13, Debian 13:") and "2029" in found.sentence
    # 60 days from the first of January.
    installed["Debian"] = {"13": (2027, 3, 2)}
    assert not is_wrong(versions.versions()) and "2027" in versions.versions().sentence
    installed["Debian"] = {"13": (2027, 3, 1)}
    found = versions.versions()
    assert is_wrong(found) and "Debian 13" in found.sentence and "Python" not in found.sentence
    installed["Python"] = {"3.14": (2030, 10, 31)}
    assert len(versions.versions().sentence.split("; ")) == 2


@pytest.mark.parametrize(
    ("system", "found"),
    [
        ({"ID": "debian", "VERSION_ID": "13"}, "13"),
        ({"ID": "debian"}, None),
        ({"ID": "debian", "VERSION_ID": "testing"}, None),
        ({"ID": "ubuntu", "VERSION_ID": "26"}, None),
        (None, None),
    ],
)
def test_the_system_is_told_where_it_is_debian(
    system: dict[str, str] | None, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def release() -> dict[str, str]:
        if system is None:
            raise OSError
        return system

    monkeypatch.setattr(versions.platform, "freedesktop_os_release", release)
    here = dict(versions._installed())
    assert here.get("Debian") == found
    assert here["Python"].count(".") == here["Django"].count(".") == here["Wagtail"].count(".") == 1


@pytest.mark.parametrize(("vendor", "found"), [("postgresql", "17"), ("sqlite", None)])
def test_postgresql_says_its_version_itself(
    vendor: str, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def cursor() -> Iterator[Any]:
        yield SimpleNamespace(execute=lambda _statement: None, fetchone=lambda: ("170006",))

    monkeypatch.setattr(versions, "connection", SimpleNamespace(vendor=vendor, cursor=cursor))
    assert dict(versions._installed()).get("PostgreSQL") == found
