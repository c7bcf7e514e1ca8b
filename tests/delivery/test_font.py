"""The font that the site brings along: what is in it, what it weighs, and that it is asked for everywhere."""

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from astra_site.delivery import stylesheet
from networks.models import NetworkPage, Organisation, StandardPage
from tools import build_font

FONTS = settings.BASE_DIR / "static" / "fonts"
FONT = FONTS / "headings.woff2"
SERBIAN = "ABVGDĐEŽZIJKLMNOPRSTĆUFHCČDŽŠabvgdđežzijklmnoprstćufhcčdžš„”–…’“0123456789€()/:;,.?!%&"


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(FONT)


def test_font_has_every_letter_and_sign_of_both_languages(font: TTFont) -> None:
    assert not {letter for letter in SERBIAN if ord(letter) not in font.getBestCmap()}


@pytest.mark.usefixtures("starter_content")
@pytest.mark.django_db
def test_font_has_every_letter_of_the_names_that_stand_in_it(font: TTFont) -> None:
    things = [*NetworkPage.objects.all(), *StandardPage.objects.all(), *Organisation.objects.all()]
    fields = ("title", "title_en", "name_sr_latn", "name_en")
    names = "".join(getattr(thing, field, "") or "" for thing in things for field in fields)
    assert len(names) > 2000
    assert not {letter for letter in names if ord(letter) not in font.getBestCmap()}


def test_font_is_light_and_says_whose_it_is(font: TTFont) -> None:
    assert FONT.stat().st_size <= 25 * 1024
    assert "Adobe" in font["name"].getDebugName(0)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")


def test_font_does_not_bear_the_name_that_its_licence_reserves(font: TTFont) -> None:
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert {names[number] for number in (1, 4, 6)} == {"Nit", "Nit Semibold", "Nit-Semibold"}


def test_font_is_what_its_tool_keeps(font: TTFont) -> None:
    asked = {letter for first, last in build_font.LETTERS for letter in range(first, last + 1)}
    assert set(font.getBestCmap()) <= asked
    assert len(font.getBestCmap()) > 0.9 * len(asked)


def test_stylesheet_and_pages_name_the_same_file() -> None:
    css = stylesheet.build(settings.BASE_DIR / "static" / "css" / "main.css")
    assert css.count("../fonts/headings.woff2") == 1
    templates = settings.BASE_DIR / "templates"
    link = (templates / "layout" / "heading_font.html").read_text("utf-8")
    assert 'fonts/headings.woff2\' %}" as="font" type="font/woff2" crossorigin>' in link
    for template in ("base.html", "error.html"):
        assert '{% include "layout/heading_font.html" %}' in (templates / template).read_text("utf-8")
