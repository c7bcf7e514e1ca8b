"""The glossary: its page, and links to it from the first use of a term in a text."""

import re

import pytest
from django.contrib.auth.models import Permission

from astra_site.accounts.models import Role
from networks import term_links
from networks.models import GlossaryTerm, NetworkPage, StandardPage
from networks.term_links import known_terms, with_links

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a class="term" href="([^"]*)">([^<]*)</a>')


@pytest.fixture
def known(rf):
    return known_terms(rf.get("/"))


def linked(html, known):
    return LINK.findall(with_links(f'<div class="rich-text">{html}</div>', known))


def words_of(html):
    return re.findall(r'<dt id="([\w-]+)"><b>([^<]*)</b></dt>', html)


def test_the_page_has_every_term_in_the_order_of_its_alphabet(client):
    serbian, cyrillic, english = (
        words_of(client.get(url).content.decode())
        for url in ("/recnik/", "/sr-cyrl/recnik/", "/en/glossary/")
    )
    assert (
        {key for key, _ in serbian}
        == {key for key, _ in english}
        == set(GlossaryTerm.objects.values_list("key", flat=True))
    )
    assert [word for _, word in english] == sorted(word for _, word in english)
    places = [[word for _, word in words].index for words in (serbian, cyrillic)]
    assert places[0]("klijentkinja, klijent") < places[0]("sigurna kuća") < places[0]("trgovina ljudima")
    # В stands before Д there, and long before Т.
    assert places[1]("владавина права") < places[1]("децентрализација помоћи") < places[1]("трговина људима")
    assert "trgovina-ljudima" in dict(cyrillic)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>borba protiv trgovine ljudima</p>", ["trgovine ljudima"]),
        ("<p>u trgovini&nbsp;ljudima</p>", ["trgovini&nbsp;ljudima"]),
        ("<p>Klijentkinji treba sklonište ili skloništa.</p>", ["Klijentkinji", "sklonište"]),
        ("<ul><li>mehanizmima upućivanja</li></ul>", ["mehanizmima upućivanja"]),
        ("<p>trgovina, ljudima</p>", []),
        ("<p>trgovina <b>ljudima</b></p>", []),
        ('<p><a href="/">trgovina ljudima</a></p>', []),
        ("<h3>Trgovina ljudima</h3>", []),
        ('<p><span lang="sr-Latn">trgovina ljudima</span></p>', []),
        ("<p>trgovina ljudima, trgovina ljudima</p>", ["trgovina ljudima"]),
        ("<p>osobe koje su preživele trgovinu ljudima</p>", ["osobe koje su preživele trgovinu ljudima"]),
    ],
)
def test_the_first_use_in_running_text_is_linked_in_any_case(known, text, found):
    assert [word for _, word in linked(text, known)] == found


def test_what_is_no_running_text_is_left_alone(known):
    html = '<p>trgovina ljudima</p><div title="rich">trgovina ljudima</div>'
    assert with_links(html, known) == html


def test_a_page_has_few_links(known):
    text = " i ".join(GlossaryTerm.objects.filter(is_linked=True).values_list("word_sr_latn", flat=True))
    assert len(linked(f"<p>{text}</p>", known)) == term_links.MOST


@pytest.mark.parametrize(
    "markup", ["<p>trgovina ljudima</div>", "</p></b>", "<p", "&&nbsp;<>< p>", "<br/><p>a"]
)
def test_broken_markup_loses_nothing(known, markup):
    html = with_links(f'<div class="rich-text">{markup}', known)
    assert LINK.sub(r"\2", html) == f'<div class="rich-text">{markup}'


def test_pages_lead_to_the_term_and_the_glossary_does_not_lead_to_itself(client, client_en):
    page = NetworkPage.objects.get(slug="at-mreza")
    assert ("/recnik/#trgovina-ljudima", "trgovine ljudima") in LINK.findall(
        client.get(page.url).content.decode()
    )
    assert "/sr-cyrl/recnik/#trgovina-ljudima" in client.get(f"/sr-cyrl{page.url}").content.decode()
    english = client.get(page.url_in("en")).content.decode()
    assert ("/en/glossary/#trgovina-ljudima", "trafficking in human beings") in LINK.findall(english)
    assert LINK.findall(client.get("/recnik/").content.decode()) == []


def test_without_its_page_or_its_translation_a_term_is_not_linked(rf, client):
    term = GlossaryTerm.objects.get(key="trgovina-ljudima")
    term.word_en = term.other_forms_en = ""
    term.save()
    english = client.get(NetworkPage.objects.get(slug="at-mreza").url_in("en")).content.decode()
    assert "#trgovina-ljudima" not in english
    StandardPage.objects.get(slug="recnik").unpublish()
    assert known_terms(rf.get("/")) is None


def test_a_change_of_a_term_reaches_the_page(client):
    GlossaryTerm.objects.create(key="novo", word_sr_latn="čvrsta kuća", explanation_sr_latn="Novo.")
    assert ("novo", "čvrsta kuća") in words_of(client.get("/recnik/").content.decode())
    assert 'lang="sr-Latn">Novo.' in client.get("/en/glossary/").content.decode()


def test_moderators_keep_the_terms_and_translators_translate_them():
    def may(role, action):
        return Permission.objects.filter(
            group__role__key=role, codename=f"{action}_glossaryterm", content_type__app_label="networks"
        ).exists()

    assert all(may(Role.Key.MODERATORS, action) for action in ("add", "change", "delete"))
    assert may(Role.Key.TRANSLATORS, "change")
    assert not may(Role.Key.TRANSLATORS, "add")
    assert not may(Role.Key.EDITORS, "change")
