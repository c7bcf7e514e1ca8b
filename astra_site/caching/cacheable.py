"""Which answers to visitors may be cached whole. Only those that say so are."""

from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_MARK = "astra_site.cacheable"


class Cacheable(NamedTuple):
    """What an answer says of itself."""

    # The query parameters that it knows. It does not differ by any other.
    parameters: frozenset[str]
    # Whether it may be cached at all: not where it holds what somebody has typed.
    is_kept: bool


def mark(
    request: HttpRequest,
    response: HttpResponseBase,
    parameters: frozenset[str] = frozenset(),
    is_kept: bool = True,
) -> None:
    """Say that `response` follows from its address and the content alone.

    Browsers ask each time whether theirs is still good, unless the answer says something else.
    """
    request.META[_MARK] = Cacheable(parameters, is_kept)
    response.headers.setdefault("Cache-Control", "no-cache")


def read(environ: dict) -> Cacheable | None:
    """Return what the answer to a request has said of itself."""
    return environ.get(_MARK)
