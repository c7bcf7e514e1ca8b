"""The report of all findings: its order, its filters and numbers, and what is kept of it."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from astra_site.accounts.models import User
from astra_site.content_checks import overall
from astra_site.content_checks.checker import LocatedFinding
from astra_site.content_checks.messages import MESSAGES, Severity, message
from astra_site.content_checks.models import KeptFindings
from astra_site.content_checks.registry import avoided_in, checks_of
from astra_site.content_checks.subjects import CheckedObject, check_everything, latest_versions
from astra_site.serbian.findings import Finding
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation, StandardPage
from tests import factories

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/content-checks/"


@pytest.fixture
def staff():
    client = Client()
    client.force_login(User.objects.create_user(username="glavna", is_superuser=True))
    return client


@pytest.fixture
def network():
    """A network whose draft has a slip, an advice and something that both languages say otherwise."""
    network = NetworkPage.objects.get(slug="at-mreza")
    network.draft_title = network.title = "Mreža u nacrtu"
    network.lead_sr_latn = "Nacrt - mreža ima 20 članica i jača svoje kapacitete."
    network.lead_en = "The network has 21 members."
    network.save_revision()
    return network


def rows_of(response):
    return response.context["object_list"]


def test_slips_come_first_and_each_line_says_what_where_and_in_which_language(staff, network):
    rows = rows_of(staff.get(REPORT))
    errors = [row.place.is_error for row in rows]
    assert errors == sorted(errors, reverse=True) and len(set(errors)) == 2
    mine = {
        row.place.finding.rule: row
        for row in rows
        if row.place.column.startswith("lead") and row.found.title == "Mreža u nacrtu"
    }
    assert {rule: (row.language, row.found.title, row.kind) for rule, row in mine.items()} == {
        "hyphen-as-dash": ("srpski", "Mreža u nacrtu", "mreža"),
        "jargon": ("srpski", "Mreža u nacrtu", "mreža"),
        "numbers-differ": ("oba jezika", "Mreža u nacrtu", "mreža"),
    }
    edit = reverse("wagtailadmin_pages:edit", args=[network.pk])
    assert mine["numbers-differ"].edit_url == f"{edit}#:w:contentpath=lead_en"


def test_what_has_no_place_in_a_form_leads_to_the_form():
    nowhere = LocatedFinding(Finding("no-source", ""), "", "", "")
    assert (nowhere.anchor, nowhere.path, nowhere.html_language, nowhere.language_name) == ("", "", "", "")
    there = LocatedFinding(Finding("jargon", "reč"), "en", "body_en", "Tekst", "id-of-a-block")
    assert there.anchor == ":w:contentpath=body_en.id-of-a-block"
    assert (there.html_language, there.language_name) == ("en", "English")


@pytest.mark.parametrize(
    ("query", "rules"),
    [
        ({"rule": "jargon"}, {"jargon"}),
        ({"severity": "advice", "language": "sr-latn"}, {"jargon"}),
        ({"severity": "warning", "language": "both"}, {"numbers-differ"}),
        ({"language": "en", "model": "networks.networkpage"}, set()),
        ({"severity": "nesto"}, {"hyphen-as-dash", "jargon", "numbers-differ"}),
    ],
)
def test_filters_narrow_it_down_together(query, rules, staff, network):
    found = [row for row in rows_of(staff.get(REPORT, query)) if row.found.title == "Mreža u nacrtu"]
    assert {row.place.finding.rule for row in found if row.place.column.startswith("lead")} == rules


def test_one_may_choose_among_what_was_found_in_the_order_of_words(staff, network):
    FieldOfWork.objects.create(key="proba", name_sr_latn="Rad sa decom - prevencija")
    filters = staff.get(REPORT).context["filters"]
    rules, kinds = (filters.filters[name].extra["choices"] for name in ("rule", "model"))
    assert {"jargon", "hyphen-as-dash", "numbers-differ"} <= {rule for rule, _title in rules}
    titles = [str(title) for _rule, title in rules]
    assert titles == sorted(titles) and len(titles) == len(set(titles))
    names = [name for _kind, name in kinds]
    assert names == sorted(names) and {"mreža", "oblast rada"} <= set(names)


def test_how_often_each_rule_found_something_stands_above(staff, network):
    response = staff.get(REPORT)
    headings = [str(column.label) for column in response.context["table"].columns.values()]
    assert headings == ["Naslov", "Polje", "Jezik", "Pravilo", "Tekst", "Predlog"]
    counts = response.context["counts"]
    numbers = [number for _rule, _message, number in counts]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == response.context["paginator"].count
    assert {rule: told for rule, told, _number in counts}["jargon"] == MESSAGES["jargon"]
    assert not response.context["are_being_renewed"]
    results = staff.get(reverse("content_checks_report_results"), {"rule": "jargon"}).text
    assert "kapacitete" in results and "<html" not in results


def test_a_rule_that_nobody_described_says_its_name():
    assert message("nova") == ("nova", "", Severity.WARNING)


def test_what_was_found_is_kept_for_each_language_of_the_interface(network):
    with translation.override("sr-latn"):
        found = overall.findings()
    assert found == sorted(
        (each for each in check_in("sr-latn") if each.places),
        key=lambda checked: (-checked.slips, -len(checked.places), checked.title),
    )
    kept = KeptFindings.objects.get(pk="sr-latn")
    assert kept.found == found and all(isinstance(each, CheckedObject) for each in kept.found)
    assert str(kept).startswith("sr-latn: ")
    with translation.override("en"):
        english = overall.findings()
    assert KeptFindings.objects.count() == 2
    labels = [{place.label for each in one for place in each.places} for one in (found, english)]
    assert labels[0] != labels[1]


def check_in(language):
    with translation.override(language):
        return check_everything()


def test_what_changes_is_found_at_once_and_what_nobody_logs_after_a_while(network, monkeypatch):
    overall.findings()
    network.lead_sr_latn = "Sad je – dobro"
    network.save_revision()
    before = overall.findings()
    # Without an entry in the log nobody knows of it, until the five minutes are over.
    assert any(each.slips for each in before)
    now = overall.time.time() + overall.REMEMBERED_SECONDS
    monkeypatch.setattr(overall.time, "time", lambda: now)
    assert not any(each.slips for each in overall.findings())


def test_a_draft_is_checked_whatever_has_become_of_what_it_refers_to(network):
    gone = factories.make_organisation("Nestala organizacija")
    newest = network.get_latest_revision_as_object()
    newest.memberships.add(Membership(organisation=gone, note_sr_latn="Napomena - kratka"))
    newest.save_revision()
    Organisation.objects.filter(pk=gone.pk).delete()
    (draft,) = [each for each in latest_versions(NetworkPage) if each.pk == network.pk]
    assert draft.title == "Mreža u nacrtu"
    assert "Napomena - kratka" in {row.note_sr_latn for row in draft.memberships.all()}
    live = StandardPage.objects.get(slug="pomoc")
    StandardPage.objects.filter(pk=live.pk).update(has_unpublished_changes=True, latest_revision=None)
    assert live.pk in {each.pk for each in latest_versions(StandardPage)}


def test_an_object_is_called_as_lists_of_staff_call_it(network):
    titles = {checked.title: checked for checked in check_everything()}
    assert titles["Mreža u nacrtu"].model == "networks.networkpage"
    assert titles[str(Organisation.objects.first())].edit_url.startswith("/admin/snippets/")
    assert titles["Mreža u nacrtu"].slips == 1


def test_what_the_house_does_not_write_is_asked_of_its_languages_alone():
    for language in ("sr-latn", "en"):
        assert all(language in avoided.languages for avoided in avoided_in(language))
    assert set(avoided_in("sr-latn")) != set(avoided_in("en"))
    assert set(checks_of(StandardPage())) < set(checks_of(NetworkPage()))


def configuration(staff, network):
    """Return what Wagtail's script is told of the checks that run in the preview."""
    html = staff.get(reverse("wagtailadmin_pages:edit", args=[network.pk])).text
    found = re.search(r'<script[^>]*id="[a-z-]*axe-configuration"[^>]*>(.*?)</script>', html, re.DOTALL)
    return json.loads(unescape(found[1]))


