"""The line at the top of every page: whom to call, from the safety settings, whatever has failed."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from astra_site.safety import hotlines
from astra_site.safety.models import ChosenHotline, Hotline

pytestmark = pytest.mark.django_db

PATHS = [
    *(
        "/",
        "/en/",
        "/mreze/",
        "/en/networks/at-network/",
        "/organizacije/astra/",
        "/pretraga/?q=x",
        "/pomoc/",
    ),
    *("/en/safe-browsing/", "/vremenska-linija/", "/nema-ovoga/", "/en/no-such-page/"),
]
CHOSEN = [("Nestalo dete", "116 000", "116000"), ("Trgovina ljudima", "011 785 0000", "+381117850000")]
IN_ENGLISH = {"Nestalo dete": "Missing child", "Trgovina ljudima": "Human trafficking"}

NAMES = {
    "/": ["Evropski broj za nestalu decu", "ASTRA SOS telefon"],
    "/en/": ["European hotline for missing children", "ASTRA SOS Hotline"],
}


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hotlines, "_last_known", {})


def help_line(html: str) -> list[tuple[str, str, str]]:
    """Return what the line says: name, number, and what is dialled."""
    line = re.search(r'<section class="help-line".*?</section>', html, re.S)
    found = []
    for tel, body in re.findall(r'<a [^>]*href="tel:([^"]+)">(.*?)</a>', line[0] if line else "", re.S):
        name, number = [text.strip() for text in re.findall(r"[^<>]+(?=<)", body) if text.strip()]
        found.append((name, number, tel))
    return found


def expected(path: str) -> list[tuple[str, str, str]]:
    if not path.startswith("/en/"):
        return CHOSEN
    return [(IN_ENGLISH[name], number, tel) for name, number, tel in CHOSEN]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_says_whom_to_call_right_after_the_exit(path: str, client: Client) -> None:
    html = client.get(path).text
    assert help_line(html) == expected(path)
    assert html.index('class="exit-control"') < html.index('class="help-line"') < html.index("<h1")


def test_it_shows_the_first_two_of_the_settings_in_their_order(client: Client) -> None:
    police = Hotline.objects.get(subject="danger")
    first = ChosenHotline.objects.order_by("sort_order").first()
    ChosenHotline.objects.create(settings=first.settings, hotline=police, sort_order=-1)
    assert help_line(client.get("/").text) == [("Policija", "192", "192"), CHOSEN[0]]


def test_without_few_words_it_says_the_name(client: Client) -> None:
    hotline = Hotline.objects.get(dial_string="116000")
    hotline.short_name_sr_latn = hotline.short_name_en = ""
    hotline.save()
    assert help_line(client.get("/").text)[0][0] == "Evropski broj za nestalu decu"


@pytest.mark.parametrize("path", ["/", "/en/", "/pomoc/", "/nema-ovoga/"])
def test_a_site_without_a_hotline_stands_all_the_same(path: str, client: Client) -> None:
    ChosenHotline.objects.all().delete()
    Hotline.objects.all().delete()
    answer = client.get(path)
    assert answer.status_code == (404 if path == "/nema-ovoga/" else 200)
    assert "<h1" in answer.text
    assert "help-line" not in answer.text


def test_a_fault_before_the_first_answer_of_the_database_still_names_someone_to_call() -> None:
    visitor = Client(raise_request_exception=False)

    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(gone):
        answers = {path: visitor.get(path) for path in ("/", "/en/")}
    for path, answer in answers.items():
        assert answer.status_code == 500
        assert help_line(answer.text) == expected(path)
        footer = answer.text.partition("<footer")[2]
        assert all(name in footer for name in NAMES[path])


def test_a_fault_shows_the_hotlines_that_were_read_last() -> None:
    hotline = Hotline.objects.get(dial_string="116000")
    hotline.number, hotline.dial_string = "116 009", "116009"
    hotline.save()
    visitor = Client(raise_request_exception=False)
    visitor.get("/")
    answer = visitor.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert help_line(answer.text) == [("Nestalo dete", "116 009", "116009"), CHOSEN[1]]


def test_a_site_that_has_chosen_no_number_leaves_nobody_without_one_in_a_fault() -> None:
    hotlines._last_known[1] = []
    assert [line.dial_string for line in hotlines.remembered_hotlines()] == ["116000", "+381117850000"]
    hotlines._last_known[2] = [hotlines.Hotline(number="192", dial_string="192")]
    assert [line.dial_string for line in hotlines.remembered_hotlines()] == ["192"]
