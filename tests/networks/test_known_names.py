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


def known_of(*names: str) -> KnownNames[int]:
    known: KnownNames[int] = KnownNames()
    for key, name in enumerate(names, start=1):
        known.add(key, name)
    return known


def test_a_name_much_like_another_is_found_and_the_most_similar_first() -> None:
    known = known_of(
        "Centar za devojke Niš", "Centar za devojčice Niš", "Centar za devojke Nis", "Klub mladih", "Centar"
    )
    found = known.similar("Centar za devojke Niša")

    assert [(one.key, one.name) for one in found][:2] == [
        (1, "Centar za devojke Niš"), (3, "Centar za devojke Nis"),
    ]  # fmt: skip
    assert [one.ratio for one in found] == sorted((one.ratio for one in found), reverse=True)
    assert {one.key for one in found} <= {1, 2, 3} and found[0].ratio > 0.9
    # What is the same is not merely similar, and what is too far is neither.
    assert [one.key for one in known.similar("Klub mladih")] == []
    assert known.similar("Sasvim drugo ime") == known.similar("") == []


def test_of_the_names_of_one_thing_the_nearest_counts_and_few_are_told() -> None:
    known: KnownNames[int] = KnownNames()
    for name in ("Centar za devojčice", "Centar za devojku", "Centar za devojke i"):
        known.add(7, name)
    assert [(one.key, one.name) for one in known.similar("Centar za devojke")] == [(7, "Centar za devojke i")]

    many = known_of(*(f"Centar za devojke {letter}" for letter in "abcdef"))
    assert len(many.similar("Centar za devojke")) == 3


def test_who_asks_is_not_told_of_herself() -> None:
    known = known_of("Centar za devojke", "Centar za devojke", "Centar za devojku", "Centar za devojki")

    same, similar = known.alike(["centar za DEVOJKE"], but=(1,))
    assert same == {2} and {one.key for one in similar} == {3, 4}
    # Whoever is left out takes nobody's place among the few that are told.
    same, similar = known.alike(["Centar za devojkx"], but=(1, 2, 3))
    assert same == set() and {one.key for one in similar} == {4}
    # Only of the first of the names is asked what is much like it.
    same, similar = known.alike(["Sasvim drugo ime", "Centar za devojke"], but=(3,))
    assert same == {1, 2} and similar == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("CentarKlub", [("Centar", "Klub")]),
        ("Centar 2Klub", [("Centar 2", "Klub")]),
        ("ASTRAKlub", [("ASTRA", "Klub")]),
        ("Centar Klub", []),
        # Neither half is known, or one of them is no more than a letter.
        ("NekoDrugi", []),
        ("KlubX", []),
    ],
)
def test_two_names_that_have_run_together_are_found_where_one_is_known(name: str, found: list) -> None:
    known = known_of("Centar", "Klub", "ASTRA")
    assert [(first[0], second[0]) for first, second in known.find_halves(name)] == found


def test_halves_that_are_both_known_come_first() -> None:
    known = known_of("Dom", "Dom Klub", "Centar")
    (best, *_others) = known.find_halves("DomKlubCentar")
    assert best == (("Dom", {1}), ("KlubCentar", set()))
    known.add(9, "KlubCentar")
    known.add(8, "DomKlub")
    assert all(first[1] and second[1] for first, second in known.find_halves("DomKlubCentar"))
