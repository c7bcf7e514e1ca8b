"""A starter content of a few records in which every key has its value: all of it reaches the database."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex, Site

from astra_site.cyrillic.models import CyrillicSettings
from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from astra_site.search.models import BestAnswer, SearchEntry, Synonyms
from networks.models import (
    FieldOfWork,
    GlossaryTerm,
    HomePage,
    Membership,
    NetworkPage,
    Organisation,
    SiteSettings,
    StandardPage,
    StarterRecord,
)
from networks.starter.loader import Loader

pytestmark = pytest.mark.django_db
SMALL = Path(__file__).parent / "small"
SOURCE = ("Zbirka", "Collection", "https://zbirka.example/")
NO_NAME = ("", "")


@pytest.fixture(scope="module")
def emptied(for_a_module: Any) -> None:
    """Leave a database as Wagtail's migrations do: a root and one empty page."""
    with for_a_module():
        empty_page = BasePage.objects.get(depth=1).add_child(instance=BasePage(title="Welcome", slug="new"))
        Site.objects.update(root_page=empty_page)
        SafetySettings.objects.update(safe_browsing_page=None)
        for model in (BestAnswer, Synonyms, Redirect, ChosenHotline, Hotline, StarterRecord, GlossaryTerm):
            model.objects.all().delete()
        for page in BasePage.objects.filter(depth=2).exclude(pk=empty_page.pk):
            page.specific.delete()
        BasePage.objects.filter(pk=empty_page.pk).update(slug="home")
        for model in (Organisation, FieldOfWork):
            model.objects.all().delete()


@pytest.fixture
def folder(emptied: None, db: None, tmp_path: Path, settings: Any) -> Path:
    """Return a copy of the small content, to spoil, beside a database without any."""
    settings.WAGTAILADMIN_BASE_URL, settings.WAGTAIL_SITE_NAME = "https://mreze.example.org", "Ime"
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def of(thing: Any, *names: str) -> tuple[Any, ...]:
    """Return values of an object, of a translated field both."""
    found: list[Any] = []
    for name in names:
        both = [f"{name}_sr_latn", f"{name}_en"]
        found += [getattr(thing, each) for each in (both if hasattr(thing, both[0]) else [name])]
    return tuple(found)


def source_of(thing: Any) -> tuple[Any, ...]:
    return of(thing, "source_name", "source_url")


def blocks_of(stream: Any) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in stream.raw_data]


def test_words_and_numbers_are_loaded_in_both_languages(folder: Path) -> None:
    Loader(folder).load()
    assert list(FieldOfWork.objects.order_by("key").values_list("key", "name_sr_latn", "name_en")) == [
        ("a", "prva oblast", "first field"), ("b", "druga oblast", ""),
    ]  # fmt: skip
    terms = GlossaryTerm.objects.order_by("key")
    assert [of(term, "key", "is_linked", "word", "explanation", "other_forms") for term in terms] == [
        ("drugi", True, "drugi", "second", "Drugo.", "Other.", "", ""),
        ("pojam", False, "pojam", "term", "Objašnjenje.", "Explanation.", "pojmovi", "terms"),
    ]
    full, bare = Hotline.objects.order_by("-number")
    names = ("name", "short_name", "for_whom", "hours", "cost", "spoken_languages")
    assert of(full, *names) == (
        "Puna linija", "Full line", "Puna", "Full", "Za sve", "For all", "stalno", "always",
        "besplatno", "free", "srpski", "Serbian",
    )  # fmt: skip
    chosen = ("number", "dial_string", "from_abroad", "subject", "anonymous", "confidence")
    assert of(full, *chosen) == ("192 000", "192000", "+381 11 192 000", "danger", "yes", "likely")
    assert (str(full.verified_on), str(full.verify_by)) == ("2026-01-02", "2036-01-03")
    assert source_of(full) == SOURCE
    assert of(bare, *chosen) == ("116", "116", "", "missing_child", "unknown", "confirmed")
    assert (bare.verified_on, source_of(bare)) == (None, (*NO_NAME, "https://drugde.example/"))


