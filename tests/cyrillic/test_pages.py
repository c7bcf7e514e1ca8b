"""Serbian pages in Cyrillic, as visitors get them."""

import json
import re
from collections.abc import Collection
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from astra_site.cyrillic.models import CyrillicSettings
from astra_site.cyrillic.names import NAMES
from astra_site.cyrillic.report import WordsOfPages, pages, texts_of, words_of
from astra_site.serbian.cyrillic import words
from astra_site.serbian.transliteration import to_latin

pytestmark = pytest.mark.django_db
SNAPSHOT = Path(__file__).parent / "words.txt"


def page(client, path: str, status: int = 200) -> str:
    response = client.get(f"/sr-cyrl{path}")
    assert response.status_code == status
    assert response["Content-Language"] == "sr-Cyrl"
    return response.content.decode()


def test_a_page_tells_its_language_and_leads_to_the_other_two(client):
    html = page(client, "/organizacije/?mreza=at-mreza")
    assert '<html lang="sr-Cyrl">' in html
    assert re.findall(r'hreflang="([^"]+)" translate="no"\s+(?:aria-current="true")?>([^<]+)<', html) == [
        ("sr-Latn", "srpski"), ("sr-Cyrl", "српски"), ("en", "English"),
    ]  # fmt: skip
    assert 'href="/organizacije/?mreza=at-mreza"' in html
    assert 'href="/en/organisations/?network=at-network"' in html
    home = page(client, "/")
    assert '<link rel="canonical" href="http://testserver/sr-cyrl/">' in home
    assert '<link rel="alternate" hreflang="sr-Latn" href="http://testserver/">' in home
    # The way out is the same, and says so in Cyrillic.
    assert 'href="/izlaz/"' in home
    assert re.search('data-leaving="[А-Ш][а-ш ]+', home)


def test_links_stay_in_cyrillic_and_the_sitemap_has_all_three(client):
    html = page(client, "/mreze/")
    inside = re.findall(r'<a [^>]*href="(/[^"]*)"', html)
    assert len(inside) > 15
    for link in inside:
        assert link.startswith(("/sr-cyrl/", "/en/", "/izlaz/", "/mreze/")), link
    entry = client.get("/sitemap.xml").content.decode().split("</url>")[1]
    assert re.findall('hreflang="([^"]+)"', entry) == ["sr-Latn", "sr-Cyrl", "en", "x-default"]


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/sr-cyrl", 301, "/sr-cyrl/"),
        ("/sr-cyrl/networks/", 301, "/sr-cyrl/mreze/"),
        ("/sr-cyrl/mreze", 301, "/sr-cyrl/mreze/"),
        ("/sr-cyrl/en/networks/?a=1", 301, "/en/networks/?a=1"),
        ("/sr-cyrl/admin/", 301, "/admin/"),
        ("/sr-cyrl//evil.example/", 404, None),
        ("/sr-cyrl/nema-ovoga/", 404, None),
        ("/sr-cyrling/", 404, None),
    ],
)
def test_other_addresses_lead_where_they_should(client, path, status, target):
    response = client.get(path)
    assert (response.status_code, response.get("Location")) == (status, target)
    if path.endswith("ovoga/"):
        assert re.search("<h1>[А-Ш][а-шј ]+</h1>", response.content.decode())


def test_the_index_has_the_letters_of_the_alphabet_and_then_latin_ones(client):
    html = page(client, "/organizacije/")
    shown = re.findall(r'class="alphabet__link"[^>]*>([^<]+)<', html)
    cyrillic = [letter for letter in shown if letter in "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"]
    assert shown[1:4] == ["А", "Б", "Г"]
    assert cyrillic == sorted(cyrillic, key="АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ".index)
    assert shown.index("Ш") == len(cyrillic)
    countries = re.findall(r'<option value="[A-Z]{2}"[^>]*>(\w+)', html)
    assert countries.index("Холандија") > countries.index("Украјина")


