"""The main part of a page as HTML, rendered once a generation for each address, and what its head needs.

For pages that are made anew although nothing has changed: whoever has a session is given no cached answer.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from astra_site.caching.cacheable import NO_PARAMETERS, QueryParameters
from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration

# Of what a page finds, this is asked for outside its main part.
OF_THE_HEAD = ("canonical", "choices", "feed", "with_parameters")
MOST = 150

Values = dict[str, Any]


class FragmentKey(NamedTuple):
    """What the main part depends on; the generation, for what was found in one is not kept in the next."""

    host: str
    # The address that was asked: a Cyrillic page is made at the Latin one's.
    path: str
    query: str
    generation: int


class _Kept(NamedTuple):
    heads: PerGeneration[Values]
    parts: PerGeneration[str]


# Of addresses with parameters there are endless many; they cannot drive out the others.
_without_parameters = _Kept(PerGeneration(MOST), PerGeneration(MOST))
_with_parameters = _Kept(PerGeneration(MOST), PerGeneration(MOST))


def key_of(request: HttpRequest, parameters: QueryParameters = NO_PARAMETERS) -> FragmentKey | None:
    """Return by what the main part is kept; None where more counts than the address, or nobody needs it."""
    generation = GENERATION.current
    if (
        generation is None
        or settings.SESSION_COOKIE_NAME not in request.COOKIES
        or getattr(request, "is_preview", False)
        or not parameters.chosen.issuperset(request.GET)
        or request.method not in {"GET", "HEAD"}
    ):
        return None
    path = request.META.get("PATH_INFO", request.path)
    return FragmentKey(request.get_host(), path, request.GET.urlencode(), generation)


def context(
    request: HttpRequest, find: Callable[[], Values], parameters: QueryParameters = NO_PARAMETERS
) -> Values:
    """Return what `find` gives; where the main part is kept already, only that and what the head needs."""
    key = key_of(request, parameters)
    if key is None:
        return find()
    kept = _kept(key)
    part, head = kept.parts.known(key), kept.heads.known(key)
    if part is not None and head is not None:
        return {**head, "main_part": part}
    values = find()
    kept.heads.get(key, lambda: {name: values[name] for name in OF_THE_HEAD if name in values})
    return {**values, "main_key": key}


def keep(key: FragmentKey | None, render: Callable[[], str]) -> str:
    """Return the main part that `render` gives."""
    return _kept(key).parts.get(key, render) if key else render()


def _kept(key: FragmentKey) -> _Kept:
    return _with_parameters if key.query else _without_parameters
