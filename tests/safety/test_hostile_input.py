"""Nothing that a stranger sends makes the site fail."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.every_value]

PATHS = [
    "/",
    "/en/",
    "/mreze/",
    "/en/networks/",
    "/organizacije/",
    "/en/organisations/",
    "/pretraga/",
    "/en/search/",
    "/pomoc/",
    "/sitemap.xml",
    "/robots.txt",
    "/izlaz/",
    "/health/live/",
    "/admin/login/",
    "/nema-ovoga/",
]
# The English ones ask the database the same.
QUERIED = [pytest.param(path, marks=pytest.mark.sqlite if path[:4] == "/en/" else []) for path in PATHS]
ODD = [
    "%00",
    "a%00b",
    "%ED%A0%80",  # a surrogate in UTF-8
    "%FF%FE",
    "%C3",
    "9" * 5000,
    "-1",
    "1e308",
    "NaN",
    "%F0%9F%92%A9",
    "..%2F..%2Fetc%2Fpasswd",
    "%0D%0ASet-Cookie:x=1",
    "{{7*7}}",
    "'%20OR%201=1--",
    "%25",
    "x" * 8000,
]
KEYS = ["q", "p", "page", "strana", "stranica", "mreza", "network", "drzava", "country", "mesto", "city"]
HEADERS = [
    {"Accept-Language": "*"},
    {"Accept-Language": "sr-Latn-RS-x-" + "a" * 5000},
    {"Accept-Language": ",;q=,;;q=9999,\x00"},
    {"Accept-Language": "../../en"},
    {"Accept": "\x00"},
    {"Cookie": "sessionid=\x00; csrftoken=" + "x" * 9000},
    {"Cookie": ";;;==="},
    {"If-Modified-Since": "never"},
    {"If-None-Match": '"' * 99},
    {"Range": "bytes=99999999999999999999-"},
    {"X-Forwarded-For": "\x00" * 50},
    {"X-Forwarded-Proto": "gopher"},
    {"Content-Length": "-1"},
    {"Content-Length": "many"},
    {"Content-Type": "multipart/form-data; boundary="},
]


@pytest.fixture
def stranger() -> Client:
    """Return a client to whom a failure is an answer and not an exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", QUERIED)
def test_odd_query_is_no_failure(stranger: Client, path: str) -> None:
    for odd in ODD:
        query = "&".join(f"{key}={odd}" for key in KEYS)
        assert stranger.get(path, QUERY_STRING=query).status_code < 500, odd
        assert stranger.get(path, QUERY_STRING=f"{odd}={odd}&=&&{odd}").status_code < 500, odd


@pytest.mark.parametrize("path", PATHS)
def test_thousand_parameters_are_no_failure(stranger: Client, path: str) -> None:
    for query in ("&".join(f"p{n}={n}" for n in range(1000)), "&".join(["q=a"] * 2000)):
        assert stranger.get(path, QUERY_STRING=query).status_code < 500


@pytest.mark.parametrize("path", ["/", "/en/search/", "/izlaz/", "/admin/login/", "/nema-ovoga/"])
def test_odd_header_is_no_failure(stranger: Client, path: str) -> None:
    for headers in HEADERS:
        assert stranger.get(path, headers=headers).status_code < 500, headers
        assert stranger.post(path, headers=headers).status_code < 500, headers


@pytest.mark.parametrize("path", QUERIED)
def test_odd_end_of_a_path_is_no_failure(stranger: Client, path: str) -> None:
    for odd in ODD:
        assert stranger.get(f"{path.rstrip('/')}/{odd}/").status_code < 500, odd
        assert stranger.get(f"{path.rstrip('/')}/{odd}").status_code < 500, odd


@pytest.mark.parametrize(
    "path",
    [
        "//x/",
        "//evil.example/mreze/",
        "/\\evil.example/",
        "/en//",
        "/en/../admin/",
        "///",
        "",
        "*",
        "/" + "a/" * 3000,
        "/\x00/",
        "/\udcff/",
    ],
)
def test_odd_path_is_no_failure_and_no_way_out(stranger: Client, path: str) -> None:
    # As WSGI hands it over: bytes as Latin-1.
    raw = path.encode("utf-8", "surrogateescape").decode("latin-1")
    response = stranger.get("/", PATH_INFO=raw)
    assert response.status_code < 500
    location = response.get("Location", "/")
    assert location.startswith(("/", "http://testserver/")) and not location.startswith("//")


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "testserver:99999999",
        "a" * 5000,
        "[::1",
        "test server",
        "\x00",
        "@",
        "testserver.",
    ],
)
def test_odd_host_is_no_failure(stranger: Client, host: str) -> None:
    for path in PATHS:
        assert stranger.get(path, HTTP_HOST=host).status_code < 500, path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "\x00"])
def test_odd_method_is_no_failure(stranger: Client, method: str) -> None:
    for path in PATHS:
        assert stranger.generic(method, path, b"\x00" * 2000).status_code < 500, path
