"""The ground floor of languages: which version an address, a code, a text or a field belongs to."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import ReferenceIndex

from astra_site import languages
from astra_site.languages import preview, script
from astra_site.languages.fallback import TranslatedValue, translated
from astra_site.languages.fields import translated_fields
from astra_site.languages.normalised import digest, normalised, readable
from astra_site.safety.models import Hotline
from astra_site.uploads.models import SiteImage
from networks.models import NetworkPage, Organisation, StandardPage
from tests import factories

# A page that is not stored yet asks which language Wagtail takes it for.
pytestmark = pytest.mark.django_db
BLOCK = {"type": "paragraph", "value": "<p>Reč</p>", "id": "1"}


@pytest.mark.parametrize(
    ("path", "cyrillic"),
    [
        ("/", "/sr-cyrl/"),
        ("/mreze/ban/?x=1#y", "/sr-cyrl/mreze/ban/?x=1#y"),
        ("/adminka/", "/sr-cyrl/adminka/"),
        ("/mreze/admin/", "/sr-cyrl/mreze/admin/"),
        *((path, path) for path in (
            "/admin/", "/admin", "/admin?x=1", "/admin#x", "/en/", "/sr-cyrl/mreze/", "/static/x.css",
            "/media/x.png", "/documents/1/x.pdf", "/izlaz/", "/health/live/", "/robots.txt", "/sitemap.xml",
            "/.well-known/security.txt", "//evil.example/", "https://a.example/", "mreze/", "#ovde", "",
        )),
    ],
)  # fmt: skip
def test_every_serbian_page_has_a_cyrillic_address_and_nothing_else_has(path: str, cyrillic: str) -> None:
    assert script.in_cyrillic(path) == cyrillic
    assert script.in_script(path) == path
    with script.cyrillic():
        assert script.in_script(path) == cyrillic


@pytest.mark.parametrize(
    ("path", "latin"),
    [
        ("/sr-cyrl/mreze/", "/mreze/"),
        ("/sr-cyrl/", "/"),
        ("/sr-cyrl", "/"),
        ("/sr-cyrling/", None),
        ("/mreze/sr-cyrl/", None),
        ("/", None),
    ],
)
def test_a_cyrillic_address_stands_for_a_serbian_one(path: str, latin: str | None) -> None:
    assert script.without_prefix(path) == latin


def test_the_alphabet_is_as_it_was_when_the_page_is_made_or_has_failed() -> None:
    with pytest.raises(ZeroDivisionError), script.cyrillic():
        assert script.is_cyrillic()
        with script.cyrillic(False):
            assert not script.is_cyrillic()
        assert script.is_cyrillic()
        raise ZeroDivisionError
    assert not script.is_cyrillic()


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        ("sr-latn", ("sr-latn", "sr-latn", "sr-cyrl", "sr-latn")),
        ("en", ("en", "en", "en", "en")),
        ("sr-cyrl", ("sr-latn", "sr-latn", "sr-cyrl", "sr-cyrl")),
        ("de", ("sr-latn", "sr-latn", "sr-cyrl", "sr-latn")),
    ],
)
def test_each_active_language_is_one_of_the_sites(active: str, expected: tuple[str, ...]) -> None:
    with translation.override(active):
        found = [languages.active(), languages.version()]
        with script.cyrillic():
            found.append(languages.version())
        assert (*found, languages.of_interface()) == expected


def test_codes_are_written_as_html_wants_them_and_columns_are_named_by_them() -> None:
    assert [languages.html_code(code) for code in ("sr-latn", "sr-cyrl", "en", "de")] == [
        "sr-Latn", "sr-Cyrl", "en", "de",
    ]  # fmt: skip
    assert [languages.of_path(path) for path in ("/en", "/en/x/", "/english/", "/x/en/")] == [
        "en", "en", "sr-latn", "sr-latn",
    ]  # fmt: skip
    assert (languages.source_of("sr-cyrl"), languages.source_of("en")) == ("sr-latn", "en")
    assert (languages.other("en"), languages.other("sr-latn")) == ("sr-latn", "en")
    assert languages.column(StandardPage, "title", "sr-latn") == "title"
    assert languages.column(StandardPage, "title", "en") == "title_en"
    assert languages.column(StandardPage, "lead", "sr-latn") == "lead_sr_latn"
    with pytest.raises(AttributeError, match=r"StandardPage has no field 'none'"):
        languages.column(StandardPage, "none", "en")


def test_what_a_translator_fills_in_are_texts_with_both_languages() -> None:
    fields = translated_fields(StandardPage)
    assert {"title", "seo_title", "search_description", "lead", "body"} <= set(fields)
    assert not {"slug", "url_path"} & set(fields)
    # What ends so by chance, or has no Serbian beside it, is none.
    assert len(set(fields)) == len(fields) and "name" in translated_fields(Organisation)


def test_serbian_is_required_where_a_field_is_and_english_never() -> None:
    name = {language: Organisation._meta.get_field(f"name_{language}") for language in ("sr_latn", "en")}
    assert (name["sr_latn"].blank, name["en"].blank) == (False, True)
    assert Organisation._meta.get_field("about_sr_latn").blank


@pytest.mark.django_db
def test_a_link_in_a_text_is_noted_once(reference_index: None) -> None:
    target = StandardPage.objects.get(slug="pomoc")
    organisation = factories.make_organisation(
        "Veza", about_sr_latn=f'<p><a linktype="page" id="{target.pk}">Pomoć</a></p>'
    )
    references = ReferenceIndex.get_references_for_object(organisation)
    paths = [reference.model_path for reference in references if "about" in reference.model_path]
    assert paths == ["about_sr_latn."]


def test_a_name_that_nobody_translates_is_in_its_own_language() -> None:
    organisation = Organisation(
        name_sr_latn="Verein", name_en="", original_name="Verein", original_language="de"
    )
    with translation.override("en"):
        assert translated(organisation, "name") == ("Verein", "sr-latn", True)
        assert translated(organisation, "name", "sr-latn").is_fallback is False


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("  dve \n reči&nbsp;", "dve reči"),
        (5, "5"),
        ('<p data-block-key="a1">Reč </p>\n<p>  i</p>', "<p>Reč</p><p>i</p>"),
        ("<p>Reč<br/> i</p>", "<p>Reč<br/>i</p>"),
        ("<p>a <b>b</b> c</p>", "<p>a <b>b</b> c</p>"),
        (" \n<b>a</b> ", "<b>a</b>"),
        ("<p></p>", ""),
        ("<p>&nbsp; <b> </b></p>", ""),
        ("<p><embed id='1'></p>", "<p><embed id='1'></p>"),
        ("<hr>", "<hr>"),
        ("<p><img src='x'></p>", "<p><img src='x'></p>"),
    ],
)
def test_a_text_is_what_it_says_and_not_how_it_was_saved(value: Any, expected: str) -> None:
    assert normalised(value) == expected
    assert bool(digest(value)) is bool(expected)


def test_a_stream_is_the_same_whatever_the_ids_of_its_blocks() -> None:
    one, other, third = (StandardPage(title="x") for _ in range(3))
    one.body_sr_latn = [BLOCK]
    other.body_sr_latn = [{**BLOCK, "id": "2", "value": '<p data-block-key="z"> Reč</p>'}]
    third.body_sr_latn = [{**BLOCK, "value": "<p>Druga</p>"}]
    assert digest(one.body_sr_latn) == digest(other.body_sr_latn) != digest(third.body_sr_latn)
    assert normalised(StandardPage().body_sr_latn) == digest(StandardPage().body_sr_latn) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("prva \n\n  druga  reč", "prva\ndruga reč"),
        # Nobody types marks of HTML into a line of text, so they are what they are.
        ("AT &amp; T", "AT &amp; T"),
        ("<p>Prvi &amp; <b>jak</b></p><ul><li>stavka</li></ul>a<br>b", "Prvi & jak\nstavka\na\nb"),
        ("<h2>Naslov</h2><p></p><blockquote>Navod</blockquote>", "Naslov\nNavod"),
    ],
)
def test_words_are_read_a_paragraph_a_line(value: Any, expected: str) -> None:
    assert readable(value) == expected


def test_the_words_of_a_stream_come_in_their_order_without_names_and_ids() -> None:
    page = StandardPage(title="x")
    page.body_sr_latn = [
        {"type": "heading", "value": "Naslov", "id": "h"},
        {"type": "quote", "value": {"text": "Navod", "attribution": "Ona", "source": ""}, "id": "q"},
        {"type": "accordion", "value": [
            {"type": "item", "value": {"heading": "Prva", "text": "<p>Jedan</p>"}, "id": "i"}], "id": "a"},
    ]  # fmt: skip
    assert readable(page.body_sr_latn).splitlines() == ["Naslov", "Navod", "Ona", "Prva", "Jedan"]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["full_clean", "save"])
def test_an_empty_paragraph_is_no_text_and_no_text_is_lost(way: str) -> None:
    organisation = Organisation.objects.get(slug="astra")
    organisation.about_sr_latn, organisation.about_en = "<p>Reč</p>", '<p data-block-key="x"></p>'
    organisation.acronym = " "
    with translation.override("en"):
        getattr(organisation, way)()
    assert (organisation.about_sr_latn, organisation.about_en) == ("<p>Reč</p>", "")


@pytest.mark.django_db
def test_revisions_of_whoever_works_in_english_keep_serbian_in_its_columns() -> None:
    network = NetworkPage.objects.get(slug="ban")
    lead = network.lead_sr_latn
    with translation.override("en"):
        content = network.serializable_data()
        assert (content["lead"], content["lead_sr_latn"], content["lead_en"]) == (lead, lead, network.lead_en)
        for restored in (
            type(network).from_serializable_data(content),
            network.with_content_json(content),
            network.save_revision().as_object(),
        ):
            assert (restored.lead_sr_latn, restored.lead_en) == (lead, network.lead_en)
            with translation.override("sr-latn"):
                assert restored.lead == lead


def test_a_value_is_marked_where_its_language_is_not_that_of_the_page() -> None:
    shown = Template("{{ value|marked }}")

    def marked(value: Any, language: str) -> str:
        return shown.render(Context({"value": TranslatedValue(value, language, is_fallback=False)}))

    assert marked(None, "en") == marked("", "en") == ""
    assert marked("<b>", "sr-latn") == "&lt;b&gt;"
    assert marked("<b>", "en") == '<span lang="en">&lt;b&gt;</span>'
    with translation.override("en"):
        tags = "{% active_language %} {{ 'sr-latn'|html_lang }} {% is_cyrillic %}"
        assert Template(tags).render(Context()) == "en sr-Latn False"
        value = "{% translated_value page 'title' as v %}{{ v.value }} {{ v.language }} {{ v.is_fallback }}"
        assert Template(value).render(Context({"page": StandardPage(title="T")})) == "T sr-latn True"


@pytest.mark.parametrize(
    ("mode", "language"),
    [("en", "en"), ("en:easy", "en"), ("sr-cyrl:map", "sr-latn"), ("", "sr-latn"), (None, "sr-latn"),
     ("de", "sr-latn")],
)  # fmt: skip
def test_a_preview_is_in_the_language_of_its_mode(mode: str | None, language: str) -> None:
    asked: list[str | None] = []

    class Base:
        def make_preview_request(self, *args: Any, **kwargs: Any) -> None:
            asked.append(translation.get_language())

    class Thing(preview.PreviewInEachLanguageMixin, Base):
        pass

    with translation.override("en"):
        Thing().make_preview_request(None, mode)
    assert asked == [language]


def test_pictures_and_hotlines_have_their_languages_too() -> None:
    assert "alt_text" in translated_fields(SiteImage) and "name" in translated_fields(Hotline)
