"""Compresses what visitors read, so that no installation depends on its web server for it.

By brotli or gzip, as the browser wishes. Answers to staff stay as they are: they hold drafts and tokens
beside words that somebody else may have chosen, and the length of such a compressed answer tells what
is in it (BREACH). Why not a library: docs/decisions/0015-the-product-on-one-machine.md
"""

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence

GetResponse = Callable[[HttpRequest], HttpResponseBase]

TYPES = {
    "application/atom+xml",
    "application/geo+json",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/rss+xml",
    "application/schema+json",
    "application/xml",
    "image/svg+xml",
}
SMALLEST = 200  # bytes; of less, the headers would take as much as is saved
# As small as gzip's best in less time than gzip takes by default.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# As zlib calls a file of gzip.
OF_GZIP = zlib.MAX_WBITS + 16


class CompressionMiddleware:
    """Compresses answers, and says that they differ by what the browser accepts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, compressed if that is of use."""
        response = self.get_response(request)
        if request.path_info.startswith(settings.STAFF_PATHS):
            return response
        # Also on 304 and on what is not compressed: caches must see the same on each answer of an address.
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.get("ETag", "").startswith('"'):
            # The bytes differ by encoding, and only a weak tag may stand for all of them.
            response["ETag"] = "W/" + response["ETag"]
        coding = preferred(request.headers.get("Accept-Encoding", ""))
        if coding and _is_compressible(response):
            _compress(response, coding)
        return response


def preferred(accepted: str) -> str:
    """Return which of "br" and "gzip" the header Accept-Encoding likes best, or nothing for neither."""
    weights = dict(_weight(entry) for entry in accepted.lower().split(","))
    others = weights.get("*", 0.0)
    # max takes the first of equals.
    best = max(("br", "gzip"), key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else ""


def _weight(entry: str) -> tuple[str, float]:
    name, _semicolon, parameter = entry.partition(";")
    key, _equals, value = parameter.partition("=")
    if not parameter.strip():
        return name.strip(), 1.0
    try:
        weight = float(value) if key.strip() == "q" else 0.0
    except ValueError:
        weight = 0.0
    return name.strip(), weight if 0 <= weight <= 1 else 0.0


def is_worth_it(content_type: str, length: int) -> bool:
    """Tell whether so many bytes of this type get smaller by compression."""
    kind = content_type.partition(";")[0].strip().lower()
    return length >= SMALLEST and (kind.startswith("text/") or kind in TYPES)


def compressor(coding: str) -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """Return what compresses pieces by "br" or "gzip", and what gives the end of it."""
    if coding == "br":
        brotlied = brotli.Compressor(quality=BROTLI_QUALITY)
        return brotlied.process, brotlied.finish
    zipped = zlib.compressobj(GZIP_LEVEL, wbits=OF_GZIP)
    return zipped.compress, zipped.flush


def compress(content: bytes, coding: str) -> bytes:
    """Return `content` compressed by "br" or "gzip"."""
    process, finish = compressor(coding)
    return process(content) + finish()


def _is_compressible(response: HttpResponseBase) -> bool:
    # A part of a file is counted in its own bytes. How long a stream gets shows only at its end.
    length = len(response.content) if isinstance(response, HttpResponse) else SMALLEST
    is_whole = response.status_code != 206 and not response.has_header("Content-Encoding")
    return is_whole and is_worth_it(response.get("Content-Type", ""), length)


def _compress(response: HttpResponseBase, coding: str) -> None:
    if isinstance(response, StreamingHttpResponse):
        pieces: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
        response.streaming_content = _brotli_of(pieces) if coding == "br" else compress_sequence(pieces)
        del response.headers["Content-Length"]
    elif isinstance(response, HttpResponse):
        response.content = compress(response.content, coding)
        response["Content-Length"] = str(len(response.content))
    response["Content-Encoding"] = coding


def _brotli_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=BROTLI_QUALITY)
    for piece in pieces:
        # What has been read is sent: whoever streams does not want it kept back.
        yield compressor.process(piece) + compressor.flush()
    yield compressor.finish()
