"""Editors put links into rich text, change them and take them out again."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import admin, linking
from tests.browser.engines import IN_BOTH
from tests.browser.running_site import RunningSite

PEOPLE = """
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from astra_site.accounts.models import User
for name, role in (("ana", "Urednice"), ("mira", "Moderatorke"), ("vera", "Prevoditeljke"),
                   ("ada", "Administratorke")):
    User.objects.create(username=name).groups.set([Group.objects.get(name=role)])
get_document_model().objects.create(title="Probni dokument", file=ContentFile(b"a,b", "proba.csv"))
"""
PAGE = "from networks.models import StandardPage as M; one = M.objects.get(slug='pomoc'); "
ORGANISATION = (
    "from networks.models import Organisation as M; "
    "one = M.objects.filter(live=True).order_by('pk').first(); "
)
FORMS = {
    PAGE: "/admin/pages/{}/edit/",
    ORGANISATION: "/admin/snippets/networks/organisation/edit/{}/",
}
NEWEST = "M.objects.get(pk=one.pk).get_latest_revision_as_object()"


class Work(NamedTuple):
    """Who writes where, in which language of the interface."""

    person: str
    language: str
    where: str
    field: str


# Between them: each role that writes, both languages of texts and of the interface, blocks and snippets.
WORKS = [
    Work("ana", "sr-latn", PAGE, "body_sr_latn"),
    Work("mira", "en", ORGANISATION, "about_sr_latn"),
    Work("vera", "sr-latn", PAGE, "body_en"),
    Work("vera", "en", ORGANISATION, "about_en"),
    Work("ada", "sr-latn", ORGANISATION, "about_en"),
]


@pytest.fixture
def writer(page: Page, site: RunningSite) -> Iterator[Page]:
    """Return the window in which somebody writes; an error window fails the test."""
    site.run(PEOPLE)
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.accept()))
    yield page
    assert [message for message in said if message] == []


def open_form(page: Page, site: RunningSite, work: Work) -> None:
    """Open the form as the person of `work`."""
    admin.speak(site, work.language, work.person)
    admin.let_in(page, site, work.person)
    page.goto(FORMS[work.where].format(site.run(work.where + "print(one.pk)").strip()))


def stored(page: Page, site: RunningSite, work: Work) -> str:
    """Save what is in the form and return the field as the site keeps it."""
    # The editor writes what it holds into the form by a timer of 250 ms; a later one comes after it.
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    with page.expect_navigation():
        admin.press(page, admin.SAVE)
    value = f"getattr({NEWEST}, {work.field!r})"
    return site.run(f"{work.where}v = {value}; print(getattr(v, 'get_prep_value', lambda: v)())")


@pytest.mark.parametrize(
    ("browser", "work"),
    [
        *(("quick_chromium", work) for work in WORKS),
        pytest.param("firefox", WORKS[0], marks=pytest.mark.firefox),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.person}-{value.field}-{value.language}",
    indirect=["browser"],
)
def test_editor_adds_each_kind_of_link(work: Work, writer: Page, site: RunningSite) -> None:
    open_form(writer, site, work)
    editor = linking.rich_text(writer, work.field)
    linking.add_link_to_page(writer, editor, "Veza page", "Mreže ASTRE", "Pomoć")
    for kind in linking.FORMS:
        linking.add_link(writer, editor, kind, f"Veza {kind}")
    linking.add_link_to_document(writer, editor, "Veza document", "Probni dokument")
    text = stored(writer, site, work)
    for kind, address in linking.ADDRESSES.items():
        assert re.search(rf'<a href="{re.escape(address)}">Veza {kind}</a>', text)
    for kind in ("page", "document"):
        assert re.search(rf'<a (id="\d+" ?|linktype="{kind}" ?){{2}}>Veza {kind}</a>', text)


def test_visitors_follow_a_link_that_was_just_published(writer: Page, site: RunningSite) -> None:
    work = Work("mira", "sr-latn", PAGE, "body_sr_latn")
    open_form(writer, site, work)
    linking.add_link_to_page(
        writer, linking.rich_text(writer, work.field), "O mreži BAN", "Mreže ASTRE", "Mreže", "BAN"
    )
    admin.press(writer, admin.PUBLISH)
    expect(writer.locator(".messages .success").first).to_be_visible()
    html = urlopen(f"{site.url}/pomoc/", timeout=10).read().decode()
    assert '<a href="/mreze/ban/">O mreži BAN</a>' in html


WRITTEN = (
    '<p>Ovde je <a href="https://example.org/">prva dugačka veza</a> u tekstu.</p>'
    '<p><a href="mailto:ana@example.org">Druga veza</a></p>'
    '<p><a linktype="page" id="{pk}">Treća veza</a></p>'
)


def open_written(page: Page, site: RunningSite) -> tuple[Work, Locator]:
    """Open a text with three links: to a site, an address and a page."""
    work = Work("ana", "sr-latn", ORGANISATION, "about_sr_latn")
    text = WRITTEN.format(
        pk=site.run("from networks.models import NetworkIndexPage as N; print(N.objects.get().pk)").strip()
    )
    site.run(f"{work.where}one.about_sr_latn = {text!r}; one.save_revision().publish()")
    open_form(page, site, work)
    return work, linking.rich_text(page, work.field)


@IN_BOTH
def test_link_is_changed_and_removed(writer: Page, site: RunningSite) -> None:
    work, editor = open_written(writer, site)
    linking.touch(writer, editor, "prva").get_by_role("button", name="Izmeni link").click()
    expect(writer.locator("[name=external-link-chooser-url]")).to_have_value("https://example.org/")
    linking.fill_in(writer, "external", url="https://example.org/drugo")
    linking.is_closed(writer)
    linking.touch(writer, editor, "Druga veza").get_by_role("button", name="Ukloni link").click()
    expect(editor.locator(".TooltipEntity", has_text="Druga veza")).to_have_count(0)
    linking.touch(writer, editor, "Treća veza").get_by_role("button", name="Izmeni link").click()
    expect(writer.locator(f"{linking.WINDOW} tr.parent-page")).to_contain_text("Mreže ASTRE")
    linking.choose_page(writer, "Pomoć")

    text, pk = stored(writer, site, work), site.run(PAGE + "print(one.pk)").strip()
    assert '<a href="https://example.org/drugo">prva dugačka veza</a>' in text
    assert "Druga veza" in text
    assert "ana@example.org" not in text
    assert re.search(rf'<a (?=[^>]*id="{pk}")[^>]*>Treća veza</a>', text)


@IN_BOTH
def test_caret_stays_where_a_link_is_clicked_and_selected_words_stay_selected(
    writer: Page, site: RunningSite
) -> None:
    _work, editor = open_written(writer, site)
    words = editor.locator(".TooltipEntity [data-text]", has_text="prva")
    words.click()
    # The script works as soon as the click is over.
    expect(writer.locator(linking.BUTTONS)).to_be_visible()
    writer.keyboard.type("X")
    expect(editor).to_contain_text(re.compile("Ovde je prva.*X.*veza u tekstu"))
    box = words.bounding_box()
    middle = box["y"] + box["height"] / 2
    writer.mouse.move(box["x"] - 30, middle)
    writer.mouse.down()
    writer.mouse.move(box["x"] + box["width"] / 2, middle, steps=3)
    writer.mouse.up()
    expect(writer.locator(linking.BUTTONS)).to_be_visible()
    assert "prva" in writer.evaluate("getSelection().toString()")


def test_kind_of_an_existing_link_is_changed(writer: Page, site: RunningSite) -> None:
    work = Work("ana", "en", ORGANISATION, "about_sr_latn")
    open_form(writer, site, work)
    editor = linking.rich_text(writer, work.field)
    linking.add_link(writer, editor, "external", "Veza")
    linking.touch(writer, editor, "Veza").get_by_role("button", name="Edit the link").click()
    writer.locator(f"{linking.WINDOW} .link-types a").first.click()
    linking.choose_page(writer, "Mreže ASTRE")
    assert re.search(r'<a (?=[^>]*linktype="page")[^>]*>Veza</a>', stored(writer, site, work))


def test_forbidden_scheme_is_refused_and_the_window_stays(writer: Page, site: RunningSite) -> None:
    work = Work("ana", "sr-latn", ORGANISATION, "about_sr_latn")
    open_form(writer, site, work)
    editor = linking.rich_text(writer, work.field)
    linking.write(writer, editor, "Veza")
    linking.open_window(writer).locator("a[href*='choose-external-link']").click()
    for address in ("javascript:alert(1)", "data:text/html,<b>a</b>"):
        linking.fill_in(writer, "external", url=address)
        expect(writer.locator(f"{linking.WINDOW} .error-message")).to_contain_text("Unesite ispravan URL")
        expect(writer.locator("[name=external-link-chooser-url]")).to_have_value(address)


GONE = "from wagtail.models import Page; from networks.models import HomePage as H; " + (
    "from networks.models import StandardPage as S; h = H.objects.get(); "
    "p = h.add_child(instance=S(title='Iznad', slug='iznad')); "
    "c = p.add_child(instance=S(title='Ispod', slug='ispod')); print(p.pk, c.pk)"
)


def test_editor_of_a_link_to_a_page_that_is_gone_is_told_and_chooses_another(
    writer: Page, site: RunningSite
) -> None:
    work = Work("ana", "sr-latn", ORGANISATION, "about_sr_latn")
    above, below = site.run(GONE).split()
    link = f'<p><a linktype="page" id="{below}">Veza</a></p>'
    site.run(f"{work.where}one.about_sr_latn = {link!r}; one.save_revision().publish()")
    open_form(writer, site, work)
    editor = linking.rich_text(writer, work.field)
    site.run(f"from networks.models import StandardPage as S; S.objects.get(pk={above}).delete()")

    linking.touch(writer, editor, "Veza").get_by_role("button", name="Izmeni link").click()
    expect(writer.locator(linking.WINDOW)).to_contain_text("više ne postoji")
    writer.locator(".modal-content > [data-dismiss=modal]").click()
    linking.is_closed(writer)

    open_form(writer, site, work)
    tooltip = linking.touch(writer, editor, "Veza")
    expect(tooltip).to_contain_text("Link ne radi")
    tooltip.get_by_role("button", name="Izmeni link").click()
    linking.choose_page(writer, "Mreže ASTRE")
    # The editor writes what it holds into the form a moment after the window is gone.
    kept = writer.locator(f"input[data-draftail-input][name={work.field}]")
    expect(kept).to_have_value(re.compile('"type": ?"LINK"'))
    expect(kept).not_to_have_value(re.compile(rf'"id": ?"?{below}\b'))
    assert f'id="{below}"' not in stored(writer, site, work)
