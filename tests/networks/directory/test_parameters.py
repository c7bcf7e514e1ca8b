"""What an address may ask of the directory, cut to what anybody would ask."""

import pytest
from django.http import QueryDict

from networks.directory.parameters import (
    LONGEST_WORDS,
    MOST_VALUES,
    asked_values,
    asked_words,
    without_empty,
)
from networks.directory.sets import COUNTRY, NETWORK


@pytest.mark.parametrize(
    ("address", "facet", "values"),
    [
        ("mreza=at-mreza&mreza=ban", NETWORK, ["at-mreza", "ban"]),
        ("mreza=&mreza=+ban+&mreza=ban", NETWORK, ["ban"]),
        ("mreza=b%00an", NETWORK, ["ban"]),
        # The other language's word counts where this one's says nothing.
        ("network=ban", NETWORK, ["ban"]),
        ("mreza=&network=ban", NETWORK, ["ban"]),
        ("mreza=at-mreza&network=ban", NETWORK, ["at-mreza"]),
        # Of what can be only one it is the last.
        ("zemlja=RS&zemlja=BA", COUNTRY, ["BA"]),
        ("", COUNTRY, []),
    ],
)
def test_each_value_is_taken_once_and_none_that_is_empty(address: str, facet: str, values: list[str]) -> None:
    assert asked_values(QueryDict(address), facet, "sr-latn") == values


def test_no_address_asks_for_more_than_anybody_would() -> None:
    many = QueryDict("&".join(f"mreza=m{number}" for number in range(MOST_VALUES + 1)))
    assert len(asked_values(many, NETWORK, "sr-latn")) == MOST_VALUES
    assert len(asked_words(QueryDict(f"reci={'a' * 500}"), "sr-latn")) == LONGEST_WORDS


@pytest.mark.parametrize(
    ("address", "words"),
    [("reci=++deca++i%00+mladi", "deca i mladi"), ("words=children", "children"), ("", "")],
)
def test_words_stand_in_one_line(address: str, words: str) -> None:
    assert asked_words(QueryDict(address), "sr-latn") == words


@pytest.mark.parametrize(
    ("address", "shorter"),
    [
        ("mreza=&zemlja=RS", "zemlja=RS"),
        ("mreza=ban&mreza=+&page=2", "mreza=ban&page=2"),
        ("zemlja=RS", None),
        # What the form does not send stays as it is.
        ("utm=&zemlja=RS", None),
    ],
)
def test_choices_that_were_not_made_leave_the_address(address: str, shorter: str | None) -> None:
    assert without_empty(QueryDict(address)) == shorter
