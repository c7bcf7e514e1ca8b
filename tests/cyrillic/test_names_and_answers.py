"""Names on Cyrillic pages, answers that are no pages, and the list of words that stay."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from astra_site.cyrillic.middleware import CyrillicMiddleware, derived
from astra_site.cyrillic.models import CyrillicSettings
from astra_site.cyrillic.names import as_typed, in_script, stays, to_cyrillic
from astra_site.cyrillic.order import sort_key
from astra_site.cyrillic.report import words_of
from astra_site.languages import preview, script
from networks.models import NetworkPage
from tests import factories
from tests.admin.conftest import client_of, person_of  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "text", "shown"),
    [
        ({"original_name": "Verein Hilfe", "original_language": "de"}, "Verein Hilfe je", "Verein Hilfe је"),
        ({"former_names": "Bund Eins\nBund Zwei", "original_language": "de"}, "Bund Zwei", "Bund Zwei"),
        ({"acronym": "KVH"}, "KVH", "KVH"),
        ({"acronym": "KVOZH", "country": "RS"}, "a KVOZH", "а КВОЗХ"),
        ({"name_en": "Kvazi udruga"}, "Kvazi udruga", "Kvazi udruga"),
        ({"name_en": "Quasi"}, "Kvazi udruga", "Квази удруга"),
        ({"original_name": "Квази удруга", "original_language": "mk"}, "Kvazi udruga", "Квази удруга"),
        ({"original_name": "R&D Bund", "original_language": "de"}, "R&amp;D Bund", "R&amp;D Bund"),
    ],
)
def test_the_names_of_an_organisation_are_known_as_soon_as_it_is_published(
    fields: dict[str, str], text: str, shown: str
) -> None:
    factories.make_organisation("Kvazi udruga", **{"country": "DE", **fields})
    assert to_cyrillic(text) == shown


def test_a_name_is_as_its_network_writes_it_once_it_is_published() -> None:
    network = NetworkPage.objects.get(slug="ban")
    network.title, network.name_language = "Bund Hilfe", "de"
    network.acronym_meaning_sr_latn, network.acronym_meaning_en = "engl. „Bund Eins”", "Bund Zwei"
    network.save()
    names = "Bund Hilfe, Bund Eins, Bund Zwei"
    assert to_cyrillic(names) == names
    network.unpublish()
    assert to_cyrillic(names) == "Бунд Хилфе, Бунд Еинс, Бунд Zwei"


def test_staff_add_names_and_decide_about_our_own_in_all_its_cases() -> None:
    decided = CyrillicSettings.load()
    decided.latin_names = "  Kuća A&B \n\n Drugo"
    decided.save()
    assert decided.names == ["Kuća A&B", "Drugo"]
    assert to_cyrillic("Kuća A&amp;B, Drugo, ASTRINIM") == "Kuća A&amp;B, Drugo, ASTRINIM"
    decided.own_name = CyrillicSettings.OwnName.CYRILLIC
    decided.save()
    assert to_cyrillic("Drugo, ASTRI ASTRINIM ASTRA") == "Drugo, АСТРИ АСТРИНИМ АСТРА"
    CyrillicSettings.objects.all().delete()
    decided.delete()
    assert to_cyrillic("ASTRI Drugo") == "ASTRI Друго"


def test_owners_decide_it_on_a_screen_of_the_admin(client_of: Any) -> None:  # noqa: F811
    address = reverse("wagtailsettings:edit", args=["cyrillic", "cyrillicsettings"])
    assert 'name="latin_names"' in client_of("").get(address, follow=True).text


def test_a_text_that_no_page_is_made_of_is_in_the_alphabet_of_the_page() -> None:
    assert (in_script("žena"), as_typed("žena"), stays(["a", ""])) == ("žena", "žena", {"a": "a"})
    with script.cyrillic():
        assert (in_script("žena"), in_script(""), as_typed("")) == ("жена", "", "")
        assert to_cyrillic(as_typed("žena")) == "žena"
        cyrillic = sorted(["Cvet", "Vega", "Čas", "Dom"], key=sort_key)
    assert cyrillic == ["Vega", "Dom", "Cvet", "Čas"]
    assert sorted(["Cvet", "Vega", "Čas", "Dom"], key=sort_key) == ["Cvet", "Čas", "Dom", "Vega"]


def test_a_page_is_derived_and_its_length_told_anew() -> None:
    latin = HttpResponse("<html lang='sr-Latn'><p>Žene</p>", headers={"Content-Length": "40"})
    made = derived(latin)
    assert made.content.decode() == "<html lang='sr-Cyrl'><p>Жене</p>"
    assert made["Content-Length"] == str(len(made.content)) != "40"
    assert made["Content-Language"] == "sr-Cyrl"
    assert "Content-Length" not in derived(HttpResponse("<p>Žene</p>")).headers
    latin = HttpResponse("<p>Njih</p>".encode("utf-16"), content_type="text/html; charset=utf-16")
    assert derived(latin).content.decode("utf-16") == "<p>Њих</p>"


@pytest.mark.parametrize(
    ("response", "content"),
    [
        (JsonResponse({"a": "njih"}), b'{"a": "njih"}'),
        (HttpResponse("njih", content_type="text/plain"), b"njih"),
        (StreamingHttpResponse(iter([b"<p>njih</p>"])), b"<p>njih</p>"),
    ],
)
def test_what_is_no_page_stays_and_says_its_language(response: Any, content: bytes) -> None:
    made = derived(response)
    assert made.content == content and made["Content-Language"] == "sr-Cyrl"


def test_a_way_on_leads_to_what_is_in_cyrillic() -> None:
    assert derived(HttpResponseRedirect("/mreze/"))["Location"] == "/sr-cyrl/mreze/"
    assert derived(HttpResponseRedirect("https://a.example/"))["Location"] == "https://a.example/"
    assert preview.DERIVE["sr-cyrl"] is derived


def test_inside_all_see_the_latin_address_and_outside_the_one_that_was_asked() -> None:
    seen: list[Any] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((request.path, request.path_info, script.is_cyrillic()))
        return HttpResponse("x")

    factory = RequestFactory(SCRIPT_NAME="/sajt")
    request = factory.get("/sr-cyrl/mreze/")
    CyrillicMiddleware(view)(request)
    assert seen == [("/sajt/mreze/", "/mreze/", True)]
    assert (request.path, request.path_info) == ("/sajt/sr-cyrl/mreze/", "/sr-cyrl/mreze/")
    assert not script.is_cyrillic()
    CyrillicMiddleware(view)(RequestFactory().get("/mreze/"))
    assert seen[1] == ("/mreze/", "/mreze/", False)
    led = CyrillicMiddleware(view)(RequestFactory().get("/sr-cyrl?a=1"))
    assert (led.status_code, led["Location"]) == (301, "/sr-cyrl/?a=1")


def test_an_address_that_means_another_host_is_answered_in_cyrillic(client: Client) -> None:
    answer = client.get("/sr-cyrl//evil.example/")
    assert (answer.status_code, answer["Content-Language"]) == (404, "sr-Cyrl")
    assert '<html lang="sr-Cyrl">' in answer.text


PAGES = [
    ("/a/", "<p>KVOZH i Konj u Kvoxu, Google</p><p>Konj</p>"),
    ("/b/", "<p>KVOZH i njih, Google, KVAZB</p>"),
]


def test_each_word_that_stays_is_told_with_the_first_page_where_it_stands() -> None:
    found = words_of(iter(PAGES))
    assert found.left == {
        "acronym": {"KVOZH": "/a/", "KVAZB": "/b/"},
        "foreign letter": {"Kvoxu": "/a/"},
        "brand": {"Google": "/a/"},
    }
    assert found.digraphs == {"konj": "коњ", "njih": "њих"}


@pytest.fixture
def small_site() -> None:
    """Leave a site of two pages."""
    home = factories.make_home()
    factories.make_page(home, "KVOZH o Google", slug="kvozh", title_en="Quasi", slug_en="quasi")


@pytest.mark.parametrize(("unsure", "brands"), [(False, True), (True, False)])
def test_the_list_of_words_can_be_of_those_alone_of_which_nobody_is_sure(
    unsure: bool, brands: bool, small_site: None
) -> None:
    out = StringIO()
    call_command("cyrillic_words", unsure=unsure, stdout=out)
    lines = out.getvalue().splitlines()
    heading = next(place for place, line in enumerate(lines) if line.startswith("acronym – unsure: "))
    below = lines[heading + 1 :][: int(lines[heading].rpartition(" ")[2])]
    assert "  KVOZH    /kvozh/" in below and below == sorted(below)
    assert ("  Google    /kvozh/" in lines) is brands
    headings = [line.partition(":")[0] for line in lines if not line.startswith("  ")]
    assert headings == sorted(headings)
    assert all(line.endswith(" – unsure") for line in headings) is unsure
    assert "Quasi" not in out.getvalue()
