"""Searching as a visitor does."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from astra_site.search.models import Occurrence, SearchEntry
from astra_site.search.query import find
from networks.models import NetworkPage, Organisation, StandardPage
from tests.bench import large_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(db):
    """The starter content was put into the index as it was loaded."""


def titles(question, language="sr-latn"):
    return [entry.title for entry in find(question, language).entries]


@pytest.mark.parametrize(
    "question", ["zene protiv nasilja", "Žene protiv nasilja", "ЖЕНЕ ПРОТИВ НАСИЉА", "žena protiv nasilje"]
)
def test_a_network_is_found_however_its_name_is_typed(indexed, question):
    assert titles(question)[0] == "Mreža „Žene protiv nasilja”"


def test_who_works_against_trafficking_in_nis_is_answered_first(indexed):
    assert titles("trgovina ljudima Nis")[0] == "Centar za devojke – Niš"


def test_what_is_shown_of_a_text_has_no_space_before_a_full_stop_or_a_comma(indexed):
    assert not SearchEntry.objects.filter(text__regex=r"\w [.,;:!?]( |$)").exists()


def test_a_search_in_english_finds_english_only(indexed):
    assert titles("judgment is only worth", "en") == ["European Implementation Network (EIN)"]
    assert find("judgment is only worth", "sr-latn").total == 0
    assert titles("presuda vredi onoliko") == ["European Implementation Network (EIN)"]
    assert find("vredi onoliko", "en").total == 0


def test_an_organisation_is_found_by_its_own_name_in_any_language(indexed):
    assert "LEFÖ – Information, Education and Support for Migrant Women" in titles(
        "Bildung Migrantinnen", "en"
    )


def test_a_title_counts_more_than_a_text(indexed):
    assert titles("GAATW")[0].startswith("Globalna alijansa")


def test_the_beginning_of_a_word_is_enough(indexed):
    assert "Koalicija prEUgovor" in titles("preug")


def test_where_nothing_has_every_word_some_are_better_than_none(indexed, client):
    text = client.get("/en/search/?q=Kragujevac+Athens").content.decode()

    assert "The Smile of the Child" in text
    assert "Oasis of Safety" in text


def test_what_is_published_is_found_at_once_and_what_is_withdrawn_is_not(indexed):
    page = NetworkPage.objects.get(slug="ban")
    page.lead_sr_latn = "Sasvim kvazirečit uvod."
    page.save_revision().publish()
    assert titles("kvazirečit") == [page.title]

    page.unpublish()
    assert titles("kvazirečit") == []


def test_a_deleted_organisation_is_not_found(indexed):
    organisation = Organisation.objects.create(name_sr_latn="Udruženje Kvazimodo", live=True)
    organisation.save_revision().publish()
    assert titles("kvazimodo") == ["Udruženje Kvazimodo"]

    organisation.delete()
    assert titles("kvazimodo") == []


def test_a_draft_is_not_found(indexed):
    page = NetworkPage.objects.get(slug="ban")
    page.lead_sr_latn = "Tajni kvazinacrt."
    page.save_revision()

    assert titles("kvazinacrt") == []


def test_a_new_address_of_a_page_reaches_everything_below_it(indexed):
    page = NetworkPage.objects.get(slug="ban").get_parent().specific
    page.slug, page.slug_en = "sve-mreze", "all-networks"
    page.save_revision().publish()

    addresses = set(SearchEntry.objects.filter(kind="network").values_list("url", flat=True))
    assert {"/sve-mreze/ban/", "/en/all-networks/ban/"} <= addresses


def test_a_secret_place_does_not_lead_to_its_organisation(indexed):
    organisation = Organisation.objects.get(slug_sr_latn="centar-za-devojke-uzice")
    assert "Centar za devojke – Užice" in titles("Užice")
    organisation.name_sr_latn, organisation.name_en = "Centar za devojke", "Centre for Girls"
    organisation.do_not_publish_location = True
    organisation.save()
    organisation.save_revision().publish()

    assert "Centar za devojke" not in titles("Užice")


def test_rebuilding_gives_the_same_index_as_publishing(indexed):
    for page in NetworkPage.objects.live():
        page.save_revision().publish()
    kept = set(Occurrence.objects.values_list("entry__url", "word__word", "weight"))

    call_command("rebuild_search")

    assert set(Occurrence.objects.values_list("entry__url", "word__word", "weight")) == kept


def test_many_organisations_take_few_queries_more_to_rebuild(indexed):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            call_command("rebuild_search", stdout=StringIO())
        return len(captured)

    few = queries()
    large_data.make(organisations=300, networks=1, memberships=300)

    assert queries() < few + 30
    assert find("mesto", "sr-latn").total > 250


def test_what_is_equally_good_is_shown_by_title_and_each_once_on_all_pages(indexed):
    """Only what ranks as high as a page's last entry is sorted."""
    large_data.make(organisations=60, networks=1, memberships=60)
    call_command("rebuild_search", stdout=StringIO())
    pages = [find("tekst", "sr-latn", page) for page in range(1, find("tekst", "sr-latn").pages + 1)]
    shown = [entry for page in pages for entry in page.entries]

    made = [entry.url for entry in shown if "Organizacija broj" in entry.text]
    by_title = SearchEntry.objects.filter(url__in=made).order_by("title_key", "pk")
    assert made == list(by_title.values_list("url", flat=True))
    assert len(made) == len(set(made)) == 60
    assert {page.total for page in pages} == {len(shown)}
    assert [len(page.entries) for page in pages[:-1]] == [10] * (len(pages) - 1)


