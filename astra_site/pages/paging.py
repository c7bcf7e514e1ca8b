"""Lists in pages: where a reader is, and the addresses before and after."""

from typing import NamedTuple

from django.http import QueryDict


class Paging(NamedTuple):
    """One page of a list. The parameters are those of an address, without the question mark."""

    page: int
    pages: int
    previous: str
    next: str


def paging(parameters: QueryDict, page: int, pages: int) -> Paging:
    """Return where `page` of `pages` is; all other parameters of the address stay."""

    def at(number: int) -> str:
        changed = parameters.copy()
        changed["page"] = str(number)
        if number == 1:
            del changed["page"]
        return changed.urlencode()

    return Paging(page, pages, at(page - 1) if page > 1 else "", at(page + 1) if page < pages else "")


def page_number(parameters: QueryDict) -> int:
    """Return the asked page; anything that is not a sensible number is the first."""
    text = parameters.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