def test_axe_is_told_to_run_everything_and_to_pass_over_markers(staff, network):
    told = configuration(staff, network)
    assert told["context"]["exclude"] == ["wagtail-userbar, wagtail-inline-userbar"]
    assert told["options"]["rules"] == {"p-as-heading": {"enabled": True}}
    assert "runOnly" not in told["options"]
    checks = {check["id"]: check.get("options") for check in told["spec"]["checks"]}
    marker = "wagtail-inline-userbar"
    assert checks["only-listitems"] == {"validRoles": ["listitem"], "validNodeNames": ["li", marker]}
    assert checks["only-dlitems"] == {
        "validRoles": ["definition", "term", "listitem"],
        "validNodeNames": ["dt", "dd", marker],
        "divGroups": True,
    }
    assert checks["p-as-heading"] == {"margins": [{"weight": 150}], "passLength": 1, "failLength": 0.5}
    assert len(checks) > 3
    rules = {rule["id"]: rule for rule in told["spec"]["rules"]}
    assert rules["p-as-heading"] == {"id": "p-as-heading", "selector": ".rich-text p", "enabled": True}
    assert len(rules) > 1
    # In the words of the interface, also of what no editor is to blame for.
    assert told["messages"]["color-contrast"]["error_name"] == "Premali kontrast"
    assert len({words["error_name"] for words in told["messages"].values()}) > 10
