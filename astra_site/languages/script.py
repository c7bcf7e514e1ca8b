"""The alphabet in which a Serbian page is asked for. Cyrillic is derived from the finished Latin page.

Django and django-modeltranslation know two languages only: while a Cyrillic page is made, Serbian is
active, and this module says in which alphabet it will be read, for orders and addresses depend on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PREFIX = "/sr-cyrl"
# First parts of addresses that have no Cyrillic version: files, other languages, what is not for visitors.
WITHOUT = frozenset(
    {".well-known", "admin", "documents", "en", "health", "izlaz", "media", "robots.txt", "sitemap.xml",
     "sr-cyrl", "static"}
)  # fmt: skip
_is_cyrillic: ContextVar[bool] = ContextVar("is_cyrillic", default=False)


def is_cyrillic() -> bool:
    """Tell whether the page that is being made will be read in Cyrillic."""
    return _is_cyrillic.get()


@contextmanager
def cyrillic(is_so: bool = True) -> Iterator[None]:
    """Make pages for Cyrillic, or for Latin again."""
    token = _is_cyrillic.set(is_so)
    try:
        yield
    finally:
        _is_cyrillic.reset(token)


def has_cyrillic(path: str) -> bool:
    """Tell whether the address `path`, without the host, is that of a Serbian page."""
    if not path.startswith("/") or path.startswith("//"):
        return False
    return path[1:].split("/", 1)[0].split("?", 1)[0].split("#", 1)[0] not in WITHOUT


def in_cyrillic(path: str) -> str:
    """Return the address of the Cyrillic version of `path`; all that has none stays as it is."""
    return f"{PREFIX}{path}" if has_cyrillic(path) else path


def in_script(path: str) -> str:
    """Return `path` as the page that is being made links it."""
    return in_cyrillic(path) if is_cyrillic() else path


def without_prefix(path: str) -> str | None:
    """Return which Serbian address a Cyrillic one stands for; None for any other."""
    if path != PREFIX and not path.startswith(f"{PREFIX}/"):
        return None
    return path.removeprefix(PREFIX) or "/"
