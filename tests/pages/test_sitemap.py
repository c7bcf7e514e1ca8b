"""The sitemap is one file, or an index of parts where there are many addresses."""

import re

import pytest

from astra_site.pages import sitemap

pytestmark = pytest.mark.django_db


def locations(client, address: str) -> list[str]:
    return re.findall(r"<loc>(.+?)</loc>", client.get(address).text)


def test_many_addresses_are_in_parts_and_each_stands_in_one(client, monkeypatch) -> None:
    whole = locations(client, "/sitemap.xml")
    monkeypatch.setattr(sitemap, "MOST", 100)
    parts = locations(client, "/sitemap.xml")
    assert len(parts) == -(-len(whole) // 100) > 1
    found = [locations(client, part.partition("testserver")[2]) for part in parts]
    assert max(map(len, found)) == 100
    assert sum(found, []) == whole


@pytest.mark.parametrize("part", ["0", "99", "-1", "x", "9" * 50, "١"])
def test_a_part_that_is_not_there_is_not_found(client, part: str) -> None:
    assert client.get(f"/sitemap.xml?p={part}").status_code == 404
