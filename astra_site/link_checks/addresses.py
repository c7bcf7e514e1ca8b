"""Connects only to public addresses, and within a time: what a name stands for is looked up once and checked.

A second look by whoever connects could get another answer than the one that was checked.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LookupTimeout
from typing import Any

import httpcore

# Of one request, from the look-up of the name to the last header.
SECONDS = 10.0
# A host with more is not worth trying them all.
MOST_ADDRESSES = 3
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A look-up has no time limit of its own.
_resolvers = ThreadPoolExecutor(8, thread_name_prefix="names")


class PrivateAddress(Exception):
    """A name stands for an address inside a private network."""


class NoSuchHost(Exception):
    """A name stands for nothing."""


def is_public(address: str) -> bool:
    """Tell whether `address` is one of the public network, also where one kind hides inside another."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found.sixtofour or found.teredo:
            return False
    return found.is_global and not found.is_multicast


def addresses_of(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of `host`.

    Raises:
        PrivateAddress: one of them is not public.
        NoSuchHost: there is none.
        httpcore.ConnectTimeout: nobody says it in time.
    """
    looked_up = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        answers = looked_up.result(timeout=seconds)
    except LookupTimeout as error:
        raise httpcore.ConnectTimeout from error
    except (OSError, UnicodeError) as error:
        raise NoSuchHost from error
    found = [str(answer[4][0]) for answer in sorted(answers, key=lambda answer: answer[0])]
    if not all(is_public(address) for address in found):
        raise PrivateAddress
    return list(dict.fromkeys(found))[:MOST_ADDRESSES]


class Deadline:
    """When a request must be over."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            httpcore.ReadTimeout: none.
        """
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step has only the time that is left for all: no host keeps us by drops."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all."""
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        """End the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted; the certificate must be that of the name, not of the address."""
        inner = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return TimedStream(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self.stream.get_extra_info(info)


class PublicNetwork(httpcore.NetworkBackend):
    """The way out: looks the name up, checks the addresses, and connects to one of those."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        problem: Exception = NoSuchHost()
        for address in addresses_of(host, port, self.deadline.left()):
            try:
                stream = self.sockets.connect_tcp(address, port, self.deadline.left())
            except httpcore.ConnectError as error:
                problem = error
            else:
                return TimedStream(stream, self.deadline)
        raise problem
