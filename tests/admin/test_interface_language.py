"""With the Serbian interface, what staff open all day shows no English of Wagtail's."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site, TaskState, Workflow

from networks.models import NetworkPage, Organisation
from tests.admin.conftest import ROLES, edit_page
from tests.admin.crawl import screens
from tests.admin.readable import Content, latin_in, texts

# What words a page shows is nothing to the database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LogIn = Callable[..., Client]

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%[sd]")
# The same in both languages, or not given to translators by Wagtail.
SAME = {"ID", "URL", "Filter", "None", "Page", "Search"}
CODE = re.compile(r"`([^`]+)`")


def english_of_wagtail() -> re.Pattern[str]:
    """Return what matches every text of Wagtail's, whatever stands for its placeholders."""
    patterns = set()
    for catalogue in Path(wagtail.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(catalogue)):
            for text in {entry.msgid, entry.msgid_plural} - SAME - {""}:
                words = " ".join(text.split())
                # What is nearly all placeholder would match anything.
                if len(re.findall(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", words))) > (
                    "%" in words or "{" in words
                ):
                    patterns.add(".+".join(map(re.escape, PLACEHOLDER.split(words))))
    return re.compile("|".join(sorted(patterns)))


ENGLISH = english_of_wagtail()


def english_in(html: str) -> set[str]:
    return {text for text in texts(html) if ENGLISH.fullmatch(text)} - SAME


def pages() -> dict[str, str]:
    """Return the addresses that are tried."""
    network, organisation = NetworkPage.objects.get(slug="ban"), Organisation.objects.first()
    parent = network.get_parent()
    snippet = "wagtailsnippets_networks_organisation"
    return {
        "start": reverse("wagtailadmin_home"),
        "account": reverse("wagtailadmin_account"),
        "explorer": reverse("wagtailadmin_explore", args=[parent.pk]),
        "kinds of pages": reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]),
        "new page": reverse("wagtailadmin_pages:add", args=["networks", "networkpage", parent.pk]),
        "page": edit_page(network),
        "history of a page": reverse("wagtailadmin_pages:history", args=[network.pk]),
        "comparison": reverse(
            "wagtailadmin_pages:revisions_compare", args=[network.pk, "earliest", network.latest_revision_id]
        ),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[network.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[network.pk]),
        "move": reverse("wagtailadmin_pages:move", args=[network.pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[network.pk]),
        "networks": reverse("network_list:index"),
        "organisations": reverse(f"{snippet}:list"),
        "organisation": reverse(f"{snippet}:edit", args=[organisation.pk]),
        "new organisation": reverse(f"{snippet}:add"),
        "history of an organisation": reverse(f"{snippet}:history", args=[organisation.pk]),
        "use of an organisation": reverse(f"{snippet}:usage", args=[organisation.pk]),
        "pictures": reverse("wagtailimages:index"),
        "new picture": reverse("wagtailimages:add"),
        "several pictures": reverse("wagtailimages:add_multiple"),
        "documents": reverse("wagtaildocs:index"),
        "redirects": reverse("wagtailredirects:index"),
        "search": f"{reverse('wagtailadmin_pages:search')}?q=mreza",
        "translations": reverse("translations:overview"),
        "site history": reverse("wagtailadmin_reports:site_history"),
    }


