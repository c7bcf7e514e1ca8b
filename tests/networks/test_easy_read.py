"""A page's easy-to-read version: below the page's address, in each language in which it is written."""

import json

import pytest

from astra_site.search.documents import page_documents
from networks.models import NetworkPage, StandardPage

pytestmark = pytest.mark.django_db

EASY_SR, EASY_EN, EASY_CYRILLIC = (
    "/pomoc/lako-za-citanje/",
    "/en/help/easy-read/",
    "/sr-cyrl/pomoc/lako-za-citanje/",
)


def html_of(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_every_network_and_the_help_page_lead_to_a_version_in_both_languages(client):
    pages = [*NetworkPage.objects.live(), StandardPage.objects.get(slug="pomoc")]
    assert len(pages) == 11
    for page in pages:
        for language, part in (("sr-latn", "lako-za-citanje"), ("en", "easy-read")):
            url = page.url_in(language)
            assert f'href="{url}{part}/"' in html_of(client, url)
            assert f'href="{url}"' in html_of(client, f"{url}{part}/")


def test_the_version_is_known_by_its_own_address_in_every_language_and_alphabet(client):
    html = html_of(client, EASY_SR)
    assert '<link rel="canonical" href="http://testserver/pomoc/lako-za-citanje/">' in html
    assert "<title>Pomoć, lako za čitanje" in html
    for language, url in (("sr-Cyrl", EASY_CYRILLIC), ("en", EASY_EN)):
        assert f'hreflang="{language}" href="http://testserver{url}"' in html
    assert "Лако за читање" in html_of(client, EASY_CYRILLIC)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert all(f"<loc>http://testserver{url}</loc>" in sitemap for url in (EASY_SR, EASY_EN, EASY_CYRILLIC))
    # The address of the other language leads on, as that of any page does.
    assert client.get("/en/help/lako-za-citanje/").status_code == 404
    assert client.get("/pomoc/easy-read/").status_code == 404
    assert client.get("/help/easy-read/")["Location"] == EASY_SR


def test_where_it_is_not_translated_english_has_no_link_and_no_notice(client):
    page = NetworkPage.objects.get(slug="ein")
    page.easy_read_en = "[]"
    page.save_revision().publish()
    html = html_of(client, page.url_in("en"))
    assert "easy-read" not in html
    assert "fallback-notice" not in html
    assert client.get(f"{page.url_in('en')}easy-read/").status_code == 404
    # The switch of languages leads to what there is.
    easy = html_of(client, f"{page.url_in('sr-latn')}lako-za-citanje/")
    assert f'href="{page.url_in("en")}"' in easy
    assert 'hreflang="en" href="http://testserver' not in easy


def test_a_page_that_is_not_published_has_no_version_either(client):
    page = NetworkPage.objects.get(slug="ein")
    url = f"{page.url_in('sr-latn')}lako-za-citanje/"
    assert client.get(url).status_code == 200
    page.unpublish()
    assert client.get(url).status_code == 404


def test_who_reads_whom_to_call_leaves_nothing_on_the_disk(client):
    assert client.get(EASY_SR)["Cache-Control"] == "no-store"


def test_a_page_is_found_by_the_simple_words_too():
    page = NetworkPage.objects.get(slug="ein")
    (document,) = page_documents([page], "sr-latn")
    assert any("države poslušaju sud" in text for text in document.also)
    assert "poslušaju" not in document.text


def test_staff_see_the_version_before_it_is_published():
    page = NetworkPage.objects.get(slug="ein")
    page.easy_read_sr_latn = json.dumps([{"type": "paragraph", "value": "<p>Novo i lako.</p>"}])
    preview = {
        mode: page.make_preview_request(preview_mode=mode).content.decode()
        for mode in ("sr-latn", "sr-latn:easy", "en:easy")
    }
    assert [mode for mode, html in preview.items() if "Novo i lako." in html] == ["sr-latn:easy"]
    assert "Easy to read" in preview["en:easy"]
