"""By what an answer is kept: each rule beside the request that just misses it."""

from typing import Any

import pytest

from astra_site.delivery import answer_keys
from astra_site.delivery.answer_keys import Key, Keys

HOST = "mreze.example.org"


@pytest.fixture
def keys(settings: Any) -> Keys:
    settings.WAGTAILADMIN_BASE_URL = f"http://{HOST}"
    settings.ALLOWED_HOSTS = [HOST, "Druga.example.org", ".svaka.example.org", "*"]
    settings.SECURE_PROXY_SSL_HEADER, settings.SECURE_SSL_REDIRECT = None, False
    return Keys()


def environ(**changes: str) -> dict[str, str]:
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/mreze/", "QUERY_STRING": "", "HTTP_HOST": HOST,
        "wsgi.url_scheme": "http", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "is_kept"),
    [
        ({}, True),
        ({"REQUEST_METHOD": "HEAD"}, True),
        ({"REQUEST_METHOD": "OPTIONS"}, False),
        ({"PATH_INFO": "/admin/"}, False),
        ({"PATH_INFO": "/static/css/site.css"}, False),
        ({"PATH_INFO": "/media/images/a.jpg"}, False),
        ({"PATH_INFO": "/health/ready/"}, False),
        ({"PATH_INFO": "/en/admin/"}, True),
        ({"HTTP_HOST": HOST.upper()}, True),
        ({"HTTP_HOST": "druga.example.org"}, True),
        ({"HTTP_HOST": "a.svaka.example.org"}, False),
        ({"HTTP_HOST": ".svaka.example.org"}, False),
        ({"HTTP_HOST": "*"}, False),
        ({"HTTP_HOST": f"{HOST}:80"}, False),
        ({"HTTP_HOST": ""}, False),
        ({"PATH_INFO": "/" + "a" * (answer_keys.LONGEST - 1)}, True),
        ({"PATH_INFO": "/" + "a" * answer_keys.LONGEST}, False),
        ({"HTTP_COOKIE": "a=b"}, True),
        ({"HTTP_COOKIE": "a=b; sessionid=c"}, False),
        ({"HTTP_AUTHORIZATION": "Basic eDp5"}, False),
    ],
)
def test_a_request_has_a_key_where_its_answer_is_everybodys(
    changes: dict[str, str], is_kept: bool, keys: Keys, settings: Any
) -> None:
    settings.SESSION_COOKIE_NAME = "sessionid"
    asked = environ(**changes)
    expected = Key("http", asked["HTTP_HOST"].lower(), asked["PATH_INFO"], "")
    assert Keys().of(asked, 1) == (expected if is_kept else None)


def test_path_and_parameters_together_are_not_longer_than_they_may_be(keys: Keys) -> None:
    keys.learn("/mreze/", ["q"], 1)
    room = answer_keys.LONGEST - len("/mreze/") - len("q=")
    for length, is_kept in {room: True, room + 1: False}.items():
        assert (keys.of(environ(QUERY_STRING="q=" + "a" * length), 1) is not None) is is_kept


def test_the_name_of_the_site_may_have_a_port_and_then_all_its_names_may(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL, settings.ALLOWED_HOSTS = "http://localhost:8123", ["127.0.0.1"]
    keys = Keys()
    for host in ("localhost:8123", "127.0.0.1:8123", "127.0.0.1"):
        assert keys.of(environ(HTTP_HOST=host), 1) is not None
    for host in ("localhost", "127.0.0.1:8124"):
        assert keys.of(environ(HTTP_HOST=host), 1) is None


@pytest.mark.parametrize(
    ("said", "scheme"),
    [("https", "https"), ("https, http", "https"), (" https ", "https"), ("http", "http"), ("", "http")],
)
def test_behind_a_web_server_its_header_says_whether_it_was_by_tls(
    said: str, scheme: str, keys: Keys, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = environ(HTTP_X_FORWARDED_PROTO=said)
    assert Keys().of(asked, 1).scheme == scheme
    # Who is to be sent to TLS is answered by the site itself.
    settings.SECURE_SSL_REDIRECT = True
    assert (Keys().of(asked, 1) is not None) is (scheme == "https")
    del asked["HTTP_X_FORWARDED_PROTO"]
    assert Keys().of(asked, 1) is None


def test_parameters_count_that_the_page_has_named_in_this_generation(keys: Keys) -> None:
    asked = environ(QUERY_STRING="utm=1&country=RS&empty=&page=2")
    assert keys.of(asked, 1) is None
    keys.learn("/mreze/", ["country", "empty", "kind"], 1)
    keys.learn("/organizacije/", ["utm"], 1)
    assert keys.of(asked, 1).query == "country=RS&empty="
    assert keys.of(environ(QUERY_STRING="utm=1"), 1).query == ""
    # Another page may stand there by then.
    assert keys.of(asked, 2) is None
    keys.learn("/en/", [], 2)
    assert keys.of(asked, 2) is None


def test_an_address_that_is_read_in_more_than_one_way_has_no_key(keys: Keys) -> None:
    keys.learn("/mreze/", ["a"], 1)
    most = "&".join(["a=1"] * answer_keys.MOST_PARAMETERS)
    assert keys.of(environ(QUERY_STRING=most), 1) is not None
    assert keys.of(environ(QUERY_STRING=f"{most}&a=1"), 1) is None
    assert keys.of(environ(QUERY_STRING="a=\xff"), 1) is None


def test_what_pages_have_named_takes_only_so_much_memory(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_keys, "MOST_PATHS", 3)
    for path in ("/a/", "/b/", "/c/"):
        keys.learn(path, ["x"], 1)
    assert all(keys.of(environ(PATH_INFO=path, QUERY_STRING="x=1"), 1) for path in ("/a/", "/b/", "/c/"))
    keys.learn("/d/", ["x"], 1)
    assert keys.of(environ(PATH_INFO="/d/", QUERY_STRING="x=1"), 1) is not None
    assert keys.of(environ(PATH_INFO="/a/", QUERY_STRING="x=1"), 1) is None


@pytest.mark.parametrize(
    ("scheme", "host", "name", "port"),
    [
        ("http", "localhost:8123", "localhost", "8123"),
        ("http", HOST, HOST, "80"),
        ("https", HOST, HOST, "443"),
    ],
)
def test_the_site_is_asked_with_nothing_but_the_key(
    scheme: str, host: str, name: str, port: str, settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    made = Keys().environ_of(Key(scheme, host, "/mreze/", "a=1"))
    assert (made["SERVER_NAME"], made["SERVER_PORT"], made["HTTP_HOST"]) == (name, port, host)
    assert (made["PATH_INFO"], made["QUERY_STRING"], made["wsgi.url_scheme"]) == ("/mreze/", "a=1", scheme)
    # As the web server would have said it.
    assert made.get("HTTP_X_FORWARDED_PROTO") == ("https" if scheme == "https" else None)
    assert (made["wsgi.multithread"], made["wsgi.multiprocess"], made["wsgi.run_once"]) == (True, True, False)
    settings.SECURE_PROXY_SSL_HEADER = None
    assert "HTTP_X_FORWARDED_PROTO" not in Keys().environ_of(Key(scheme, host, "/mreze/", ""))