def test_a_page_behind_the_last_one_is_the_last_one(indexed):
    last = find("mreža", "sr-latn", find("mreža", "sr-latn").pages)
    beyond = find("mreža", "sr-latn", 9999)

    assert beyond == last
    assert beyond.page == beyond.pages > 1
    assert beyond.entries


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_a_search_takes_few_queries(indexed, rf, language, django_assert_max_num_queries):
    request = rf.get("/pretraga/")
    find("ASTRA", language, request=request)

    with django_assert_max_num_queries(2):
        find("mreža" if language == "sr-latn" else "network", language, request=request)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5000,
        "q=%ED%A0%80",
        "q='+OR+1=1+--",
        "q=<script>alert(1)</script>",
        "q=%25%5F*",
        "q=mreža&page=-1",
        "q=mreža&page=99999999999999999999",
        "q=mreža&page=²",
        "page=2",
        "q[]=1",
        "q=" + "+".join(["a"] * 1000),
    ],
)
@pytest.mark.parametrize("address", ["/pretraga/", "/en/search/"])
def test_hostile_input_is_answered_calmly(indexed, client, address, query):
    response = client.get(f"{address}?{query}")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_words_are_marked_and_everything_else_stays_escaped(indexed, client):
    page = StandardPage.objects.get(slug="pomoc")
    page.lead_sr_latn = "Opasna <b>kvazioznaka</b> & znak"
    page.save_revision().publish()

    text = client.get("/pretraga/?q=kvazioznaka").content.decode()

    assert "<mark>kvazioznaka</mark>" in text
    assert "<b>" not in text.split("search-results")[1].split("</ol>")[0]


def test_another_name_is_shown_where_it_says_more_than_the_title(indexed, client):
    text = client.get("/pretraga/?q=trgovine+zenama").content.decode()
    assert "Globalna alijansa protiv <mark>trgovine</mark> <mark>ženama</mark>" in text
    assert "Takođe" not in text.split("Globalna alijansa")[1].split("</li>")[0]
    assert "Takođe:" in client.get("/pretraga/?q=women").content.decode()


def test_the_search_page_is_not_indexed_and_sets_no_cookie(indexed, client):
    response = client.get("/en/search/?q=astra")

    assert "noindex" in response["X-Robots-Tag"]
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_the_status_is_announced(indexed, client):
    text = client.get("/en/search/?q=gaatw").content.decode()

    assert 'role="status"' in text
