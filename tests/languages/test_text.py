"""A visitor gets the text of the language, or the Serbian one marked as such, and never nothing."""

import pytest
from django.template import Context, Template
from django.utils import translation

from astra_site.languages.fallback import is_empty, plain, translated
from networks.models import StandardPage
from tests import factories

PARAGRAPH = [{"type": "paragraph", "value": "<p>Na srpskom</p>"}]
ENGLISH_PARAGRAPH = [{"type": "paragraph", "value": "<p>In English</p>"}]


@pytest.fixture
def page(db):
    """A page that is in Serbian only."""
    return StandardPage(title="Naslov", slug="naslov", lead_sr_latn="Uvod", body_sr_latn=PARAGRAPH)


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_a_missing_translation_falls_back_and_says_so(page, field):
    with translation.override("en"):
        found = translated(page, field)

    assert (found.language, found.is_fallback) == ("sr-latn", True)
    assert found.value


@pytest.mark.parametrize(
    ("field", "english"),
    [("title", "Title"), ("lead", "Lead"), ("body", ENGLISH_PARAGRAPH)],
)
def test_a_translation_is_taken(page, field, english):
    setattr(page, f"{field}_en", english)
    with translation.override("en"):
        found = translated(page, field)

    assert (found.language, found.is_fallback) == ("en", False)
    assert found.value == getattr(page, f"{field}_en")


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_serbian_never_falls_back_on_english(page, field):
    setattr(page, field if field == "title" else f"{field}_sr_latn", "")
    setattr(page, f"{field}_en", "Only English" if field != "body" else ENGLISH_PARAGRAPH)

    found = translated(page, field, "sr-latn")

    assert is_empty(found.value)
    assert not found.is_fallback


def test_a_field_that_is_empty_in_both_languages_is_no_fallback(page):
    found = translated(page, "search_description", "en")

    assert (found.value, found.is_fallback) == ("", False)
    assert plain(page, "search_description", "en") == ""


def test_a_field_that_does_not_exist_is_an_error_of_ours(page):
    with pytest.raises(AttributeError):
        translated(page, "no_such_field")


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("", True), ([], True), (0, False), ("a", False)]
)
def test_what_says_nothing(value, expected):
    assert is_empty(value) is expected


@pytest.mark.parametrize(
    ("language", "title_en", "expected"),
    [
        ("sr-latn", "Title", "&lt;b&gt;Naslov"),
        ("en", "<i>Title", "&lt;i&gt;Title"),
        ("en", "", '<span lang="sr-Latn">&lt;b&gt;Naslov</span>'),
    ],
)
def test_the_tag_escapes_and_marks_the_language(page, language, title_en, expected):
    page.title, page.title_en = "<b>Naslov", title_en
    with translation.override(language):
        assert Template('{% translated page "title" %}').render(Context({"page": page})) == expected


def test_the_tag_for_attributes_has_no_marks(page):
    with translation.override("en"):
        text = Template('{% translated_text page "title" %}').render(Context({"page": page}))
    assert text == "Naslov"


def test_what_is_missing_is_named(page):
    assert page.missing_fields("en") == ["title", "lead", "body"]
    page.title_en, page.lead_en, page.body_en = "Title", "Lead", ENGLISH_PARAGRAPH
    assert page.missing_fields("en") == []
    assert page.missing_fields("sr-latn") == []


@pytest.mark.parametrize("language", ["sr-latn", "en"])
@pytest.mark.parametrize("way", ["objects.create", "save", "update_fields"])
def test_code_in_any_language_writes_serbian_into_the_bare_column(db, language, way):
    """Whoever reads the tables without modeltranslation, as migrations do, reads Serbian."""
    home = factories.make_home()
    with translation.override(language):
        page = factories.make_page(home, "Naslov", lead_sr_latn="Uvod", lead_en="Lead")
        page.lead_sr_latn = "Novi uvod"
        page.save(**({"update_fields": ["lead_sr_latn", "lead"]} if way == "update_fields" else {}))

    row = (
        StandardPage.objects.rewrite(False).filter(pk=page.pk).values("lead", "lead_sr_latn", "lead_en").get()
    )
    assert row == {"lead": "Novi uvod", "lead_sr_latn": "Novi uvod", "lead_en": "Lead"}
