"""Which addresses a link may have, and what no spreadsheet takes for a formula."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from astra_site import links
from astra_site.admin_page import admin_page
from astra_site.exports import without_formula
from networks.models import Organisation


@pytest.mark.parametrize(
    "url",
    [
        "https://astra.rs/", "http://astra.rs", "HTTPS://ASTRA.RS/put?x=1#y", "https://astra.rs:8443/",
        "https://astra.rs/@ime", "mailto:info@astra.rs", "tel:+381117850000", "/mreze/", "/mreze/?x=1#y",
        "#ovde",
    ],
)  # fmt: skip
def test_a_link_leads_to_a_page_a_site_a_mail_or_a_call(url: str) -> None:
    assert links.is_allowed(url)
    links.validate_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "https:///put", "https://ime@astra.rs/", "https://ime:lozinka@astra.rs/", "https://[::1", "https://",
        "https://astra.rs/\u200b", "https://astra.rs/\x7f", "https://astra.rs\\put",
        "/\\evil.example", " /mreze/", "/mreze/ ",
        "mailto:", "tel:", "mailto://a/b", "tel://116/000", "//evil.example/", "mreze/", "", "astra.rs",
        "javascript:alert(1)", "ftp://astra.rs/", "data:text/html,x",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_it_may_be(url: str) -> None:
    assert not links.is_allowed(url)
    with pytest.raises(ValidationError) as refusal:
        links.validate_link(url)
    assert refusal.value.code == "link" and "https" in refusal.value.messages[0]


def test_a_field_of_links_refuses_what_djangos_takes_and_is_one_to_migrations() -> None:
    field = Organisation._meta.get_field("website")
    for url in ("ftp://astra.rs/", "https://ime@astra.rs/"):
        models.URLField().run_validators(url)
        with pytest.raises(ValidationError):
            field.run_validators(url)
    assert links.LinkField(blank=True).deconstruct()[1:] == ("django.db.models.URLField", [], {"blank": True})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_begins_as_a_formula_is_text(start: str) -> None:
    assert without_formula(f"{start}1") == f"'{start}1"


def test_all_else_is_as_it_was() -> None:
    assert [without_formula(value) for value in (None, 5, "a=b", "")] == ["", "5", "a=b", ""]


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_no_list_of_the_admin_writes_a_formula_and_numbers_stay_numbers(file: str) -> None:
    def cell(value: object) -> object:
        return SpreadsheetExportMixin().preprocess_field_value("field", value, file)

    assert (cell("=1+1"), cell("reč"), cell(["=a", "b"])) == ("'=1+1", "reč", "'=a, b")
    assert (cell(-5), cell(date(2026, 11, 28))) == (-5, date(2026, 11, 28))
    assert cell(Organisation(name_sr_latn="=x")) == "'=x"


def test_a_page_of_our_own_says_where_it_is() -> None:
    page = admin_page("Poslovi", "history", {"url": "/x/", "label": "x"}, subtitle="Uvoz")
    assert (page["header_title"], page["header_icon"]) == ("Poslovi: Uvoz", "history")
    assert [step["url"] for step in page["breadcrumbs_items"]] == [reverse("wagtailadmin_home"), "/x/"]
    assert admin_page("Poslovi", "history")["header_title"] == "Poslovi"
