"""Serbian Latin to Cyrillic: letters, what stays in Latin, and pages of HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra_site.serbian.cyrillic import UNSURE, NamesAsShown, WhyLatin, letters, to_cyrillic, words
from astra_site.serbian.cyrillic_markup import in_cyrillic
from astra_site.serbian.sorting import AZBUKA, cyrillic_sort_key
from astra_site.serbian.transliteration import to_latin
from tests.database import examples

NAMES = NamesAsShown(
    {"Missing Children Europe": "Missing Children Europe", "Otvorena vrata": "Отворена врата"}
)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("NASILJA i Nasilja, NJEGOŠ i Njegoš, Džep", "НАСИЉА и Насиља, ЊЕГОШ и Његош, Џеп"),
        ("ŽENE PROTIV NASILJA", "ЖЕНЕ ПРОТИВ НАСИЉА"),
        ("ljubav ǆep Ǉubav c\u030cas", "љубав џеп Љубав час"),
        ("„Navod” – 5. mart 2026. godine; 1.234,5 %", "„Навод” – 5. март 2026. године; 1.234,5 %"),
        ("N&nbsp;i&nbsp;J &amp; &lt;", "Н&nbsp;и&nbsp;Ј &amp; &lt;"),
        ("ЕУ и Њујорк, Ѓорѓи, Щукин", "ЕУ и Њујорк, Ѓорѓи, Щукин"),
        ("BiH, prEUgovoru, SOS telefon, EU, MUP, AŽC", "БиХ, прЕУговору, СОС телефон, ЕУ, МУП, АЖЦ"),
        ("e-pošta 😀 ECOSOC-u", "е-пошта 😀 ECOSOC-у"),
    ],
)
def test_serbian_is_written_in_its_letters(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    "word",
    "инјекција микроинјекција инјектор инјициран конјугација неконјугован конјунктура конјектура анјон"
    " Танјуга ванјезички надживети надживљен наджњевати наджети наджупник оджалити оджарити одживети"
    " поджанр подждрелни преджелудац преджалбени фелджандармерија".split(),
)
def test_two_letters_stay_two_in_the_words_of_the_list(word):
    assert letters(to_latin(word)) == word


@pytest.mark.parametrize(
    "word", "тањир кањон оџак оџачар Анџелка хаџија инжењер уџбеник најњежнији коњ".split()
)
def test_and_are_one_letter_in_all_others(word):
    assert letters(to_latin(word)) == word


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ECOSOC", WhyLatin.ACRONYM),
        ("GAATW", WhyLatin.FOREIGN_LETTER),
        ("info@astra.rs", WhyLatin.ADDRESS),
        ("astra.rs/pomoc", WhyLatin.ADDRESS),
        ("https://a.example/njuz", WhyLatin.ADDRESS),
        ("organizacije.csv", WhyLatin.ADDRESS),
        ("Ctrl+Shift+N", WhyLatin.ADDRESS),
        ("XXI", WhyLatin.ROMAN),
        # In a cell of a table.
        ("I", WhyLatin.ROMAN),
        ("Firefoxu", WhyLatin.BRAND),
        ("Women’s", WhyLatin.FOREIGN_LETTER),
        ("Zürich", WhyLatin.FOREIGN_LETTER),
        ("Child10", WhyLatin.DIGIT),
        ("Missing Children Europe", WhyLatin.NAME),
        ("CoMensha", WhyLatin.CAPITAL_INSIDE),
        ("Trafficking", WhyLatin.FOREIGN_SPELLING),
        ("mešanа", WhyLatin.MIXED),
    ],
)
def test_what_is_not_serbian_stays_and_says_why(text, reason):
    (word,) = words(text, NAMES)
    assert word == (text, text, reason)


def test_context_tells_numerals_units_and_initials_from_words():
    assert to_cyrillic("I ako je I. Petrović otišao 5 km, Petar I je ostao.") == (
        "И ако је И. Петровић отишао 5 km, Петар I је остао."
    )
    assert to_cyrillic("od 14 do 16 h, h kao hleb") == "од 14 до 16 h, х као хлеб"


def test_a_name_has_the_form_of_its_owner():
    assert to_cyrillic("Otvorena vrata i Missing Children Europe.", NAMES) == (
        "Отворена врата и Missing Children Europe."
    )


PAGE = """<!doctype html><html lang="sr-Latn"><head><title>Žene &amp; deca</title>
<meta name="description" content="Opis"><meta name="robots" content="noindex">
<script>var njihov = "<b>kuća</b>";</script><style>.lj { color: red }</style></head>
<body class="njuh" id="lj"><!-- njih --><a href="/mreze/" title="Njihova">Ljudi</a>
<a href="/en/networks/" hreflang="en" lang="en">English</a> <a href="/static/x.css">x</a>
<img alt="Konj" src="/media/konj.jpg"><input placeholder="Traži" value="zene"><code>njih</code>
<p lang="en">Women <span lang="sr-Latn">žene</span> and <b>men</b></p> <span translate="no">Nada</span>
<form action="/pretraga/"><textarea>njih</textarea></form>
<svg><text aria-label="Niš">Niš</text></svg></body></html>"""


def test_a_page_is_changed_where_it_is_read_and_nowhere_else():
    made = in_cyrillic(PAGE, to_cyrillic, lambda url: f"/sr-cyrl{url}" if url == "/mreze/" else url)
    assert made == (
        PAGE.replace('<html lang="sr-Latn">', '<html lang="sr-Cyrl">')
        .replace("Žene &amp; deca", "Жене &amp; деца")
        .replace('content="Opis"', 'content="Опис"')
        .replace('href="/mreze/" title="Njihova">Ljudi', 'href="/sr-cyrl/mreze/" title="Њихова">Људи')
        .replace('alt="Konj"', 'alt="Коњ"')
        .replace('placeholder="Traži"', 'placeholder="Тражи"')
        .replace('<span lang="sr-Latn">žene', '<span lang="sr-Cyrl">жене')
        .replace('aria-label="Niš">Niš', 'aria-label="Ниш">Ниш')
    )


@given(st.text(alphabet='<>/"\'=&;ab nj žšđ\u030c ǆlang="en"!-код😀', max_size=60))
@settings(max_examples=examples(200), deadline=None)
def test_broken_markup_and_odd_letters_are_shown_whole(text):
    made = in_cyrillic(text, to_cyrillic, str)
    assert made.count("<") == text.count("<")
    assert made.count("😀") == text.count("😀")


@given(st.text(alphabet="abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ .,–", max_size=40))
@settings(max_examples=examples(200), deadline=None)
def test_what_became_cyrillic_becomes_the_same_latin_again(text):
    for word in words(text):
        if not word.reason:
            assert to_latin(word.shown).lower() == word.written.lower()


def test_the_order_is_that_of_the_alphabet_and_latin_names_come_last():
    shown = [*AZBUKA.upper(), "Ban Ying", "Missing Children Europe"]
    mixed = [*shown[15:], *shown[:15]]
    assert sorted(mixed, key=cyrillic_sort_key) == shown
    assert sorted(["Љубав", "Лист", "Луња", "Ѓорѓи", "Дечак"], key=cyrillic_sort_key) == [
        "Дечак", "Ѓорѓи", "Лист", "Луња", "Љубав",
    ]  # fmt: skip


def test_unsure_words_are_those_that_nobody_has_told():
    assert set(UNSURE) == {
        WhyLatin.ACRONYM,
        WhyLatin.CAPITAL_INSIDE,
        WhyLatin.FOREIGN_SPELLING,
        WhyLatin.MIXED,
    }


def test_a_drawing_is_remembered_for_its_own_reader_and_with_its_own_language():
    drawing = '<svg{}><g><title>Mapa</title><a href="/mreze/" aria-label="Niš"><path d="M1"/></a></g></svg>'
    for _ in range(2):
        assert in_cyrillic(drawing.format(""), to_cyrillic, lambda url: f"/c{url}") == (
            '<svg><g><title>Мапа</title><a href="/c/mreze/" aria-label="Ниш"><path d="M1"/></a></g></svg>'
        )
        assert in_cyrillic(drawing.format(""), str, str) == drawing.format("")
        assert in_cyrillic(drawing.format(' lang="en"'), to_cyrillic, str) == drawing.format(' lang="en"')
        broken = "<svg><svg>Mapa</svg> Niš"
        assert in_cyrillic(broken, to_cyrillic, str) == "<svg><svg>Мапа</svg> Ниш"
