"""Numbers of hotlines in a text are links, printed in one form, and other numbers stay as they are."""

from types import SimpleNamespace
from unittest import mock

import pytest
from django.template import Context, Template

from astra_site.safety.calls import Calls, calls_to, with_links
from astra_site.safety.models import Hotline

MISSING = '<a class="call" href="tel:116000">116\u00a0000</a>'
ASTRA = '<a class="call" href="tel:+381117850000">011\u00a0785\u00a00000</a>'
ABROAD = '<a class="call" href="tel:+381117850000">+381\u00a011\u00a0785\u00a00000</a>'
POLICE = '<a class="call" href="tel:192">192</a>'


def calls() -> Calls:
    return calls_to(
        [
            Hotline(number="116 000", dial_string="116000", short_name_sr_latn="Nestalo dete"),
            Hotline(number="011 785 0000", dial_string="+381117850000", from_abroad="+381 11 785 0000"),
            Hotline(number="192", dial_string="192", short_name_sr_latn="Policija", short_name_en="Police"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("<p>Pozovite 116000.</p>", f"<p>Pozovite {MISSING}.</p>"),
        ("<h2>116 000 u Srbiji</h2>", f"<h2>{MISSING} u Srbiji</h2>"),
        ("<p>116\u00a0000</p>", f"<p>{MISSING}</p>"),
        ("<p>116&nbsp;000</p>", f"<p>{MISSING}</p>"),
        ("<p>011 785 0000 ili 0117850000</p>", f"<p>{ASTRA} ili {ASTRA}</p>"),
        ("<p>+381 11 785 0000</p>", f"<p>{ABROAD}</p>"),
        ("<nav><p>116000</p></nav>", f"<nav><p>{MISSING}</p></nav>"),
        ("<p>pozovite policiju: 192.</p>", f"<p>pozovite policiju: {POLICE}.</p>"),
        ("<p>call the police (192)</p>", f"<p>call the police ({POLICE})</p>"),
        ("<p>116000, policija 192</p>", f"<p>{MISSING}, policija {POLICE}</p>"),
    ],
)
def test_a_number_is_a_link_however_it_is_written(text: str, linked: str) -> None:
    assert with_links(text, calls()) == linked


@pytest.mark.parametrize(
    "text",
    [
        '<a href="tel:116000">116000</a>',
        '<a href="https://astra.rs/116000/"><b>ASTRA: broj 116000</b></a>',
        "<summary>Nestalo je dete: 116000</summary>",
        "<h1>Droit d’Enfance – 116000 Enfants Disparus</h1>",
        '<p data-number="116000">Broj</p>',
        "<p>116000.missingchildren.ch</p>",
        '<script type="application/ld+json">{"telephone": "116000"}</script>',
        "<p>192 organizacije, 1160001, 2116000, 116.000, 116000,5</p>",
        "<p>Policija je 2019. objavila, str. 192</p>",
    ],
)
def test_what_is_a_link_a_name_or_another_number_stays_as_it_is(text: str) -> None:
    assert with_links(text, calls()) == text


def test_a_number_after_a_link_is_a_link_again() -> None:
    html = '<p><a href="/pomoc/">Pomoć 116000</a> i <b>116000</b></p>'
    assert with_links(html, calls()) == f'<p><a href="/pomoc/">Pomoć 116000</a> i <b>{MISSING}</b></p>'


def test_without_hotlines_a_text_stays_as_it_is() -> None:
    assert with_links("<p>116000</p>", calls_to([])) == "<p>116000</p>"


def test_the_page_of_an_organisation_abroad_does_not_offer_our_lines_as_its_own() -> None:
    text = "{% load safety %}{% with_calls %}<p>116 000</p>{% endwith_calls %}"
    for is_abroad, linked in ((True, "<p>116 000</p>"), (False, f"<p>{MISSING}</p>")):
        with mock.patch("astra_site.safety.hotlines.known_calls", return_value=calls()):
            context = Context({"subject": SimpleNamespace(is_abroad=is_abroad)})
            assert Template(text).render(context) == linked
