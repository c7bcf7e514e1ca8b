"""Loading the starter content: again and again, with bad records, and over an editor's work."""

import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Max
from wagtail.models import Revision, Site

from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from networks.clean_html import clean_rich_text
from networks.models import FieldOfWork, NetworkPage, Organisation, StarterRecord
from networks.starter.loader import CONTENT, NETWORK_ORDER, PAGE_ORDER, Loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_loaded(db):
    """A database as Wagtail's migrations leave it: a root and one empty page."""
    root = BasePage.objects.get(depth=1)
    empty_page = root.add_child(instance=BasePage(title="Welcome", slug="welcome"))
    Site.objects.update(root_page=empty_page)
    SafetySettings.objects.update(safe_browsing_page=None)
    for page in BasePage.objects.filter(depth=2).exclude(pk=empty_page.pk):
        page.specific.delete()
    for model in (ChosenHotline, Hotline, Organisation, FieldOfWork, StarterRecord):
        model.objects.all().delete()


@pytest.fixture
def copied(tmp_path):
    """A copy of the starter files, to spoil."""
    copy = tmp_path / "starter"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
def folder(copied, db):
    """A copy of the starter files, which the test database has loaded."""
    return copied


def what_is_loaded():
    """Return what changes with every write: how much there is, and the newest of each."""
    models = (Organisation, NetworkPage, Hotline, StarterRecord, Revision)
    return [tuple(model.objects.aggregate(count=Count("pk"), newest=Max("pk")).values()) for model in models]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_loading_twice_changes_nothing(folder):
    before = list(NetworkPage.objects.values_list("pk", "latest_revision_id"))

    report = Loader(folder).load()

    assert (report.created, report.updated, report.left_alone) == ([], [], [])
    assert list(NetworkPage.objects.values_list("pk", "latest_revision_id")) == before


def test_ten_networks_and_their_members_are_there_in_both_languages(folder):
    networks = NetworkPage.objects.live()

    assert networks.count() == 10
    assert not networks.filter(title_en="").exists()
    assert Organisation.objects.filter(live=True).exclude(name_en="").count() == 115
    assert all(
        network.memberships.filter(organisation__slug_sr_latn="astra").exists() for network in networks
    )


def test_a_newer_text_reaches_what_no_editor_has_changed(folder):
    change(
        folder / "networks" / "ban.yaml", "short_name: {sr: BAN platforma", "short_name: {sr: Platforma BAN"
    )

    report = Loader(folder).load()

    assert report.updated == ["page ban"]
    assert NetworkPage.objects.get(slug="ban").short_name_sr_latn == "Platforma BAN"


def test_what_an_editor_has_changed_stays(folder, capsys):
    page = NetworkPage.objects.get(slug="ban")
    page.short_name_sr_latn = "Uredničin naziv"
    page.save_revision().publish()
    change(
        folder / "networks" / "ban.yaml", "short_name: {sr: BAN platforma", "short_name: {sr: Platforma BAN"
    )

    report = Loader(folder).load()

    assert report.left_alone == ["page ban"]
    call_command("load_starter_content", folder=folder)
    said = capsys.readouterr().out
    assert "left alone, an editor has changed it: page ban\n" in said and "1 left alone\n" in said
    assert NetworkPage.objects.get(slug="ban").short_name_sr_latn == "Uredničin naziv"


def test_a_changed_address_is_no_reason_to_make_the_page_again(folder):
    page = NetworkPage.objects.get(slug="gmcn")
    page.slug = "globalna-mreza"
    page.save_revision().publish()

    Loader(folder).load()

    assert not NetworkPage.objects.filter(slug="gmcn").exists()


