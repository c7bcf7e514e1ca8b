"""What stands on every page follows the settings of its own site, and a page without a site stands too."""

import re

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Site

from astra_site.safety import destination, hotlines, safe_browsing
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from networks.models import StandardPage
from tests.safety.test_help_line import CHOSEN, help_line
from tests.safety.test_hotline import GOOD
from tests.safety.test_safe_browsing_page import pages_of_safety

pytestmark = pytest.mark.django_db

EXIT = "https://www.rts.rs/"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hotlines, "_last_known", {})
    monkeypatch.setattr(destination, "_last_known", {})


def destination_on(html: str) -> str:
    found = re.search(r'data-destination="([^"]*)"', html)
    return found[1] if found else ""


@pytest.fixture
def settings_of_site() -> SafetySettings:
    return SafetySettings.for_site(Site.objects.get(is_default_site=True))


def test_the_exit_of_every_page_leads_where_the_settings_say_now(
    client: Client, settings_of_site: SafetySettings
) -> None:
    before = destination_on(client.get("/").text)
    settings_of_site.exit_destination = EXIT
    settings_of_site.save()
    for path in ("/", "/en/", "/nema-ovoga/"):
        assert destination_on(client.get(path).text) == EXIT != before


def test_what_a_visitor_was_shown_is_remembered_for_when_the_database_is_gone(rf: RequestFactory) -> None:
    shown = hotlines.hotlines_on_every_page(rf.get("/"))
    assert [line.number for line in shown] == [number for _name, number, _tel in CHOSEN]
    ChosenHotline.objects.last().delete()
    assert hotlines.remembered_hotlines() == shown
    assert hotlines.hotlines_on_every_page(rf.get("/")) == shown[:1] == hotlines.remembered_hotlines()


def test_without_a_site_the_exit_is_the_neutral_one_and_there_is_no_line_or_link_of_another(
    rf: RequestFactory,
) -> None:
    Site.objects.all().delete()
    request = rf.get("/")
    assert destination.exit_destination(request) == destination.NEUTRAL
    assert hotlines.hotlines_on_every_page(request) == []
    assert safe_browsing.page_of(request) is None


@pytest.mark.parametrize("change", [{"confidence": "old"}, {"live": False}])
def test_a_chosen_line_that_nobody_is_to_be_shown_stands_on_no_page(
    change: dict[str, object], client: Client
) -> None:
    Hotline.objects.filter(dial_string="116000").update(**change)
    page = client.get("/").text
    assert help_line(page) == CHOSEN[1:]
    assert "tel:116000" not in page


def test_another_site_has_its_own_lines_its_own_page_and_its_own_exit(
    client: Client, rf: RequestFactory
) -> None:
    page = StandardPage.objects.get(slug="pomoc")
    other = Site.objects.create(hostname="druga.example", root_page=page.get_parent())
    line = Hotline.objects.create(**{**GOOD, "number": "116 009", "dial_string": "116009"})
    settings = SafetySettings.objects.create(site=other, exit_destination=EXIT, safe_browsing_page=page)
    ChosenHotline.objects.create(settings=settings, hotline=line, sort_order=0)
    request = rf.get("/", headers={"host": "druga.example"})

    assert hotlines.hotlines_on_every_page(request) == [line]
    assert safe_browsing.page_of(request).pk == page.pk
    assert destination.exit_destination(request) == EXIT
    assert help_line(client.get("/").text) == CHOSEN
    assert destination_on(client.get("/").text) != EXIT


def test_the_page_that_another_site_has_left_is_taken_back_and_not_the_first_ones() -> None:
    page, other, third = (
        StandardPage.objects.get(slug=slug) for slug in ("bezbedno-koriscenje", "pomoc", "pristupacnost")
    )
    site = Site.objects.create(hostname="druga.example", root_page=page.get_parent())
    settings = SafetySettings.objects.create(site=site, safe_browsing_page=other)
    assert pages_of_safety() == {page.pk, other.pk}
    settings.safe_browsing_page = third
    settings.save()
    assert pages_of_safety() == {page.pk, third.pk}


@pytest.mark.parametrize("is_live", [True, False])
def test_a_preview_links_to_the_page_that_the_form_chooses_where_it_is_published(
    is_live: bool, rf: RequestFactory, settings_of_site: SafetySettings
) -> None:
    StandardPage.objects.filter(slug="pomoc").update(live=is_live)
    page = StandardPage.objects.get(slug="pomoc")
    SafetySettings.objects.update(safe_browsing_page=page)
    request = rf.get("/")
    request.is_preview = True
    assert getattr(safe_browsing.page_of(request), "pk", None) == (page.pk if is_live else None)
    SafetySettings.objects.update(safe_browsing_page=None)
    without = rf.get("/")
    without.is_preview = True
    assert safe_browsing.page_of(without) is None


def test_before_there_are_settings_a_preview_shows_no_line_and_no_link(rf: RequestFactory) -> None:
    ChosenHotline.objects.all().delete()
    SafetySettings.objects.all().delete()
    request = rf.get("/")
    request.is_preview = True
    assert hotlines.hotlines_on_every_page(request) == []
    assert safe_browsing.page_of(request) is None
