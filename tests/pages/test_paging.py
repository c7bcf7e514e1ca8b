"""Lists in pages: the addresses before and after keep everything else that was asked."""

import pytest
from django.http import QueryDict

from astra_site.pages.paging import page_number, paging


@pytest.mark.parametrize(
    ("page", "previous", "following"),
    [(1, "", "q=deca&page=2"), (2, "q=deca", "q=deca&page=3"), (3, "q=deca&page=2", "")],
)
def test_each_page_leads_to_its_neighbours_and_no_further(page: int, previous: str, following: str) -> None:
    found = paging(QueryDict("q=deca"), page, 3)
    assert (found.previous, found.next) == (previous, following)


def test_a_list_of_one_page_leads_nowhere() -> None:
    assert paging(QueryDict("q=deca&page=1"), 1, 1)[2:] == ("", "")


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("page=7", 7), ("page=99999", 99999), ("page=100000", 1), ("page=-2", 1), ("page=²", 1),
     ("page=dva", 1), ("page=", 1)],
)  # fmt: skip
def test_what_is_no_page_is_the_first(asked: str, number: int) -> None:
    assert page_number(QueryDict(asked)) == number
