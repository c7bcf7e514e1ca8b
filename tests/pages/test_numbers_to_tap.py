"""Nobody has to copy a telephone number: wherever one stands on a public page, it can be tapped."""

import html.parser
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PHONE = re.compile(
    r"(?<![\w.,/–-])"
    r"(?:\+\d[\d ()/-]{6,18}\d|0\d{1,3}[ /-]?\d{2,4}(?:[ /-]?\d{2,4}){1,3}|116 ?\d{3}|19[2345]|112)"
    r"(?![\w/–-]|[.,]\d)"
)
# What looks like a telephone number and is none: the name that an organisation has given itself.
NO_NUMBERS = ("116000 Enfants Disparus",)
NOT_READ = {"script", "style", "title"}
INLINE = {"b", "i", "em", "mark", "span", "strong"}
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "line", "rect", "use", "source", "wbr"}


class Texts(html.parser.HTMLParser):
    """Collects the text that is in no link to a number, with a line for each element that is not inline."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_call = tag == "a" and (dict(attrs).get("href") or "").startswith("tel:")
        if tag not in VOID:
            self.open.append("call" if is_call else tag)
        self.text += "" if tag in INLINE else "\n"

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in VOID:
            closed = self.open.pop()
            if closed == tag or (closed == "call" and tag == "a"):
                break
        self.text += "" if tag in INLINE else "\n"

    def handle_data(self, data: str) -> None:
        if not {*NOT_READ, "call"} & set(self.open):
            self.text += data.replace("\u00a0", " ")


def plain_numbers(page: str) -> list[str]:
    """Return the telephone numbers of a page that cannot be tapped, with what stands around them."""
    reader = Texts()
    reader.feed(page)
    text = reader.text
    for name in NO_NUMBERS:
        text = text.replace(name, "")
    return [text[max(0, phone.start() - 30) : phone.end() + 10].strip() for phone in PHONE.finditer(text)]


@pytest.mark.parametrize(
    "page",
    [
        "<p>Zovite 011 785 0000</p>",
        "<p>+381 11 785 0000</p>",
        "<h3>Linija: 0800 300 339</h3>",
        '<a href="/pomoc/">116 000</a>',
        "<p>policija (192)</p>",
        "<p>0800\u00a010\u00a010\u00a010</p>",
    ],
)
def test_the_walk_finds_a_number_that_cannot_be_tapped(page: str) -> None:
    assert len(plain_numbers(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<a href="tel:+381117850000"><span>011</span> 785 0000</a>',
        "<p>24. 11. 2026, 2021–2024, 3.350 poziva, odluka 1-01-345-20/12-1, 115 organizacija</p>",
        '<script>{"telephone": "116000"}</script><p data-x="116000">x</p>',
    ],
)
def test_the_walk_passes_by_dates_counts_and_file_numbers(page: str) -> None:
    assert plain_numbers(page) == []


def test_no_public_page_has_a_number_that_cannot_be_tapped(client: Client) -> None:
    sitemap = client.get("/sitemap.xml").text
    paths = [urlsplit(address).path for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
    assert len(paths) > 200
    paths += ["/nema-ovoga/", "/en/no-such-page/", "/pretraga/?q=116000", "/en/search/?q=hotline"]
    found = {path: plain_numbers(client.get(path).text) for path in paths}
    assert {path: numbers for path, numbers in found.items() if numbers} == {}
