"""Which answers to visitors may be cached whole. Only those that say so are."""

from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_MARK = "astra_site.cacheable"


class QueryParameters(NamedTuple):
    """The query parameters that a page knows. It does not differ by any other."""

    chosen: frozenset[str] = frozenset()
    # What somebody has written in own words is kept nowhere: docs/decisions/0004-exit.md.
    typed: frozenset[str] = frozenset()


class Cacheable(NamedTuple):
    """What an answer says of itself: the parameters that count, and whether it may be kept."""

    parameters: frozenset[str]
    is_kept: bool


NO_PARAMETERS = QueryParameters()


def mark(
    request: HttpRequest, response: HttpResponseBase, parameters: QueryParameters = NO_PARAMETERS
) -> None:
    """Say that `response` follows from its address and the content alone.

    Browsers ask each time whether theirs is still good, unless the answer says something else.
    """
    is_kept = not any(request.GET.get(name, "").strip() for name in parameters.typed)
    request.META[_MARK] = Cacheable(parameters.chosen | parameters.typed, is_kept)
    if is_kept:
        response.headers.setdefault("Cache-Control", "no-cache")
    else:
        response.headers["Cache-Control"] = "no-store"


def read(environ: dict) -> Cacheable | None:
    """Return what the answer to a request has said of itself."""
    return environ.get(_MARK)