def test_what_an_editor_has_deleted_does_not_come_back(folder):
    NetworkPage.objects.get(slug="gaatw").delete()
    change(folder / "networks" / "gaatw.yaml", 'founded: "1994"', 'founded: "1995"')

    report = Loader(folder).load()

    assert "page gaatw" in report.left_alone
    assert not NetworkPage.objects.filter(slug="gaatw").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("networks/ban.yaml", "kind: regional", "kind: regionalna", "ban.yaml, line 1: “kind” is 'regionalna'"),
        ("networks/ban.yaml", 'founded: "2013"', 'founded: "2013-13"', "ban.yaml, line 1: founded"),
        ("networks/ban.yaml", "acronym: BAN", "acronim: BAN", "ban.yaml, line 1: unknown: acronim"),
        ("networks/ban.yaml", "key: ban", "key: ban\nkey: ban", "ban.yaml, line 2: “key” stands twice"),
        ("networks/ban.yaml", "status: ended", "status: [ended", "ban.yaml, line"),
        ("networks/ban.yaml", "organisation: otvorena-porta", "organisation: nema-je", "there is no organisation “nema-je”"),
        ("networks/ban.yaml", "source: lsi-ban-2", "source: nema-ga", "neither an address nor in sources.yaml"),
        ("networks/ban.yaml", "    - heading:", "    - naslov:", "there is no block “naslov”"),
        ("networks/gaatw.yaml", "confirmation: unconfirmed", "confirmation: mozda",
         "gaatw.yaml, line 156: “confirmation” is 'mozda', expected one of confirmed, unconfirmed"),
        ("networks/gaatw.yaml", "confirmation: unconfirmed", "confirmation: unconfirmed\n    former: true",
         "gaatw.yaml, line"),
        ("networks/gaatw.yaml", 'source_as_of: "2026-11"', 'source_as_of: "2026-31"', "line 1: source_as_of"),
        ("organisations/serbia.yaml", "country: RS", "country: Srbija", "serbia.yaml, line"),
        ("organisations/serbia.yaml", "latitude: 44.804", "latitude: 444.804", "serbia.yaml, line"),
        ("hotlines.yaml", 'tel: "116000"', 'tel: "116-000"', "hotlines.yaml, line 1: dial_string"),
        ("hotlines.yaml", 'tel: "116000"', 'tel: "116006"', "hotlines.yaml, line 1: dial_string"),
        ("hotlines.yaml", "+381 11 785 0000", "011 785 0000", "hotlines.yaml, line 17: from_abroad"),
        ("hotlines.yaml", "verify_by: 2026-12-24", "verify_by: 24.12.2026.", "hotlines.yaml, line 1: “verify_by”"),
        ("hotlines.yaml", "verify_by: 2026-12-24", "verified_on: 2126-12-24", "hotlines.yaml, line 1: verified_on"),
        ("hotlines.yaml", "confidence: confirmed", "confidence: sure", "line 1: “confidence” is 'sure'"),
        ("hotlines.yaml", "confidence: confirmed", "", "hotlines.yaml, line 1: “confidence” is ''"),
        ("hotlines.yaml", "source: astra-25-maj-2021", "", "hotlines.yaml, line 1: “source” is missing"),
        ("hotlines.yaml", "source: astra-25-maj-2021", 'source: ""', "hotlines.yaml, line 1: source_url"),
        ("hotlines.yaml", "subject: missing_child", "subject: child", "hotlines.yaml, line 1: “subject” is 'child'"),
        ("hotlines.yaml", "key: astra-sos", 'key: "116000"', "line 17: the hotline “116000” stands twice"),
        ("networks/ban.yaml", "source: astra\nsource_as_of", "source_as_of", "ban.yaml, line 1: “source” is missing"),
        ("networks/ban.yaml", 'as_of: "2013"\n    source: astra', 'as_of: "2013"', "“source” is missing"),
        ("networks/ban.yaml", "number: 6", "number: six", "ban.yaml, line"),
        ("networks/ban.yaml", "number: 6", "number: -6", "ban.yaml, line"),
        ("networks/ban.yaml", '    until: "2021"\n    source: astra\n', '    until: "2021"\n', "“source” is missing"),
        ("networks/ban.yaml", '    since: "2018-01"', '    since: "2018-31"', "ban.yaml, line"),
        ("organisations/serbia.yaml", "  source: astra\n", "", "line 3: “source” is missing"),
        ("organisations/serbia.yaml", "      as_of: \"2022\"\n      source: ", "      as_of: \"2022\"\n      source_of: ", "serbia.yaml, line"),
        ("organisations/serbia.yaml", '      as_of: "2022"', '      as_of: "spring"', "serbia.yaml, line"),
        ("organisations/serbia.yaml", 'number: "011 785 0000"', 'nummer: "011 785 0000"', "serbia.yaml, line 19: “number” is missing"),
        ("settings.yaml", "astra-sos]", "astra-soss]", "there is no hotline “astra-soss”"),
        ("pages/help.yaml", "about: [danger]", "about: [dangre]", "“about” is 'dangre'"),
    ],
)  # fmt: skip
@pytest.mark.sqlite  # Records are read before the database is asked.
def test_a_bad_record_is_named_and_changes_nothing(folder, name, old, new, message):
    change(folder / name, old, new)
    before = what_is_loaded()

    with pytest.raises(CommandError) as error:
        call_command("load_starter_content", folder=folder)

    assert message in str(error.value)
    assert str(error.value).endswith("Nothing was changed.")
    assert what_is_loaded() == before


def test_an_empty_database_stays_empty_when_the_last_record_is_bad(copied, nothing_loaded):
    change(copied / "settings.yaml", "https://www.wikipedia.org/", "https://www.wikipedia.org/?od=astra")

    with pytest.raises(CommandError, match=r"settings.yaml, line 1: exit_destination.*Nothing was changed"):
        call_command("load_starter_content", folder=copied)

    assert [model.objects.count() for model in (Organisation, NetworkPage, StarterRecord)] == [0, 0, 0]


def test_an_empty_database_gets_everything(starter_content):
    # The database of the tests was empty before (tests/database.py).
    assert NetworkPage.objects.live().count() == 10


@pytest.mark.parametrize(("folder", "order"), [("pages", PAGE_ORDER), ("networks", NETWORK_ORDER)])
def test_each_page_and_network_has_its_place_in_menus_and_lists(folder: str, order: list[str]) -> None:
    assert sorted(path.stem for path in (CONTENT / folder).glob("*.yaml")) == sorted(order)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_starter_content", "--folder", str(tmp_path / "nowhere"))


def test_rich_text_carries_only_what_the_editor_can_write():
    dirty = '<p onclick="x()">Da<script>alert(1)</script> <a href="javascript:x()">ne</a> <span lang="en">yes</span></p>'

    assert clean_rich_text(dirty) == '<p>Da <a>ne</a> <span lang="en">yes</span></p>'


@pytest.mark.parametrize(
    ("old", "new"),
    [("/umrezavanje/", "/mreze/"), ("/en/networking/", "/en/networks/"), ("/umrezavanje", "/mreze/")],
)
def test_the_addresses_of_the_old_page_lead_to_the_networks(folder, client, old, new):
    response = client.get(old, follow=True)

    assert response.redirect_chain[-1] == (new, 301)