def pages_of_administrators() -> dict[str, str]:
    """Return the addresses of what only administrators open."""
    group, workflow, site = Group.objects.first(), Workflow.objects.first(), Site.objects.get()
    return {
        "people": reverse("wagtailusers_users:index"),
        "new person": reverse("wagtailusers_users:add"),
        "groups": reverse("wagtailusers_groups:index"),
        "group": reverse("wagtailusers_groups:edit", args=[group.pk]),
        "delete a group": reverse("wagtailusers_groups:delete", args=[group.pk]),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "workflow": reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        "disable a workflow": reverse("wagtailadmin_workflows:disable", args=[workflow.pk]),
        "tasks": reverse("wagtailadmin_workflows:task_index"),
        "task": reverse("wagtailadmin_workflows:edit_task", args=[workflow.tasks.first().pk]),
        "collections": reverse("wagtailadmin_collections:index"),
        "new collection": reverse("wagtailadmin_collections:add"),
        "sites": reverse("wagtailsites:index"),
        "site": reverse("wagtailsites:edit", args=[site.pk]),
        "settings": reverse("wagtailsettings:edit", args=["networks", "sitesettings", site.pk]),
        "import of redirects": reverse("wagtailredirects:start_import"),
        "new redirect": reverse("wagtailredirects:add"),
        "root of the pages": reverse("wagtailadmin_explore_root"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "page types": reverse("wagtailadmin_reports:page_types_usage"),
        "reports of workflows": reverse("wagtailadmin_reports:workflow"),
    }


def not_offered() -> re.Pattern[str]:
    """Return what docs/upstream.md lists: texts that Wagtail gives to no translator."""
    rows = (settings.BASE_DIR / "docs" / "upstream.md").read_text("utf-8").splitlines()
    listed = [text for row in rows if row.startswith("| `") for text in CODE.findall(row.split("|")[1])]
    assert listed
    return re.compile("|".join(re.escape(text).replace(r"\*", ".+") for text in listed))


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_screen_shows_a_word_that_is_not_serbian(role: str, client_of: LogIn) -> None:
    """In Cyrillic, whatever is not translated stays in Latin letters; and Cyrillic is made of the Latin."""
    first = [] if role else [*pages().values(), *pages_of_administrators().values()]
    client, allowed = client_of(role, "sr-cyrl"), not_offered().fullmatch
    content = Content()
    found = {}
    for address, html in screens(client, first, deep=not role):
        found[address] = latin_in(html, content, lambda text: bool(allowed(text)))
    assert len(found) > (100 if not role else 10)
    assert not {address: words for address, words in found.items() if words}


@pytest.mark.parametrize(
    "address",
    ["wagtailadmin_choose_page", "wagtailimages_chooser:choose", "wagtailadmin_choose_page_external_link"],
)
def test_no_chooser_shows_english(address: str, client_of: LogIn) -> None:
    html = client_of("Moderatorke").get(reverse(address)).json()["html"]
    assert not english_in(html)


def test_log_in_speaks_serbian() -> None:
    html = Client().get(reverse("wagtailadmin_login")).content.decode()
    assert {"Prijavi se", "Lozinka"} <= texts(html)
    assert not english_in(html)


@pytest.mark.parametrize("address", ["wagtailadmin_password_reset", "wagtailadmin_password_reset_done"])
def test_a_new_password_is_asked_for_in_serbian(address: str) -> None:
    assert not english_in(Client().get(reverse(address)).content.decode())


def test_how_long_ago_something_was_submitted_is_said_in_serbian(
    client_of: LogIn, network: NetworkPage
) -> None:
    network.save_revision()
    network.get_workflow().start(network, None)
    TaskState.objects.update(started_at=timezone.now() - datetime.timedelta(minutes=35))
    html = client_of("Moderatorke").get(edit_page(network)).content.decode()
    assert re.search(r"Poslato na „.+” pre 35\sminuta", html)


def test_buttons_of_the_edit_form(client_of: LogIn, network: NetworkPage) -> None:
    found = texts(client_of("Moderatorke").get(edit_page(network)).content.decode())
    assert {"Sačuvaj nacrt", "Objavi", "Pošalji na odobrenje (Objava)", "Skloni sa sajta"} <= found


def test_scripts_of_the_admin_speak_serbian(client_of: LogIn) -> None:
    script = client_of("Moderatorke").get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert '"Show latest content": "Prika\\u017ei najnoviji sadr\\u017eaj"' in script


def test_english_interface_stays_english(client_of: LogIn, network: NetworkPage) -> None:
    found = texts(client_of("Moderatorke", "en").get(edit_page(network)).content.decode())
    assert {"Save draft", "Publish", "Submit to Objava", "Unpublish"} <= found
