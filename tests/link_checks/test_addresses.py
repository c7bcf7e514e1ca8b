"""Names, addresses and time: what a link may connect to, and for how long."""

import socket
import threading
import time
from typing import Any

import httpcore
import pytest

from astra_site.link_checks import addresses, fetching
from astra_site.link_checks.addresses import Deadline, NoSuchHost, PrivateAddress, TimedStream, addresses_of
from astra_site.link_checks.fetching import Fetcher, Hosts, Malformed, parsed
from astra_site.link_checks.models import LinkState, Reason
from tests.link_checks import bad_server
from tests.link_checks.bad_server import BadServer
from tests.link_checks.conftest import NAMES

PUBLIC = ["93.184.216.34", "93.184.216.35", "93.184.216.36", "93.184.216.37"]


@pytest.mark.parametrize(
    ("address", "is_public"),
    [("64:ff9b::5db8:d822", True), ("::ffff:93.184.216.34", True), ("2002:5db8:d822::1", False),
     ("2001:0:53aa:64c::1", False), ("ff0e::1", False), ("239.1.2.3", False)],
)  # fmt: skip
def test_an_address_inside_another_is_public_as_the_inner_one_and_none_for_many_is(
    address: str, is_public: bool
) -> None:
    assert addresses.is_public(address) is is_public


def answers(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """Let every name stand for these."""

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in found]
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port))
            for family, address in zip(families, found, strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_of_a_name_a_few_addresses_are_tried_each_once_and_the_old_kind_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers(monkeypatch, "2606:2800:220:1::1", *PUBLIC[:2], *PUBLIC)
    assert addresses_of("a.example", 80, 1) == PUBLIC[:3]
    answers(monkeypatch, "2606:2800:220:1::1", PUBLIC[0])
    assert addresses_of("a.example", 80, 1) == [PUBLIC[0], "2606:2800:220:1::1"]
    answers(monkeypatch, PUBLIC[0], "10.0.0.1")
    with pytest.raises(PrivateAddress):
        addresses_of("a.example", 80, 1)


def test_a_name_that_nobody_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    is_over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_rest, **_more: is_over.wait(20))
    try:
        with pytest.raises(httpcore.ConnectTimeout):
            addresses_of("a.example", 80, 0.01)
    finally:
        is_over.set()


@pytest.mark.parametrize("fault", [socket.gaierror(), UnicodeError()])
def test_what_is_no_name_stands_for_nothing(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_rest: Any, **_more: Any) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    with pytest.raises(NoSuchHost):
        addresses_of("a" * 70, 80, 1)


def test_the_next_address_is_tried_where_the_first_refuses(
    fetcher: Fetcher, server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMES, "dobar.test", ["127.0.0.2", "127.0.0.1"])
    is_public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda each: each == "127.0.0.2" or is_public(each))
    assert fetcher.check(f"http://dobar.test:{server.server_port}/dobro").state == LinkState.FINE


class Stream(httpcore.MockStream):
    """Notes how long each step may take."""

    def __init__(self) -> None:
        super().__init__([b"a"])
        self.given: list[float | None] = []
        self.is_closed = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.given.append(timeout)
        return super().read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.given.append(timeout)

    def close(self) -> None:
        self.is_closed = True


def test_every_step_has_what_is_left_of_the_time_for_all() -> None:
    inner = Stream()
    stream = TimedStream(inner, Deadline(5))
    stream.write(b"a", 100)
    stream.read(1, 100)
    first, second = inner.given
    assert first and second and 0 < second <= first <= 5
    stream.close()
    assert inner.is_closed
    with pytest.raises(httpcore.ReadTimeout):
        TimedStream(inner, Deadline(0)).read(1)


def test_a_host_is_left_in_peace_for_a_moment_between_two_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    hosts = Hosts(pause=60)
    for host in ("a", "b", "a"):
        with hosts.turn(host):
            pass
    assert slept[:2] == [0, 0] and 59 < slept[2] <= 60
    assert Hosts().pause == 1