def test_organisations_are_loaded_with_their_numbers_and_fields_of_work(folder: Path) -> None:
    report = Loader(folder).load()
    full, bare = (Organisation.objects.get(slug_sr_latn=slug) for slug in ("puna", "skrivena"))
    assert of(full, "slug", "name", "acronym", "former_names", "country", "latitude", "founded") == (
        "puna", "full", "Puna organizacija", "Full organisation", "PO", "Stara\nStarija", "RS", 44.5, "1999-05",
    )  # fmt: skip
    assert full.about_sr_latn == "<p>O njoj</p>" and full.about_en == "<p>About her</p>"
    assert [field.key for field in full.fields_of_work.order_by("key")] == ["a", "b"]
    assert str(full.verify_by) == "2036-02-03" and full.live and full.latest_revision
    assert source_of(full) == SOURCE
    facts = ("number", "label", "hours", "as_of", "confidence")
    first, second = full.phones.all()
    assert of(first, *facts) == ("011 111", "Prvi", "First", "danju", "by day", "2020", "confirmed")
    assert str(first.checked_on) == "2026-03-04" and first.source_url == SOURCE[2]
    assert of(second, *facts) == ("222 333", "", "", "", "", "", "unconfirmed")
    assert (bare.live, bare.acronym, bare.former_names, bare.latitude) == (False, "", "", None)
    assert not bare.phones.exists() and not bare.fields_of_work.exists()
    # What is no draft is found by visitors, and what refers to what is noted.
    assert SearchEntry.objects.filter(title="Puna organizacija").exists()
    assert not SearchEntry.objects.filter(title="Skrivena organizacija").exists()
    assert "organisation puna" in report.created and not report.updated


def test_a_network_is_loaded_with_all_that_belongs_to_it(folder: Path) -> None:
    Loader(folder).load()
    network = NetworkPage.objects.get(slug="mreza")
    assert of(network, "title", "title_en", "slug_en", "short_name", "acronym_meaning", "our_role_note") == (
        "Mreža svih", "Network of all", "network", "Svi", "All", "značenje", "meaning", "uloga", "role",
    )  # fmt: skip
    assert of(network, "kind", "status", "our_role", "members_list", "acronym", "name_language") == (
        "regional", "ended", "lead", "selection", "MS", "en",
    )  # fmt: skip
    assert of(network, "founded", "our_since", "our_until", "source_as_of", "source_notes") == (
        "2001", "2002", "2003", "2004", "<p>Napomena</p>", "<p>Note</p>",
    )  # fmt: skip
    assert (str(network.verified_on), str(network.verify_by)) == ("2026-05-06", "2036-05-06")
    assert of(network, "website", "seat_city", "seat_country") == (
        "https://mreza.example/", "https://network.example/", "Beč", "Vienna", "AT",
    )  # fmt: skip
    assert {network.founded_source_url, network.our_since_source_url, network.seat_source_url,
            network.strategy_source_url, network.source_url} == {SOURCE[2]}  # fmt: skip
    assert (network.strategy_from, network.strategy_until) == (2024, 2028)
    assert [of(each, "text") for each in network.strategic_directions.all()] == [
        ("Prvi pravac", "First direction"), ("Drugi pravac", "Second direction"),
    ]  # fmt: skip
    assert [of(each, "number", "qualifier", "what", "as_of", "source_url") for each in
            network.stated_counts.all()] == [
        (7, "more_than", "članica", "members", "2020", SOURCE[2]),
        (3, "exact", "zemlje", "", "", "https://drugde.example/"),
    ]  # fmt: skip
    assert [of(each, "text", "began", "ended", "source_url") for each in network.deeds.all()] == [
        ("Učinjeno", "Done", "2005", "2006", SOURCE[2]),
    ]  # fmt: skip
    facts = ("kind", "since", "until", "is_former", "confirmation", "as_of", "note", "source_url")
    members = Membership.objects.filter(network=network).order_by("sort_order")
    assert [(each.organisation.slug, each.sort_order, *of(each, *facts)) for each in members] == [
        ("skrivena", 0, "member", "", "", True, "confirmed", "", "", "", SOURCE[2]),
        ("puna", 1, "founder", "2007", "2008", False, "confirmed", "2009", "beleška", "note", SOURCE[2]),
    ]


