"""What the web server in front of the site needs: its configuration, error pages, headers, static files.

They are made from the site's own, so that a visitor who meets the web server alone has the exit, the
hotlines and the same protection. The configuration is deploy/nginx/astra.conf.template, filled in.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import RequestFactory

from astra_site import languages
from astra_site.pages import errors
from astra_site.safety.destination import exit_destination
from astra_site.safety.hotlines import hotlines_on_every_page
from astra_site.safety.views import leave

TEMPLATE = settings.BASE_DIR / "deploy" / "nginx" / "astra.conf.template"
# Addresses that no page has. Their answers have the headers of every page of visitors.
NOWHERE = {languages.SOURCE: "/health/nowhere/", languages.ENGLISH: "/en/health/nowhere/"}
PROXY = """\
# With the port: the login compares it with the address.
proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-Proto $scheme;
# No visitor's address goes further than this; of staff's the site makes keyed digests, to count
# wrong passwords.
proxy_set_header X-Forwarded-For $address_of_staff;
# Says nothing; but with one of its own, a location does not add the headers of the server once more.
add_header X-Of-The-Site "";
"""
# What an answer says of itself, and not of the site.
_OF_ONE_ANSWER = {"Content-Type", "Content-Length", "Content-Language", "Location", "Vary", "ETag"}


@dataclass(frozen=True)
class Places:
    """Where the web server finds what, and where it listens."""

    web: Path
    pages: Path
    certificates: Path
    log: str
    upstream: tuple[str, ...]
    http: str = "80"
    https: str = "443"


def write_files(places: Places) -> None:
    """Write all of it below `places.web`, over what an earlier release wrote."""
    folder = places.web
    _write(folder / "astra.conf", _configuration(places))
    headers = visitor_headers()
    _write(folder / "headers.conf", _as_nginx(headers))
    # Before a page can be seen, style and script have come: what they say counts. Only a page can ask for a
    # camera and the like, and a picture that is opened by itself may run no script.
    del headers["Permissions-Policy"]
    headers["Cache-Control"] = "public, max-age=31536000, immutable"
    _write(folder / "file_headers.conf", _as_nginx(headers))
    _write(folder / "leave.conf", _leaving())
    _write(folder / "proxy.conf", PROXY)
    pages = [
        f"error_page {status} /_errors/$astra_language/{status}.html;\n" for status in errors.OF_WEB_SERVER
    ]
    _write(folder / "error_pages.conf", "".join(pages))
    for language in languages.CODES:
        for status in errors.OF_WEB_SERVER:
            page = errors.of_web_server(request_of(language), status)
            _write(folder / "errors" / language / f"{status}.html", page.content.decode())
    # Pages of the release before ask for its files a little longer, so nothing is deleted here.
    shutil.copytree(settings.STATIC_ROOT, folder / "static", dirs_exist_ok=True)


def _configuration(places: Places) -> str:
    values = {
        "HOST": urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "",
        # None is left out after a fault: while one is restarted, the other may have had one a second ago.
        # Twice, so that who has lost both, one after the other, is sent to the first once more.
        "UPSTREAM": " ".join(f"server {address} max_fails=0;" for address in places.upstream * 2),
        "HTTP": places.http,
        "HTTPS": places.https,
        "WEB": str(places.web),
        "PAGES": str(places.pages),
        "CERTIFICATES": str(places.certificates),
        "LOG": places.log,
    }
    # Not string.Template: $ is nginx's own.
    return re.sub(r"@(\w+)@", lambda name: values[name[1]], TEMPLATE.read_text("utf-8"))


def _leaving() -> str:
    """Return what the exit does where the site does not answer in time: as it would have."""
    response = leave(request_of(languages.SOURCE))
    destination = response.headers["Location"]
    headers = {name: value for name, value in response.headers.items() if name not in _OF_ONE_ANSWER}
    return f"{_as_nginx(headers)}return {response.status_code} {destination};\n"


def request_of(language: str) -> WSGIRequest:
    """Return a visitor's request for no page, with what an error page shows read already."""
    factory = RequestFactory(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    request = factory.get(NOWHERE[language], secure=True)
    # What stands on an error page without a question to the database was read for a page before.
    exit_destination(request)
    hotlines_on_every_page(request)
    return request


def visitor_headers() -> dict[str, str]:
    """Return what every page of visitors says, but for what differs from page to page."""
    handler = WSGIHandler()
    response = handler.get_response(request_of(languages.SOURCE))
    return {
        name: value
        for name, value in response.headers.items()
        if name not in {*_OF_ONE_ANSWER, "Cache-Control"}
    }


def _as_nginx(headers: dict[str, str]) -> str:
    quoted = {name: value.replace('"', r"\"") for name, value in headers.items()}
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in quoted.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
