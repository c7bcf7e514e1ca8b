"""Answers as bytes: compressed once, with a strong ETag for each coding, ready to be sent."""

import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from astra_site.delivery import compression

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]

# As long as a change by hand, past Django, is not seen: the same as caching.cache.MINUTES.
SECONDS = 5 * 60
# The bytes of larger ones are not held besides the compressed ones, from which they can be made.
LARGE = 256 * 1024
AT_A_TIME = 64 * 1024
CODINGS = ("br", "gzip")
# What is said anew for each coding.
OF_THE_CODING = {"content-encoding", "content-length", "etag", "vary"}
LONGEST_IF_NONE_MATCH = 2000
preferred = lru_cache(maxsize=256)(compression.preferred)


class CachedAnswer:
    """What visitors are sent for one key, in every coding.

    Attributes:
        until: when it is to be made anew though nothing has changed, in seconds since 1970.
        generation: of the content from which it was made.
        hits: how often it was asked for in this process.
        size: bytes.
    """

    def __init__(
        self,
        headers: Headers,
        bodies: dict[str, bytes],
        digest: str,
        length: int,
        until: float,
        generation: int,
    ) -> None:
        self.headers, self.bodies, self.digest, self.length = headers, bodies, digest, length
        self.until, self.generation, self.hits = until, generation, 0
        self.size = sum(map(len, bodies.values()))
        self._ready = {coding: self._headers_of(coding) for coding in ("", *bodies)}

    @property
    def is_good(self) -> bool:
        """Tell whether it need not be made anew; one that is good for too long was made by a wrong clock."""
        return 0 < self.until - time.time() <= SECONDS

    @classmethod
    def of(cls, headers: Headers, pieces: Iterable[bytes], until: float, generation: int) -> "CachedAnswer":
        """Read `pieces`, and compress them while they come, if that is of use."""
        own = [(name, value) for name, value in headers if name.lower() not in OF_THE_CODING]
        written = _Bodies(_value(headers, "content-type"))
        for piece in pieces:
            written.add(piece)
        digest = written.digest.hexdigest()[:32]
        return cls(own, written.finished(), digest, written.length, until, generation)

    def respond(self, environ: dict, start_response: StartResponse) -> Iterable[bytes]:
        """Send it as the browser wishes, or say that what the browser has is still good."""
        self.hits += 1
        coding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if coding not in self.bodies:
            coding = ""
        etag, headers, unmodified = self._ready[coding]
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and matches(asked, etag):
            start_response("304 Not Modified", unmodified.copy())
            return ()
        start_response("200 OK", headers.copy())
        return () if environ["REQUEST_METHOD"] == "HEAD" else self._body(coding)

    def _body(self, coding: str) -> Iterable[bytes]:
        return (self.bodies[coding],) if coding in self.bodies else _unzipped(self.bodies["gzip"])

    def _headers_of(self, coding: str) -> tuple[str, Headers, Headers]:
        """Return the ETag, and the headers with the body and without."""
        etag = f'"{self.digest}-{coding}"' if coding else f'"{self.digest}"'
        common = [*self.headers, ("Vary", "Accept-Encoding"), ("ETag", etag)]
        length = ("Content-Length", str(len(self.bodies[coding]) if coding in self.bodies else self.length))
        encoding = [("Content-Encoding", coding)] if coding else []
        unmodified = [(name, value) for name, value in common if not name.startswith("Content-Type")]
        return etag, [*common, length, *encoding], unmodified

    # On the disk

    def to_bytes(self) -> bytes:
        """Return it as a file: a line that says what follows, then the bodies."""
        sizes = {coding: len(body) for coding, body in self.bodies.items()}
        about = {
            "headers": self.headers,
            "digest": self.digest,
            "length": self.length,
            "until": self.until,
            "sizes": sizes,
        }
        return b"".join([json.dumps(about).encode(), b"\n", *self.bodies.values()])

    @classmethod
    def from_bytes(cls, file: bytes, generation: int) -> "CachedAnswer":
        """Return what `to_bytes` has written.

        Raises:
            ValueError: the file is damaged.
        """
        line, _newline, rest = file.partition(b"\n")
        try:
            about = json.loads(line)
            headers = [(name, value) for name, value in about["headers"]]
            bodies: dict[str, bytes] = {}
            for coding, size in about["sizes"].items():
                bodies[coding], rest = rest[:size], rest[size:]
            if rest or any(len(bodies[coding]) != size for coding, size in about["sizes"].items()):
                raise ValueError("not as long as it says")
            return cls(headers, bodies, about["digest"], about["length"], about["until"], generation)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a cached answer") from error


