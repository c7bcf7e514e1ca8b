"""The report, the panel beside the form and the findings for the start page."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from astra_site.accounts.models import Role, User
from astra_site.content_checks import overall
from astra_site.content_checks.overall import findings
from astra_site.content_checks.panel import findings_url
from astra_site.tasks.models import Job
from networks.models import FieldOfWork, NetworkPage, Organisation, StandardPage
from tests.admin.forms import posted_form
from tests.tasks.conftest import queue  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/content-checks/"


@pytest.fixture
def network(starter_content):
    network = NetworkPage.objects.get(slug="at-mreza")
    network.lead_sr_latn = "=Nacrt - još nije objavljen"
    network.save_revision()
    return network


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(User.objects.create_user(username="glavna", is_superuser=True))
    return client


def text_of(response):
    return response.content.decode()


def test_the_report_lists_a_finding_with_a_link_to_its_field(staff, network):
    answer = staff.get(REPORT)
    assert f"/admin/pages/{network.pk}/edit/#:w:contentpath=lead_sr_latn" in text_of(answer)


def test_the_report_is_in_the_menu(staff, starter_content):
    assert REPORT in text_of(staff.get("/admin/"))


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("rule=hyphen-as-dash", True),
        ("severity=error", True),
        ("severity=warning", False),
        ("language=sr-latn", True),
        ("language=en", False),
        ("model=networks.networkpage", True),
        ("model=networks.organisation", False),
    ],
)
def test_the_report_can_be_filtered(staff, network, query, is_there):
    if query.startswith("model=networks.organisation"):
        Organisation.objects.filter(pk=Organisation.objects.first().pk).update(website="http://example.org")
    assert ("contentpath=lead_sr_latn" in text_of(staff.get(f"{REPORT}?{query}"))) is is_there


def test_the_report_takes_few_queries(staff, network, django_assert_max_num_queries):
    staff.get(REPORT)
    with django_assert_max_num_queries(45):
        staff.get(REPORT)


def test_the_report_goes_out_as_csv_without_formulas(staff, network):
    answer = staff.get(f"{REPORT}?export=csv&rule=hyphen-as-dash")
    line = b"".join(answer.streaming_content).decode().splitlines()[1]
    assert "'=Nacrt - još nije" in line


def test_the_report_goes_out_as_xlsx(staff, network):
    answer = staff.get(f"{REPORT}?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row > 1


def test_the_editor_of_a_page_shows_what_is_found_in_its_draft(staff, network):
    page = text_of(staff.get(f"/admin/pages/{network.pk}/edit/"))
    assert "=Nacrt - još nije" in page
    assert 'data-finding-path="lead_sr_latn"' in page


def test_the_editor_of_an_organisation_has_the_panel(staff, starter_content):
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[Organisation.objects.first().pk])
    assert "data-content-findings" in text_of(staff.get(address))


def test_the_panel_brings_no_inline_script(staff, network):
    page = text_of(staff.get(f"/admin/pages/{network.pk}/edit/"))
    panel = page[page.index('id="content-findings-heading"') :]
    assert "<script src=" in panel[: panel.index("</script>")]


def test_the_panel_asks_again_and_gets_the_latest_draft(staff, network):
    # What the public page says has no such finding.
    assert 'data-finding-path="lead_sr_latn"' in text_of(staff.get(findings_url(network)))
    network.lead_sr_latn = "Sad je – dobro"
    network.save_revision()
    assert 'data-finding-path="lead_sr_latn"' not in text_of(staff.get(findings_url(network)))


def test_who_may_not_edit_does_not_get_the_findings(network):
    person = User.objects.create_user(username="gost", is_staff=True)
    client = Client()
    client.force_login(person)
    assert client.get(findings_url(network)).status_code in (302, 403)


def test_who_edits_one_page_gets_the_findings_of_that_one_alone(network):
    person = User.objects.create_user(username="čuvarka")
    person.groups.add(Role.objects.get(key=Role.Key.SAFETY).group)
    client = Client()
    client.force_login(person)
    own = StandardPage.objects.get(slug="bezbedno-koriscenje")
    assert [client.get(findings_url(page)).status_code for page in (own, network)] == [200, 302]


def test_a_moderator_gets_the_findings(network):
    person = User.objects.create_user(username="moderatorka")
    person.groups.add(Group.objects.get(name="Moderatorke"))
    client = Client()
    client.force_login(person)
    assert client.get(findings_url(network)).status_code == 200


def test_what_has_no_drafts_is_checked_as_it_is(staff, starter_content):
    field = FieldOfWork.objects.first()
    field.name_sr_latn = "Rad sa decom - prevencija"
    field.save()
    answer = text_of(staff.get(findings_url(field)))
    assert 'data-finding-path="name_sr_latn"' in answer


def test_what_is_not_checked_has_no_findings(staff):
    content_type = ContentType.objects.get_for_model(User)
    assert staff.get(reverse("content_checks_object", args=[content_type.pk, 1])).status_code == 404


def test_axe_runs_all_its_rules(staff, network):
    assert '"runOnly"' not in text_of(staff.get(f"/admin/pages/{network.pk}/edit/"))


def test_the_worst_is_found_first_and_remembered(network, django_assert_max_num_queries):
    worst, *others = findings()
    assert worst.edit_url == f"/admin/pages/{network.pk}/edit/"
    assert worst.slips + sum(checked.slips for checked in others) == 1
    with django_assert_max_num_queries(2):
        findings()


def test_where_there_is_much_a_task_checks_it_and_nobody_waits(network, queue, monkeypatch):  # noqa: F811
    before = findings()
    monkeypatch.setattr(overall, "MOST_AT_ONCE", 10)
    network.lead_sr_latn = "Sad je – dobro"
    network.save_revision(log_action=True)
    Job.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert findings() == before
    inserted = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "SAVEPOINT"))]
    # Job and task at once, so that nobody waits twice for an import that writes.
    assert [sql.split()[0] for sql in inserted[:3]] == ["SAVEPOINT", "INSERT", "INSERT"]
    # A second look starts no second task.
    assert findings() == before
    assert Job.objects.unfinished().count() == 1
    queue()
    assert findings() != before and not overall.are_being_renewed()


def test_axe_comes_with_the_preview(staff, network):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[network.pk])
    staff.post(address, posted_form(text_of(staff.get(f"/admin/pages/{network.pk}/edit/"))))
    assert "wagtail-userbar-template" in text_of(staff.get(f"{address}?mode=en&in_preview_panel=true"))


def test_no_visitor_and_no_member_of_staff_gets_it_outside_the_preview(staff, starter_content):
    assert "userbar" not in text_of(staff.get("/"))
