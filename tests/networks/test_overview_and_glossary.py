"""The networks at a glance and the numbers of the whole, and the terms of the glossary as they are found."""

import pytest
from django.test import Client

from astra_site.search.models import SearchEntry
from networks import glossary
from networks.glimpses import shared_pairs
from networks.models import GlossaryTerm, NetworkPage, StandardPage
from networks.overview import ENDED, overview, published_networks
from tests import factories

pytestmark = pytest.mark.django_db


def names(groups):
    return [(group.kind, [page.title for page in group.networks]) for group in groups]


def test_networks_stand_by_kind_from_near_to_far_statuses_apart_and_what_has_ended_last(networks):
    for title, fields in (
        ("Svetska", {"kind": "global"}), ("Prva", {"kind": "national"}), ("Druga", {"kind": "national"}),
        ("Status", {"kind": "un_status"}), ("Bivša", {"kind": "european", "status": "ended"}),
        ("Bivši status", {"kind": "un_status", "status": "ended"}), ("Nacrt", {"live": False}),
    ):  # fmt: skip
        factories.make_page(networks, title, NetworkPage, **fields)
    found = overview()

    assert names(found.present) == [("national", ["Prva", "Druga"]), ("global", ["Svetska"])]
    assert names(found.statuses) == [("un_status", ["Status"])]
    assert names(found.ended) == [(ENDED, ["Bivša", "Bivši status"])]
    assert [page.title for page in found.networks] == [
        "Prva", "Druga", "Svetska", "Status", "Bivša", "Bivši status",
    ]  # fmt: skip
    assert [page.title for page in published_networks()][:2] == ["Svetska", "Prva"]


@pytest.mark.parametrize("fields", [{"kind": "national"}, {"kind": "un_status"}, {"status": "ended"}])
def test_one_network_of_any_sort_is_enough_for_the_numbers_to_be_shown(networks, fields):
    client = Client()
    assert not client.get("/").context["figures"].are_any

    factories.make_page(networks, "Mreža", NetworkPage, **fields)
    found = client.get("/").context["figures"]
    assert found.are_any
    assert [found.networks.number, found.statuses.number, found.ended.number].count(1) == 1
    # Without a directory there is no list of organisations to lead to.
    assert (found.organisations.url, found.countries.url) == ("", "")
    assert found.networks.url == "/mreze/#networks"


def test_each_number_leads_to_its_list_where_there_is_one(network, directory):
    factories.make_membership(network, factories.make_organisation("Atina", country="RS"))
    found = Client().get("/").context["figures"]

    assert (found.organisations.number, found.countries.number) == (1, 1)
    assert found.organisations.url.startswith("/organizacije/?")
    assert found.countries.url == f"{found.organisations.url}#countries"
    assert found.statuses.url == "/mreze/#statuses"


class Known:
    """As much of the directory as the pairs ask for."""

    def __init__(self, networks_of):
        self.networks_of = networks_of
        self.values = {"network": {name: name for name in "abc"}}


def test_two_networks_are_a_pair_by_those_in_both_without_ourselves():
    found = shared_pairs(
        Known({1: ["a", "b", "c"], 2: ["a", "b"], 3: ["b", "c"], 4: ["b", "c"], 5: ["a"]}), 1
    )

    assert [tuple(pair) for pair in found] == [("b", "c", 2), ("a", "b", 1)]


# The glossary


@pytest.fixture
def page(home):
    GlossaryTerm.objects.all().delete()
    return factories.make_page(
        home, "Rečnik", slug="recnik-ovde", title_en="Glossary", slug_en="glossary-here",
        body_sr_latn=[{"type": "glossary", "value": None}],
    )  # fmt: skip


def term(**fields):
    return GlossaryTerm.objects.create(
        **{"key": "kuca", "word_sr_latn": "kuća", "explanation_sr_latn": "Mesto.", **fields}
    )


def test_a_term_is_found_on_the_page_that_explains_it_in_each_language_in_which_it_is(page):
    known = term(other_forms_sr_latn="dom")
    (found,) = glossary.term_documents([known], "sr-latn")

    assert (found.kind, found.title, found.url) == ("page", "kuća", "/recnik-ovde/#kuca")
    assert (found.lead, found.also, found.title_weight) == ("Mesto.", ("dom",), glossary.TITLE_WEIGHT)
    assert glossary.term_documents([known], "en") == [None]
    known.word_en = "house"
    assert glossary.term_documents([known], "en")[0].url == "/en/glossary-here/#kuca"


def found_terms():
    return SearchEntry.objects.filter(url__endswith="#kuca").count()


def test_terms_come_and_go_with_the_page_on_which_they_stand(page):
    known = term()
    assert found_terms() >= 1
    page.unpublish()
    assert glossary.term_documents([known], "sr-latn") == [None] and found_terms() == 0
    page.save_revision().publish()
    assert found_terms() >= 1

    StandardPage.objects.get(pk=page.pk).delete()
    assert found_terms() == 0
    assert glossary.GLOSSARY.get(None).page is None


def test_the_glossary_does_not_lead_to_itself_and_other_pages_do(home):
    GlossaryTerm.objects.all().delete()
    term()
    text = {"type": "paragraph", "value": "<p>Sigurna kuća.</p>"}
    factories.make_page(
        home, "Rečnik", slug="recnik-ovde", body_sr_latn=[{"type": "glossary", "value": None}, text]
    )
    factories.make_page(home, "Druga", slug="druga", body_sr_latn=[text])

    assert 'href="/recnik-ovde/#kuca"' in Client().get("/druga/").text
    assert 'href="/recnik-ovde/#kuca"' not in Client().get("/recnik-ovde/").text
