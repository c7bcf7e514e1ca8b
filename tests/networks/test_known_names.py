"""Names that an organisation may be known by, whatever stands around them."""

import pytest

from networks.known_names import KnownNames, parts


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ASTRA – Beograd", ["ASTRA – Beograd", "ASTRA", "Beograd"]),
        ("Atina (Beograd)", ["Atina (Beograd)", "Atina", "Beograd"]),
        ("„Fenomena” - Kraljevo", ["„Fenomena” - Kraljevo", "Fenomena", "Kraljevo"]),
        ("Sigurna kuća", ["Sigurna kuća"]),
    ],
)
def test_a_name_holds_what_stands_beside_dashes_and_in_brackets(name: str, found: list[str]) -> None:
    assert parts(name) == found


def test_a_part_that_names_something_else_is_no_name() -> None:
    known: KnownNames[int] = KnownNames()
    known.add_all(7, ["ASTRA – Beograd"], not_names={"beograd"})
    assert (known.find("Astra!"), known.find("BEOGRAD"), known.find("")) == ({7}, set(), set())
