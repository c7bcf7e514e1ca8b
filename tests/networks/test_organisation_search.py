"""What of an organisation can be found, and whose entries follow when a network changes."""

import pytest

from astra_site.search import documents, indexing
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from networks.organisation_search import organisation_documents
from tests import factories

pytestmark = pytest.mark.django_db


def document(organisation, language="sr-latn"):
    (found,) = organisation_documents([organisation], language)
    return found


@pytest.fixture
def known(directory, network, networks):
    """An organisation with a tie of every sort."""
    organisation = factories.make_organisation(
        "Žene", name_en="Women", slug_sr_latn="zene", slug_en="women", acronym="ŽUA",
        original_name="Frauen", original_language="de", former_names="Stare\nPrve", country="RS",
        city_sr_latn="Niš", city_en="Nish", about_sr_latn="<p>Pomaže.</p>", about_en="<p>Helps.</p>",
        website="https://zene.example/", website_confidence="likely", email="a@zene.example",
    )  # fmt: skip
    organisation.fields_of_work.set(FieldOfWork.objects.order_by("key")[:1])
    organisation.save()
    ties = (("Prošla", {"until": "2015"}), ("Možda", {"confirmation": "unconfirmed"}), ("Sada", {}))
    for name, fields in ties:
        page = factories.make_page(networks, name, NetworkPage, short_name_sr_latn=name)
        factories.make_membership(page, organisation, **fields)
    draft = factories.make_page(networks, "Nacrt", NetworkPage, short_name_sr_latn="Nacrt", live=False)
    factories.make_membership(draft, organisation)
    return organisation


def test_it_is_found_by_its_names_work_place_and_networks_and_by_nothing_else(known):
    found = document(known)
    (field,) = known.fields_of_work.all()

    assert (found.kind, found.title, found.url) == ("organisation", "Žene", "/organizacije/zene/")
    assert set(found.names) == {"Women", "ŽUA", "Frauen", "Stare", "Prve"} and len(found.names) == 5
    texts = found.text.split(documents.BREAK)
    assert texts[0] == "Pomaže."
    assert set(texts[1:]) == {"Niš", "Srbija", field.name_sr_latn, "Sada", "Možda (nepotvrđeno članstvo)"}
    assert set(found.also) == {"Nish", "Serbia"}
    assert [contact.text for contact in found.contacts] == ["https://zene.example/"]


def test_in_english_it_is_told_in_english_with_serbian_names_where_there_are_no_others(known):
    found = document(known, "en")

    assert (found.title, found.url) == ("Women", "/en/organisations/women/")
    assert set(found.names) == {"Žene", "ŽUA", "Frauen", "Stare", "Prve"}
    texts = found.text.split(documents.BREAK)
    assert texts[0] == "Helps." and {"Nish", "Serbia", "Sada", "Možda (unconfirmed)"} <= set(texts)
    assert set(found.also) == {"Niš", "Srbija"}


def test_without_english_it_is_found_in_serbian_only_and_without_a_directory_it_has_no_address(
    known, directory
):
    only = factories.make_organisation("Samo srpski")
    assert document(only, "en") is None and document(only).title == "Samo srpski"

    directory.unpublish()
    assert document(only).url == ""


def test_who_is_no_more_is_found_with_the_year_and_in_no_network(known):
    known.ended = "2019-05"
    known.save()
    texts = document(known).text.split(documents.BREAK)

    assert any("2019" in text for text in texts)
    assert not {"Sada", "Možda (nepotvrđeno članstvo)"} & set(texts)


# Whose entries are made anew


@pytest.fixture
def indexed(monkeypatch):
    """The names of the organisations whose entries are made anew."""
    found, usual = [], indexing.index_many

    def index_many(rows):
        rows = list(rows)
        found.extend(sorted(row.name_sr_latn for row in rows if isinstance(row, Organisation)))
        usual(rows)

    monkeypatch.setattr(indexing, "index_many", index_many)
    return found


@pytest.fixture
def edited(network):
    """A network with three members, as it is published."""
    for name in ("Atina", "Bela", "Ceca"):
        factories.make_membership(network, factories.make_organisation(name))
    network = NetworkPage.objects.get(pk=network.pk)
    network.save_revision().publish()
    return network


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"since": "2001"}, []), ({"note_sr_latn": "Nova"}, []),
        ({"until": "2015"}, ["Bela"]), ({"is_former": True}, ["Bela"]),
        ({"confirmation": "unconfirmed"}, ["Bela"]),
    ],
)  # fmt: skip
def test_only_those_are_indexed_anew_whose_membership_is_told_otherwise(edited, indexed, fields, expected):
    page = NetworkPage.objects.get(pk=edited.pk)
    rows = list(page.memberships.all())
    for name, value in fields.items():
        setattr(rows[1], name, value)
    page.memberships.set(rows)
    indexed.clear()
    page.save_revision().publish()

    assert indexed == expected


def test_who_joins_and_who_goes_is_indexed_anew(edited, indexed):
    page = NetworkPage.objects.get(pk=edited.pk)
    new = factories.make_organisation("Dara")
    page.memberships.set([*list(page.memberships.all())[1:], Membership(organisation=new)])
    indexed.clear()
    page.save_revision().publish()

    assert indexed == ["Atina", "Dara"]


@pytest.mark.parametrize("name", ["short_name_sr_latn", "short_name_en"])
def test_all_members_are_indexed_anew_when_their_network_is_called_otherwise(edited, indexed, name):
    factories.make_membership(edited, factories.make_organisation("Nacrt", live=False))
    page = NetworkPage.objects.get(pk=edited.pk)
    setattr(page, name, "Nova")
    indexed.clear()
    page.save_revision().publish()

    assert indexed == ["Atina", "Bela", "Ceca"]
    indexed.clear()
    NetworkPage.objects.get(pk=edited.pk).save_revision().publish()
    assert indexed == []