class _Bodies:
    """What is read of an answer, in every coding; of a large one never more than the compressed bytes."""

    def __init__(self, content_type: str) -> None:
        self.digest, self.length = hashlib.sha256(), 0
        codings = CODINGS if compression.is_worth_it(content_type, LARGE) else ()
        self._compressors = {coding: compression.compressor(coding) for coding in codings}
        self._written = {coding: bytearray() for coding in ("", *codings)}

    def add(self, piece: bytes) -> None:
        self.digest.update(piece)
        self.length += len(piece)
        for coding, (process, _finish) in self._compressors.items():
            self._written[coding] += process(piece)
        if self._compressors and self.length > LARGE:
            self._written.pop("", None)
        else:
            self._written[""] += piece

    def finished(self) -> dict[str, bytes]:
        for coding, (_process, finish) in self._compressors.items():
            self._written[coding] += finish()
        is_worth_it = self.length >= compression.SMALLEST
        return {coding: bytes(body) for coding, body in self._written.items() if is_worth_it or not coding}


def _unzipped(body: bytes) -> Iterator[bytes]:
    opened = zlib.decompressobj(compression.OF_GZIP)
    while piece := opened.decompress(body, AT_A_TIME):
        yield piece
        body = opened.unconsumed_tail


class BegunAnswer(NamedTuple):
    """The beginning of an answer of the site, with what is still to be read of it."""

    status: str
    headers: Headers
    body: Iterable[bytes]

    @classmethod
    def of(cls, application: Callable, environ: dict) -> "BegunAnswer":
        """Ask `application`, which must have begun to answer when it returns, as Django's has."""
        started: list[Any] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
            started[:] = status, headers

        body = application(environ, start_response)
        status, headers = started
        return cls(status, headers, body)

    @property
    def is_for_everybody(self) -> bool:
        """Tell whether nothing in it is of one visitor alone, or of one moment."""
        return self.status.startswith("200") and not _value(self.headers, "set-cookie")

    def pieces(self) -> Iterator[bytes]:
        """Read the rest, and let go of what it holds."""
        try:
            yield from self.body
        finally:
            if hasattr(self.body, "close"):
                self.body.close()

    def whole(self) -> "FreshAnswer":
        """Return it with its whole content."""
        return FreshAnswer(self.status, self.headers, b"".join(self.pieces()))


class FreshAnswer(NamedTuple):
    """The whole answer of the site, which is sent once."""

    status: str
    headers: Headers
    content: bytes

    def respond(self, environ: dict, start_response: StartResponse) -> Iterable[bytes]:
        """Send it, compressed as the browser wishes."""
        headers, content = self.headers, self.content
        coding = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if coding and compression.is_worth_it(_value(headers, "content-type"), len(content)):
            content = compression.compress(content, coding)
            headers = [pair for pair in headers if pair[0].lower() != "content-length"]
            headers += [("Content-Encoding", coding), ("Content-Length", str(len(content)))]
        start_response(self.status, headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (content,)


def matches(asked: str, etag: str) -> bool:
    """Tell whether an If-None-Match names `etag`. What makes no sense names none."""
    names = [name.strip().removeprefix("W/") for name in asked[:LONGEST_IF_NONE_MATCH].split(",")]
    return etag in names or names == ["*"]


def _value(headers: Headers, wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")
