"""What is written for the web server in front of the site, file by file."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from astra_site.caching.generation import GENERATION
from astra_site.delivery import web_server
from astra_site.safety import destination, hotlines
from astra_site.safety.models import Hotline, SafetySettings

pytestmark = pytest.mark.django_db

HOST = "mreze.example.org"
PROTECTION = {
    "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    "Permissions-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
    "X-DNS-Prefetch-Control", "X-Frame-Options",
}  # fmt: skip


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.ALLOWED_HOSTS, settings.WAGTAILADMIN_BASE_URL = [HOST], f"https://{HOST}"
    settings.SECURE_HSTS_SECONDS, settings.STATIC_ROOT = 31536000, tmp_path / "static"
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.css").write_text("a{}")
    return tmp_path / "web"


def written(folder: Path, *options: str) -> dict[str, str]:
    """Return what the command has written, by name, and what it says."""
    said = StringIO()
    call_command("web_server_files", folder, *options, stdout=said)
    assert str(folder) in said.getvalue()
    return {
        str(file.relative_to(folder)): file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()
    }


def headers(text: str) -> dict[str, str]:
    return dict(re.findall(r'add_header (\S+) "(.*)" always;', text))


def test_pages_and_files_are_protected_as_the_site_protects_its_own(folder: Path) -> None:
    files = written(folder)
    assert set(headers(files["headers.conf"])) == PROTECTION
    # Only a page can ask for a camera.
    assert set(headers(files["file_headers.conf"])) == PROTECTION - {"Permissions-Policy"} | {"Cache-Control"}
    assert web_server.visitor_headers()["Referrer-Policy"] == "no-referrer"


def test_the_exit_leads_away_by_itself_and_says_what_the_site_would_say(folder: Path) -> None:
    leaving = written(folder)["leave.conf"]
    assert leaving.splitlines()[-1] == "return 303 https://www.wikipedia.org/;"
    assert headers(leaving) == {
        "Cache-Control": "no-store",
        "Clear-Site-Data": r"\"cookies\", \"storage\"",
        "Referrer-Policy": "no-referrer",
    }


def test_every_error_has_its_page_in_the_language_of_the_address(folder: Path) -> None:
    files = written(folder)
    pages = {name for name in files if name.startswith("errors/")}
    statuses = re.findall(
        r"error_page (\d+) /_errors/\$astra_language/\1\.html;\n", files["error_pages.conf"]
    )
    assert pages == {f"errors/{code}/{status}.html" for code in ("sr-latn", "en") for status in statuses}
    assert len(statuses) > 3
    assert '<html lang="en">' in files["errors/en/502.html"]


def test_the_pages_of_errors_lead_and_call_where_the_settings_say_now(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(destination, "_last_known", {})
    monkeypatch.setattr(hotlines, "_last_known", {})
    SafetySettings.objects.update(exit_destination="https://www.rts.rs/")
    Hotline.objects.filter(dial_string="116000").update(number="116 009", dial_string="116009")
    files = written(folder)
    assert 'data-destination="https://www.rts.rs/"' in files["errors/en/502.html"]
    assert 'href="tel:116009"' in files["errors/en/502.html"]
    assert "return 303 https://www.rts.rs/;" in files["leave.conf"]


def test_it_listens_and_asks_where_it_is_told_to(folder: Path) -> None:
    usual = written(folder)["astra.conf"]
    assert f"server_name {HOST};" in usual and not re.findall(r"@[A-Z]+@", usual)
    # Who has lost one is sent to the first once more.
    assert re.findall(r"server \S+ max_fails=0;", usual) == ["server 127.0.0.1:8000 max_fails=0;"] * 2
    for part in (
        "/etc/astra/certificates",
        "/var/log/nginx/astra.log",
        str(GENERATION.link.parent),
        str(folder),
    ):
        assert part in usual
    assert "listen 80" in usual and "listen 443" in usual
    options = {
        "--certificates": "/srv/certificates", "--log": "/srv/log", "--http": "8080", "--https": "8443",
    }  # fmt: skip
    servers = ["--upstream", "127.0.0.1:1", "--upstream", "127.0.0.1:2"]
    other = written(folder, *[word for option in options.items() for word in option], *servers)["astra.conf"]
    assert all(value in other for value in options.values())
    assert re.findall(r"server (\S+) max_fails", other) == ["127.0.0.1:1", "127.0.0.1:2"] * 2


def test_files_of_the_release_before_stay_a_little_longer_and_nothing_half_written_does(
    folder: Path,
) -> None:
    (folder / "static").mkdir(parents=True)
    (folder / "static" / "old.css").write_text("b{}")
    (folder / "headers.conf").write_text("of before")
    files = written(folder)
    assert {"static/old.css", "static/site.css"} <= set(files)
    assert "of before" not in files["headers.conf"]
    assert not [name for name in files if Path(name).name.startswith(".")]


def test_where_nothing_can_be_written_it_says_where(folder: Path) -> None:
    folder.write_text("a file stands in its place")
    with pytest.raises(CommandError, match=re.escape(str(folder))):
        call_command("web_server_files", folder)


def test_a_page_that_no_page_has_is_of_its_language_and_reads_what_pages_of_errors_show(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SafetySettings.objects.update(exit_destination="https://www.rts.rs/")
    Hotline.objects.filter(dial_string="116000").update(number="116 009")
    for language, path in web_server.NOWHERE.items():
        monkeypatch.setattr(destination, "_last_known", {})
        monkeypatch.setattr(hotlines, "_last_known", {})
        request = web_server.request_of(language)
        assert (request.path, request.is_secure(), request.get_host()) == (path, True, HOST)
        assert destination.remembered_exit_destination() == "https://www.rts.rs/"
        assert hotlines.remembered_hotlines()[0].number == "116 009"
