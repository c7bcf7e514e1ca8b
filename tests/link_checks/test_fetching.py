"""Asking a host that answers badly: it ends in time, goes nowhere private, and says what is the matter."""

import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from astra_site.link_checks import addresses
from astra_site.link_checks.fetching import Fetcher, Hosts
from astra_site.link_checks.models import LinkState, Reason
from tests.link_checks.bad_server import BadServer


def check(fetcher: Fetcher, server: BadServer, path: str, host: str = "dobar.test") -> tuple[str, str]:
    found = fetcher.check(f"http://{host}:{server.server_port}{path}")
    return found.state, found.reason


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/dobro", LinkState.FINE, ""),
        ("/samo-get", LinkState.FINE, ""),
        ("/privremeno", LinkState.FINE, ""),
        ("/preseljeno", LinkState.REDIRECT, ""),
        ("/ogromno", LinkState.FINE, ""),
        ("/nema", LinkState.ERROR, Reason.STATUS),
        ("/zabranjeno", LinkState.ERROR, Reason.STATUS),
        ("/pokvareno", LinkState.ERROR, Reason.STATUS),
        ("/u-prazno", LinkState.ERROR, Reason.STATUS),
        ("/ukrug", LinkState.ERROR, Reason.REDIRECTS),
        ("/dalje/1", LinkState.ERROR, Reason.REDIRECTS),
        ("/u-datoteku", LinkState.ERROR, Reason.MALFORMED),
        ("/na-nista", LinkState.ERROR, Reason.PROTOCOL),
        ("/besmislica", LinkState.ERROR, Reason.PROTOCOL),
        ("/zaglavlja", LinkState.ERROR, Reason.PROTOCOL),
        ("/prekid", LinkState.ERROR, Reason.PROTOCOL),
        ("/tiho", LinkState.UNREACHABLE, Reason.TIME),
        ("/kap-po-kap", LinkState.UNREACHABLE, Reason.TIME),
        ("/u-mrezu", LinkState.UNREACHABLE, Reason.PRIVATE),
    ],
)
def test_what_comes_of_a_link(
    path: str, state: str, reason: str, fetcher: Fetcher, server: BadServer
) -> None:
    assert check(fetcher, server, path) == (state, reason)
    # Of a gigabyte no more was sent than fits into the buffers in between.
    assert server.sent < 32 * 1024 * 1024


def test_it_says_who_asks_by_head_first_and_keeps_no_cookies(fetcher: Fetcher, server: BadServer) -> None:
    check(fetcher, server, "/preseljeno")
    check(fetcher, server, "/nema")
    assert [(method, path) for method, path, _headers in server.asked] == [
        ("HEAD", "/preseljeno"), ("HEAD", "/dobro"), ("HEAD", "/nema"), ("GET", "/nema"),
    ]  # fmt: skip
    for _method, _path, headers in server.asked:
        assert "http://testserver" in headers["User-Agent"] and "link" in headers["User-Agent"]
        assert headers["Host"] == f"dobar.test:{server.server_port}"
        assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://unutra.test/", Reason.PRIVATE),
        ("http://dvolican.test/", Reason.PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", Reason.PRIVATE),
        ("http://[::ffff:10.0.0.1]/", Reason.PRIVATE),
        ("http://0x7f.1/", Reason.PRIVATE),
        ("http://nepoznat.test/", Reason.NAME),
        ("http://dobar.test:1/", Reason.CONNECTION),
        ("http://ana:tajna@dobar.test/", Reason.MALFORMED),
        ("http://:80/", Reason.MALFORMED),
        ("http://dobar.test:99999/", Reason.MALFORMED),
        ("ftp://dobar.test/", Reason.MALFORMED),
    ],
)
def test_no_link_leads_into_a_private_network_or_astray(
    url: str, reason: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = addresses.is_public
    monkeypatch.setattr(
        addresses, "is_public", lambda each: real(each) and not (each == "127.0.0.1" and "0x7f" in url)
    )
    assert fetcher.check(url).reason == reason


@pytest.mark.parametrize(
    ("address", "is_public"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
     ("100.64.0.1", False), ("169.254.1.1", False), ("0.1.2.3", False), ("224.0.0.1", False), ("::1", False),
     ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False),
     ("2002:7f00:1::", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, is_public: bool) -> None:
    assert addresses.is_public(address) is is_public


def test_a_name_is_looked_up_once_for_a_request_so_that_it_cannot_change_its_mind(
    fetcher: Fetcher, server: BadServer, looked_up: list[str]
) -> None:
    check(fetcher, server, "/dobro")
    assert looked_up == ["dobar.test"]


def test_one_host_is_asked_one_thing_at_a_time(fetcher: Fetcher, server: BadServer) -> None:
    fetcher.hosts = Hosts(pause=0.02)
    threads = [threading.Thread(target=check, args=(fetcher, server, "/dobro")) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(server.asked), server.most_at_once) == (5, 1)


def test_a_certificate_must_be_valid_and_that_of_the_name(
    fetcher: Fetcher, server: BadServer, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=dobar.test",
         "-addext", "subjectAltName=DNS:dobar.test"],
        check=True, capture_output=True,
    )  # fmt: skip
    of_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    of_server.load_cert_chain(certificate, key)
    server.socket = of_server.wrap_socket(server.socket, server_side=True)
    url = f"https://dobar.test:{server.server_port}/dobro"
    assert fetcher.check(url).reason == Reason.CERTIFICATE
    trusting = Fetcher(Hosts(pause=0), ssl.create_default_context(cafile=str(certificate)))
    assert trusting.check(url).state == LinkState.FINE
    assert trusting.check(url.replace("dobar.test", "127.0.0.1")).reason == Reason.CERTIFICATE