def test_a_page_is_loaded_with_each_kind_of_block(folder: Path) -> None:
    Loader(folder).load()
    page = StandardPage.objects.get(slug="strana")
    assert of(page, "show_in_menus", "is_in_footer", "seo_title", "seo_title_en", "lead") == (
        True, True, "Za pretraživače", "For engines", "Uvod", "Lead",
    )  # fmt: skip
    blocks = blocks_of(page.body_sr_latn)
    (accordion,) = [value for kind, value in blocks if kind == "accordion"]
    assert [(item["type"], item["value"]) for item in accordion] == [
        ("item", {"heading": "Prva stavka", "text": "<p>Jedan</p>"}),
        ("item", {"heading": "Druga stavka", "text": "<p>Dva</p>"}),
    ]
    assert len({item["id"] for item in accordion}) == 2
    assert [(kind, value) for kind, value in blocks if kind != "accordion"] == [
        ("heading", "Naslov"),
        ("paragraph", "<p>Tekst</p>"),
        ("callout", {"heading": "Poziv", "text": "<p>Reč</p>"}),
        ("hotlines", {"about": ["danger"]}),
        ("quote", {"text": "Rekla je", "attribution": "Ona", "source": "https://drugde.example/"}),
        ("fact", {"value": "5", "unit": "žena", "as_of": "2020", "source_name": "Zbirka",
                  "source_url": SOURCE[2]}),
        ("fact", {"value": "6", "unit": "dece", "as_of": "", "source_name": "https://drugde.example/",
                  "source_url": "https://drugde.example/"}),
        ("link", {"text": "Veza", "url": "https://drugde.example/", "language": "sr-Latn"}),
        ("link", {"text": "Veza", "url": "https://drugde.example/", "language": "en"}),
        ("table", {"caption": "Tabela", "table": {
            "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
            "rows": [{"values": ["1", "dva"]}], "caption": ""}}),
        ("glossary", None),
    ]  # fmt: skip
    assert blocks_of(page.body_en) == [("heading", "Heading")] and not page.easy_read_en
    assert blocks_of(page.easy_read_sr_latn) == [("heading", "Lako")]
    ids = [block["id"] for block in page.body_sr_latn.raw_data]
    assert len(set(ids)) == len(ids) and page.body_en.raw_data[0]["id"] not in ids
    assert ReferenceIndex.get_references_for_object(NetworkPage.objects.get(slug="mreza")).exists()