def test_the_question_stays_as_typed_and_what_is_found_is_marked(client):
    for question in ("жене", "zene"):
        html = client.get("/sr-cyrl/pretraga/", {"q": question}).content.decode()
        assert f"<title>{question} – Претрага" in html
        assert f'value="{question}"' in html
        assert f"„{question}”" in html
        assert "<mark>Жене</mark> против насиља" in html
    html = client.get("/sr-cyrl/pretraga/", {"q": "missing children"}).content.decode()
    assert "<mark>Missing</mark> <mark>Children</mark> Europe" in html
    assert not set("\ufdd0\ufdd1\ufdd2") & set(html)


def test_names_are_those_of_their_owners(client):
    html = page(client, "/organizacije/otvorena-porta/")
    assert "Отворена порта" in html
    assert "CINS" not in re.findall(r"<h1[^>]*>([^<]+)", page(client, "/organizacije/cins/"))[0]
    assert "La Strada International" in page(client, "/mreze/la-strada-international/")


def test_staff_decide_how_our_own_name_is_written(client):
    assert "ASTRE" in page(client, "/")
    decided = CyrillicSettings.load()
    decided.own_name = CyrillicSettings.OwnName.CYRILLIC
    decided.latin_names = "Pomoć"
    decided.save()
    html = page(client, "/")
    assert "АСТРЕ" in html
    assert "Pomoć" in html


def test_data_files_and_feed_say_the_same_in_cyrillic(client):
    answer = client.get("/sr-cyrl/organizacije/podaci/json/")
    data = json.loads(answer.content)
    assert data["language"] == "sr-Cyrl"
    record = next(row for row in data["organisations"] if row["country"] == "RS")
    assert record["country_name"] == "Србија"
    assert record["page"].startswith("http://testserver/sr-cyrl/organizacije/")
    assert '"url": "http://testserver/sr-cyrl/organizacije/"' in page(client, "/organizacije/")
    feed = client.get("/sr-cyrl/organizacije/podaci/izmene/").content.decode()
    assert 'xml:lang="sr-Cyrl"' in feed
    assert "Мреже" in feed


def test_help_is_kept_by_nobody_and_works_as_in_latin(client):
    latin, cyrillic = client.get("/pomoc/"), client.get("/sr-cyrl/pomoc/")
    for header in ("Cache-Control", "Content-Security-Policy", "Referrer-Policy", "X-Robots-Tag"):
        assert latin.get(header) == cyrillic.get(header)
    assert 'href="tel:116000"' in cyrillic.content.decode()


def test_every_text_comes_back_and_every_exception_is_seen(client):
    all_pages = dict(pages())
    assert len(all_pages) > 130
    names = NAMES.get()
    for text in {text for html in all_pages.values() for text in texts_of(html)}:
        for word in words(text, names):
            assert word.reason or to_latin(word.shown).lower() == word.written.lower()
    found = snapshot(words_of(all_pages.items())) + also_english(all_pages.values(), client)
    # Whoever has read the new words puts this file in the place of the old one.
    (settings.BASE_DIR / "var" / "cyrillic-words.txt").write_text(found, "utf-8")
    assert found == SNAPSHOT.read_text("utf-8")


def also_english(latin_pages: Collection[str], client: Client) -> str:
    """Return the words in Cyrillic that English pages use too: whatever is not Serbian is wrong there."""
    english = set()
    for html in latin_pages:
        address = re.search(r'hreflang="en" href="[^/]+//[^/]+([^"]+)"', html)[1]
        english |= set(re.findall("[a-z]+", strip_tags(client.get(address).content.decode()).lower()))
    names = NAMES.get()
    shown = {
        word.shown.lower()
        for text in {text for html in latin_pages for text in texts_of(html)}
        for word in words(text, names)
        if word.shown != word.written and word.written.lower() in english
    }
    return f"# In Cyrillic, and on English pages too\n{' '.join(sorted(shown))}\n"


def snapshot(found: WordsOfPages) -> str:
    """Return all words with lj, nj or dž, and all that stay in Latin, in a form to be read."""
    lines = ["# Words with lj, nj or dž"]
    by_first: dict[str, list[str]] = {}
    for latin in sorted(found.digraphs):
        by_first.setdefault(latin[0], []).append(found.digraphs[latin])
    lines += [" ".join(group) for group in by_first.values()]
    for reason, left in sorted(found.left.items()):
        if reason != "address":
            lines += [f"# {reason}", " · ".join(sorted(left))]
    return "\n".join(lines) + "\n"
