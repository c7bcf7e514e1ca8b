"""The manual inside the admin: read, searched, and reached from each screen, in the language of the admin."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from astra_site.accounts.models import User
from astra_site.manual import guides
from tests.admin.conftest import client_of, person_of  # noqa: F401
from tests.admin.test_interface_language import pages, pages_of_administrators

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LogIn = Callable[..., Client]
LANGUAGES = ("sr-latn", "en")


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_reads_every_chapter_with_its_pictures_and_links(language: str, client_of: LogIn) -> None:  # noqa: F811
    client = client_of("Prevoditeljke", language)
    start = text_of(client, reverse("manual:contents"))
    everything = list(guides.chapters(language))
    assert len(everything) > 30
    for chapter in everything:
        address = reverse("manual:chapter", args=[chapter.key])
        assert f'href="{address}"' in start
        html = text_of(client, address).rpartition('<article class="manual">')[2].partition("</article>")[0]
        assert "<p>" in html or "<li>" in html or "<td>" in html
        assert "**" not in re.sub(r"<code>.*?</code>", "", html)
        for source in re.findall(r'<img src="([^"]+)"', html):
            picture = client.get(source)
            assert picture["Content-Type"] == "image/png"
            assert next(iter(picture)).startswith(b"\x89PNG")
        for link in re.findall(r'href="([^"]+)"', html):
            # Of screens only the role that works there is told; that each is one is asked here.
            assert get_resolver().resolve(link.partition("?")[0])
            if link.startswith(reverse("manual:contents")):
                assert client.get(link).status_code == 200, link


def test_both_languages_have_the_same_chapters_for_the_same_screens() -> None:
    for serbian, english in zip(*(guides.guides(language) for language in LANGUAGES), strict=True):
        assert [(one.key, one.screens) for one in serbian.chapters] == [
            (one.key, one.screens) for one in english.chapters
        ]
    keys = [chapter.key for chapter in guides.chapters("sr-latn")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("language", "query", "wanted"),
    [
        ("sr-latn", "zakazivanje", "schedule"),
        ("sr-latn", "sakrij mesto", "organisations"),
        ("sr-latn", "Članice", "members"),
        ("sr-latn", "чланице", "members"),
        ("sr-latn", "sudar verzija", ""),
        ("en", "scheduling", "schedule"),
        ("en", "hidden place", ""),
        ("en", "decorative", "pictures"),
        ("sr-latn", "izgubljen telefon", "login-trouble"),
        ("en", "passkey", "first-login"),
    ],
)
def test_search_finds_words_in_any_form_and_letters(
    language: str,
    query: str,
    wanted: str,
    client_of: LogIn,  # noqa: F811
) -> None:
    html = text_of(client_of("Urednice", language), f"{reverse('manual:contents')}?q={query}")
    found = html.partition('class="manual__found"')[2].partition("</ul>")[0]
    addresses = re.findall(r'href="[^"]*/manual/([\w-]+)/"', found)
    assert (wanted in addresses[:3]) if wanted else len(addresses) <= 2


def test_search_survives_whatever_is_typed(client_of: LogIn) -> None:  # noqa: F811
    client = client_of("Urednice")
    for query in ("", "   ", "?!", "%", "<script>", "a" * 5000, "\x00"):
        response = client.get(reverse("manual:contents"), {"q": query})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_each_screen_leads_to_its_chapter(client_of: LogIn) -> None:  # noqa: F811
    client = client_of("")
    screens = {**pages(), **pages_of_administrators(), "audit": reverse("audit")}
    # Wagtail's own lists of settings that only chief administrators open, and its results of a search.
    without = {
        "collections",
        "new collection",
        "sites",
        "site",
        "search",
        "groups",
        "group",
        "delete a group",
    }
    for name, address in screens.items():
        html = client.get(address, follow=True).content.decode()
        leads = re.findall(r'href="[^"]*/manual/([\w-]+)/"\s+target="_blank"', html)
        assert len(leads) == 1 or name in without, name
    for name, wanted in {
        "organisation": "organisations", "page": "networks", "delete": "deleting", "people": "roles",
        "pictures": "pictures", "translations": "waiting-translations", "start": "start",
        "audit": "owners",
    }.items():  # fmt: skip
        html = client.get(screens[name], follow=True).content.decode()
        assert f'/manual/{wanted}/"' in html, name


def test_what_a_chapter_says_of_screens_names_screens_that_exist() -> None:
    names = set()

    def collect(resolver: object, namespace: str = "") -> None:
        for pattern in getattr(resolver, "url_patterns", ()):
            inner = f"{namespace}{pattern.namespace}:" if getattr(pattern, "namespace", None) else namespace
            if getattr(pattern, "name", None):
                names.add(inner + pattern.name)
            collect(pattern, inner)

    collect(get_resolver())
    for chapter in guides.chapters("sr-latn"):
        for screen in chapter.screens:
            pattern = re.compile(re.escape(screen).replace(r"\*", ".*"))
            assert any(pattern.fullmatch(name) for name in names), screen


def test_one_entry_of_the_menu_leads_to_it_and_wagtails_own_help_is_gone(client_of: LogIn) -> None:  # noqa: F811
    html = text_of(client_of("Urednice"), reverse("wagtailadmin_home"))
    assert html.count(f'"url": "{reverse("manual:contents")}"') == 1
    for foreign in ("docs.wagtail.org", "guide.wagtail.org", "whats-new", "Šta je novo u Wagtailu"):
        assert foreign not in html
    # What was left of that menu, the list of keys, stands in the menu itself.
    assert html.count("keyboard-shortcuts-dialog") >= 2


def test_who_is_not_logged_in_reads_nothing_and_no_address_leads_out_of_the_pictures(
    client: Client,
    client_of: LogIn,  # noqa: F811
) -> None:
    for address in (reverse("manual:contents"), reverse("manual:picture", args=["urednica-uvoz.png"])):
        assert client.get(address).status_code == 302
    staff = client_of("Urednice")
    for name in ("..%2Feditors.md/", "../editors.md/", "share.html/", "nema.png", "%2e%2e/x.png/"):
        assert staff.get(f"{reverse('manual:contents')}images/{name}").status_code == 404
    assert staff.get(f"{reverse('manual:contents')}nema/").status_code == 404


def test_the_image_for_servers_holds_the_manual() -> None:
    root = settings.BASE_DIR
    assert "COPY docs/*.md docs/" in (root / "Dockerfile").read_text("utf-8")
    assert "!docs" in (root / ".dockerignore").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("role", "task"),
    [
        ("Urednice", "Ispravite podatak."), ("Moderatorke", "Odobrite ono što čeka."),
        ("Prevoditeljke", "Vidite šta čeka."), ("Bezbednost", "Pročitajte šta posetioci čitaju."),
        ("Administratorke", "Dodajte osobu."), ("", "Dodajte osobu."),
    ],
)  # fmt: skip
def test_a_new_person_begins_with_the_three_commonest_tasks_of_her_role(
    role: str,
    task: str,
    client_of: LogIn,  # noqa: F811
) -> None:
    client = client_of(role)
    html = text_of(client, reverse("wagtailadmin_home"))
    shown = html.partition("manual--first-day")[2].partition("</div>")[0]
    assert task in shown
    assert shown.count("<li>") == 3
    # The links lead to screens that she may open.
    for address in set(re.findall(r'<a href="(/admin/[^"]+)"', shown)):
        assert client.get(address, follow=True).status_code == 200, address
    User.objects.update(date_joined=timezone.now() - timedelta(days=30))
    assert "manual--first-day" not in text_of(client, reverse("wagtailadmin_home"))


def test_the_list_of_keys_stands_in_the_menu_itself(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    names = [item.name for item in admin_menu.menu_items_for_request(request)]
    assert "help" not in names and "keyboard-shortcuts-trigger" in names
