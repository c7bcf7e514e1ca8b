"""The main part of a page as HTML, rendered once a generation for each address, and what its head needs.

For pages that are made anew although nothing has changed: whoever has a session is given no cached answer.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration

# Of what a page finds, this is asked for outside its main part.
OF_THE_HEAD = ("canonical", "choices", "feed", "with_parameters")

Key = tuple[str, str, int]
Values = dict[str, Any]

_heads = PerGeneration[Values](most=150)
_parts = PerGeneration[str](most=150)


def key_of(request: HttpRequest) -> Key | None:
    """Return by what the main part is kept, or None where more counts than the address.

    The generation is in it: what was found in one must not be kept in the next.
    """
    generation = GENERATION.current
    is_preview = getattr(request, "is_preview", False)
    if generation is None or is_preview or request.GET or request.method not in {"GET", "HEAD"}:
        return None
    # The address that was asked: a Cyrillic page is made at the Latin one's.
    return request.get_host(), request.META.get("PATH_INFO", request.path), generation


def context(request: HttpRequest, find: Callable[[], Values]) -> Values:
    """Return what `find` gives; where the main part is kept already, only that and what the head needs."""
    key = key_of(request)
    part, head = (_parts.known(key), _heads.known(key)) if key else (None, None)
    if part is not None and head is not None:
        return {**head, "main_part": part}
    values = find()
    if key:
        _heads.get(key, lambda: {name: values[name] for name in OF_THE_HEAD if name in values})
    return {**values, "main_key": key}


def keep(key: Key | None, render: Callable[[], str]) -> str:
    """Return the main part that `render` gives."""
    return _parts.get(key, render) if key else render()