def test_the_site_has_its_home_page_settings_and_old_addresses(folder: Path) -> None:
    Loader(folder).load()
    site, home = Site.objects.get(), HomePage.objects.get()
    assert (site.hostname, site.port, site.site_name, site.is_default_site) == (
        "mreze.example.org", 443, "Ime", True,
    )  # fmt: skip
    assert site.root_page_id == home.pk and not BasePage.objects.filter(title="Welcome").exists()
    assert of(home, "slug", "heading", "motto") == ("home", "Glavni naslov", "Main", "Moto", "Motto")
    children = home.get_children().specific()
    assert [(page.slug, page.show_in_menus) for page in children] == [
        ("mreze", True), ("organizacije", False), ("strana", True), ("bezimena", False),
    ]  # fmt: skip
    assert children[0].short_name_sr_latn == "Kratko" and not children[3].is_in_footer
    mine = SiteSettings.for_site(site)
    assert of(mine, "organisation_name", "footer_text", "website")[::2] == (
        "Naša", "Podnožje", "https://nasa.example/",
    )  # fmt: skip
    assert mine.our_organisation.slug == "puna"
    safety = SafetySettings.for_site(site)
    assert (safety.exit_destination, safety.safe_browsing_page.slug) == ("https://izlaz.example/", "strana")
    assert [chosen.hotline.number for chosen in ChosenHotline.objects.filter(settings=safety)] == [
        "116",
        "192 000",
    ]
    assert CyrillicSettings.load().latin_names == "Ime Jedno\nDrugo"
    assert {each.old_path: each.redirect_page.slug for each in Redirect.objects.all()} == {
        "/staro": "mreze", "/en/old": "mreze",
    }  # fmt: skip
    words = ("serbian_words", "english_words")
    assert [of(each, *words) for each in Synonyms.objects.all()] == [("UN\nOUN", "UN\nUnited Nations")]
    answers = [(*of(each, *words), str(each.target)) for each in BestAnswer.objects.order_by("pk")]
    assert [answer[:2] for answer in answers] == [("192\nhitno", "urgent"), ("mreža", "network")]
    assert "Puna linija" in answers[0][2] and "Mreža svih" in answers[1][2]
    assert StarterRecord.objects.get(key="settings").object_id == mine.pk


def test_loaded_again_it_is_as_it_was_and_what_has_changed_is_written(folder: Path) -> None:
    created = Loader(folder).load().created
    again = Loader(folder).load()
    assert sorted(again.unchanged) == sorted(created) and not (again.created or again.updated)
    for name, old, new in (
        ("organisations/all.yaml", "Puna organizacija", "Punija organizacija"),
        ("networks/mreza.yaml", "beleška", "nova beleška"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    Membership.objects.all().delete()
    Organisation.objects.get(slug_sr_latn="skrivena").delete()
    report = Loader(folder).load()
    assert (report.updated, report.created, report.left_alone) == (
        ["organisation puna", "page mreza"], [], [],
    )  # fmt: skip
    assert Organisation.objects.get().name_sr_latn == "Punija organizacija"
    assert SearchEntry.objects.filter(title="Punija organizacija").exists()
    # What staff have deleted is no member any more.
    (member,) = Membership.objects.all()
    assert (member.note_sr_latn, member.sort_order) == ("nova beleška", 0)


def test_what_is_left_out_is_empty(folder: Path) -> None:
    path = folder / "networks" / "mreza.yaml"
    path.write_text(path.read_text("utf-8").partition("seat:")[0], "utf-8")
    settings = "organisation_name: {sr: Naša}\nexit_destination: https://izlaz.example/\n"
    (folder / "settings.yaml").write_text(settings, "utf-8")
    shutil.rmtree(folder / "search")
    Loader(folder).load()
    network = NetworkPage.objects.get(slug="mreza")
    assert of(network, "seat_city", "seat_country", "seat_source_url") == ("", "", "", "")
    assert (network.strategy_from, network.strategy_until, network.strategy_source_url) == (None, None, "")
    for children in (network.strategic_directions, network.stated_counts, network.deeds, network.memberships):
        assert not children.exists()
    site = Site.objects.get()
    assert SiteSettings.for_site(site).our_organisation is None
    assert SafetySettings.for_site(site).safe_browsing_page is None
    assert not ChosenHotline.objects.exists() and not Redirect.objects.exists()
    assert CyrillicSettings.load().latin_names == "" and not BestAnswer.objects.exists()


def test_what_staff_have_made_before_is_theirs(folder: Path) -> None:
    Organisation.objects.create(slug_sr_latn="puna", name_sr_latn="Njihova")
    Hotline.objects.create(name_sr_latn="Njihova", number="116", dial_string="116", subject="danger")
    report = Loader(folder).load()
    assert sorted(report.left_alone) == ["hotline bare", "organisation puna"]
    assert Organisation.objects.get(slug_sr_latn="puna").name_sr_latn == "Njihova"