@pytest.mark.parametrize(
    ("url", "target", "host", "port"),
    [
        ("http://dobar.test", b"/", b"dobar.test", None),
        ("http://dobar.test:81/x?y=ž&z=1#deo", b"/x?y=%C5%BE&z=1", b"dobar.test", 81),
        ("https://Žene.rs/čaj", b"/%C4%8Daj", b"xn--ene-b3a.rs", None),
    ],
)
def test_an_address_is_sent_as_hosts_understand_it(url: str, target: bytes, host: bytes, port: Any) -> None:
    found = parsed(url)
    assert (found.target, found.host.lower(), found.port) == (target, host, port)


@pytest.mark.parametrize(
    "url",
    [
        "dobar.test/x",
        "javascript:alert(1)",
        "http://",
        "http://a@dobar.test/",
        "http://[::1/",
        "http://a..b/",
    ],
)
def test_what_is_no_address_of_a_site_is_asked_of_nobody(url: str) -> None:
    with pytest.raises(Malformed):
        parsed(url)


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("http://dobar.test/", b"dobar.test"), ("http://dobar.test:81/", b"dobar.test:81"),
        ("http://[2606:2800::1]/", b"[2606:2800::1]"), ("http://[2606:2800::1]:81/", b"[2606:2800::1]:81"),
    ],
)  # fmt: skip
def test_a_host_is_called_by_the_name_in_the_link(url: str, header: bytes) -> None:
    assert fetching._host_header(parsed(url)) == header


def chain(monkeypatch: pytest.MonkeyPatch, *statuses: int) -> str:
    """Let the server lead on from step to step to a page that is there; returns the first."""
    for number, status in enumerate(statuses):
        there = f"/korak-{number + 1}" if number + 1 < len(statuses) else "/dobro"
        monkeypatch.setitem(bad_server.REDIRECTS, f"/korak-{number}", (status, there))
    return "/korak-0"


@pytest.mark.parametrize(
    ("statuses", "state", "reason"),
    [
        ((302, 303, 307, 302, 302), LinkState.FINE, ""),
        ((302,) * 6, LinkState.ERROR, Reason.REDIRECTS),
        ((308,), LinkState.REDIRECT, ""),
        ((301, 302), LinkState.REDIRECT, ""),
        ((302, 301), LinkState.REDIRECT, ""),
    ],
)
def test_a_link_is_followed_so_far_and_has_moved_where_one_step_is_for_good(
    statuses: tuple[int, ...], state: str, reason: str, fetcher: Fetcher, server: BadServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    site = f"http://dobar.test:{server.server_port}"
    found = fetcher.check(site + chain(monkeypatch, *statuses))
    assert (found.state, found.reason) == (state, reason)
    assert found.leads_to == (f"{site}/dobro" if state == LinkState.REDIRECT else "")
    assert found.status == (None if reason else 200)


def test_bad_answers_are_told_by_their_number_and_one_that_leads_nowhere_is_an_answer(
    fetcher: Fetcher, server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = f"http://dobar.test:{server.server_port}"
    for status, state in ((399, LinkState.FINE), (400, LinkState.ERROR), (304, LinkState.FINE)):
        monkeypatch.setitem(bad_server.STATUSES, "/broj", status)
        found = fetcher.check(f"{site}/broj")
        assert (found.state, found.status) == (state, status)
    monkeypatch.setitem(bad_server.REDIRECTS, "/nikud", (302, ""))
    assert fetcher.check(f"{site}/nikud") == (LinkState.FINE, "", 302, "")


def test_a_link_whose_steps_take_too_long_together_is_given_up(
    fetcher: Fetcher, server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_SECONDS", -1)
    found = fetcher.check(f"http://dobar.test:{server.server_port}/dobro")
    assert (found.state, found.reason) == (LinkState.UNREACHABLE, Reason.TIME)
    assert server.asked == []
