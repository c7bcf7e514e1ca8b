"""Nobody has to copy a telephone number: wherever one stands on a public page, it can be tapped."""

import html.parser
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from networks.models import Organisation, PublicPhone

# What pages say is the same on any database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PHONE = re.compile(
    r"(?<![\w.,/–-])"
    r"(?:\+\d[\d ()/-]{6,18}\d|0\d{1,3}[ /-]?\d{2,4}(?:[ /-]?\d{2,4}){1,3}|116 ?\d{3}|19[2345]|112)"
    r"(?![\w/–-]|[.,]\w)"
)
# What looks like a telephone number and is none: the name that an organisation has given itself.
NO_NUMBERS = ("116000 Enfants Disparus",)
# A number of another country calls somebody else from here, so it is no link, and the page says why.
ELSEWHERE = re.compile(
    r'<span class="phone-elsewhere">[^<]*'
    r"\((?:javlja se samo na pozive iz ove zemlje|јавља се само на позиве из ове земље"
    r"|answers only calls made in this country):[^<]+\)</span>"
)
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
        # A link within the page leads to where the number can be tapped.
        is_call = tag == "a" and (dict(attrs).get("href") or "").startswith(("tel:", "#"))
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
    reader.feed(ELSEWHERE.sub("", page))
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
        '<span class="phone-elsewhere">116 000</span>',
    ],
)
def test_the_walk_finds_a_number_that_cannot_be_tapped(page: str) -> None:
    assert len(plain_numbers(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<a href="tel:+381117850000"><span>011</span> 785 0000</a>',
        '<nav><a href="#part-2">116000 u Srbiji</a></nav>',
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


def test_no_number_of_another_country_calls_somebody_in_this_one(client: Client) -> None:
    abroad = Organisation.objects.filter(live=True).exclude(country__in=("", "RS"))
    checked = 0
    for organisation in abroad.filter(phones__isnull=False).distinct():
        for path in (
            f"/organizacije/{organisation.slug_sr_latn}/",
            f"/en/organisations/{organisation.slug_en}/",
        ):
            content = re.search("<main.*</main>", client.get(path).text, re.DOTALL)
            assert content, path
            dialled = re.findall(r'href="tel:([^"]+)"', content[0])
            assert [number for number in dialled if not number.startswith("+")] == [], path
            checked += 1
    assert checked


@pytest.mark.parametrize(
    ("written", "country", "sent"),
    [
        ("116 000", "RS", "116000"),
        ("116 000", "GR", ""),
        ("0800 1 8676", "BG", ""),
        ("+30 210 330 6140", "GR", "+302103306140"),
        ("011 785 0000", "RS", "+381117850000"),
        ("066 006 606", "RS", "+38166006606"),
        ("0800 100 909", "RS", "0800100909"),
    ],
)
def test_a_telephone_is_told_a_number_that_reaches_the_same_line_from_anywhere_here(
    written: str, country: str, sent: str
) -> None:
    assert PublicPhone(number=written, organisation=Organisation(country=country)).tel == sent


def test_astra_is_called_by_the_same_writing_everywhere(client: Client) -> None:
    for path in ("/organizacije/astra/", "/en/organisations/astra-anti-trafficking-action/"):
        page = client.get(path).text
        assert "+381 11" not in page
        assert re.search(r'<a class="phone" href="tel:\+381117850000"\s*>011 785 0000</a>', page)
