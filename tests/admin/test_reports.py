"""Reports and lists of the admin say what there is."""

import csv
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from astra_site.accounts.backend import StaffBackend
from astra_site.accounts.models import User
from astra_site.pages.models import BasePage
from networks.models import NetworkIndexPage, NetworkPage, StandardPage
from networks.start_panel import WhatNextPanel
from tests.admin.conftest import edit_page
from tests.factories import make_organisation, make_page

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]

HISTORY = "wagtailadmin_reports:site_history"


def shown(client: Client, name: str, query: str = "", args: tuple = ()) -> str:
    response = client.get(f"{reverse(name, args=args)}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_history_leads_to_what_there_still_is(client_of: LogIn, network: NetworkPage) -> None:
    kept, gone = make_organisation("Ostala"), make_organisation("Obrisana")
    addresses = [reverse("wagtailsnippets_networks_organisation:edit", args=[one.pk]) for one in (kept, gone)]
    for one in (kept, gone, network):
        log(one, "wagtail.edit")
    log(gone, "wagtail.delete", deleted=True)
    gone.delete()

    html = shown(client_of("Administratorke"), HISTORY)

    assert "Obrisana" in html
    assert f'href="{addresses[0]}"' in html
    assert f'href="{addresses[1]}"' not in html
    assert f'href="{edit_page(network)}"' in html


EXPORTED = [
    HISTORY,
    *(
        f"wagtailadmin_reports:{name}"
        for name in ("aging_pages", "locked_pages", "workflow", "workflow_tasks")
    ),
    *("wagtailadmin_reports:page_types_usage", "wagtailredirects:index", "wagtailusers_users:index"),
    *("wagtailsnippets_networks_organisation:list", "audit", "link_report", "contact_report"),
]


def test_no_list_or_report_goes_out_with_a_formula(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("")
    formula = '=HYPERLINK("https://evil.example")'
    page = make_page(network.get_parent(), formula, slug="formula")
    page.locked = True
    page.save()
    log(page, "wagtail.edit", user=User.objects.create_user(formula, first_name="+1"))
    make_organisation(formula)
    Redirect.add_redirect("/akcija", redirect_to=page)
    written = 0
    for name in EXPORTED:
        answer = client.get(f"{reverse(name)}?export=csv")
        rows = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))], name
        written += any("HYPERLINK" in cell for row in rows for cell in row)
        answer = client.get(f"{reverse(name)}?export=xlsx")
        sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        assert not [cell for row in sheet.iter_rows() for cell in row if str(cell.value)[0] == "="], name
    assert written >= 5


def test_the_history_is_filtered_by_kind_and_person(
    client_of: LogIn, person_of: Callable[[str], User], network: NetworkPage
) -> None:
    editor = person_of("Urednice")
    log(network, "wagtail.edit", user=editor)
    log(make_organisation("Neka organizacija"), "wagtail.edit")
    log(make_organisation("Obrisana organizacija"), "wagtail.delete")  # The filter offers what occurs.
    client, kind = client_of("Administratorke"), ContentType.objects.get_for_model(BasePage)

    assert "Neka organizacija" not in shown(client, HISTORY, f"object_type={kind.pk}")
    assert network.title in shown(client, HISTORY, f"user={editor.pk}&action=wagtail.edit")
    assert network.title not in shown(client, HISTORY, f"user={editor.pk}&action=wagtail.delete")


def test_the_tree_is_filtered_by_the_type_of_pages(client_of: LogIn, network: NetworkPage) -> None:
    index, client = NetworkIndexPage.objects.get(), client_of("Urednice")
    own, other = (ContentType.objects.get_for_model(model).pk for model in (NetworkPage, StandardPage))

    def found(kind: int) -> bool:
        html = shown(client, "wagtailadmin_explore", f"content_type={kind}", (index.pk,))
        return edit_page(network) in html

    assert found(own)
    assert not found(other)


def test_the_report_of_locked_pages_names_who_locked_them(
    client_of: LogIn, person_of: Callable[[str], User], network: NetworkPage
) -> None:
    network.locked, network.locked_by = True, person_of("Urednice")
    network.save()
    assert network.title in shown(client_of("Moderatorke"), "wagtailadmin_reports:locked_pages")


def test_the_report_of_workflows_says_how_far_each_has_come(client_of: LogIn, network: NetworkPage) -> None:
    network.save_revision()
    network.get_workflow().start(network, None)
    task = network.current_workflow_task
    html = shown(client_of("Moderatorke"), "wagtailadmin_reports:workflow")
    assert f"{task.name}: U toku" in html


def test_a_person_sees_what_she_has_submitted(person_of: Callable[[str], User], network: NetworkPage) -> None:
    editor = person_of("Urednice")
    network.save_revision()
    network.get_workflow().start(network, editor)

    groups = {str(group.heading): group for group in WhatNextPanel(editor).get_context_data()["groups"]}

    (item,) = groups["Nacrti koje ste poslali na odobrenje"].items
    assert (item.name, item.url, item.detail) == (network.title, edit_page(network), "U toku")


def test_a_person_has_her_own_rights_and_those_of_her_groups(person_of: Callable[[str], User]) -> None:
    editor = person_of("Urednice")
    editor.user_permissions.add(Permission.objects.get(codename="edit_safety"))

    rights = User.objects.get(pk=editor.pk).get_all_permissions()

    assert {"accounts.edit_source", "accounts.edit_safety"} <= rights
    assert "auth.change_group" not in rights


def test_nobody_works_with_an_account_that_is_switched_off(person_of: Callable[[str], User]) -> None:
    editor = person_of("Urednice")
    assert StaffBackend().get_user(editor.pk) == editor
    User.objects.update(is_active=False)
    assert StaffBackend().get_user(editor.pk) is None
    assert not User.objects.get(pk=editor.pk).get_all_permissions()
