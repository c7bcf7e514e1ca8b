"""A person takes the list out, works on it in a spreadsheet, tries it and imports it."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import let_in, speak
from tests.browser.running_site import RunningSite

TOWNS = ["Bor", "Niš", "Vranje", "Užice", "Šabac", "Čačak", "Đala", "Žagubica"]
SYLLABLES = ["ba", "če", "di", "fo", "gu", "ja", "ke", "lji", "mo", "nju", "pa", "re", "ši", "to", "vu", "ža"]


def download(page: Page, folder: Path) -> openpyxl.Workbook:
    """Export and open the workbook."""
    page.goto("/admin/spreadsheets/")
    with page.expect_download() as begun:
        page.locator("a[href$='/export/xlsx/']").click()
    begun.value.save_as(folder / "izvoz.xlsx")
    return openpyxl.load_workbook(folder / "izvoz.xlsx")


def rows_of(book: openpyxl.Workbook) -> list[list[tuple]]:
    """Return all cells of the two sheets."""
    return [list(book[name].iter_rows(values_only=True)) for name in ("organisations", "memberships")]


def try_out(page: Page, book: openpyxl.Workbook) -> None:
    """Upload the workbook for a dry run."""
    output = io.BytesIO()
    book.save(output)
    page.goto("/admin/spreadsheets/")
    page.set_input_files(
        "[name=file]", {"name": "rad.xlsx", "mimeType": "application/zip", "buffer": output.getvalue()}
    )
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_url("**/dry-run/**")


def add(book: openpyxl.Workbook, language: str, number: int) -> None:
    """Add organisations that nobody knows, each a member of a network."""
    for position in range(number):
        digits = [position // 256 % 16, position // 16 % 16, position % 16]
        word = "".join(SYLLABLES[(digit * 7 + place * 5) % 16] for place, digit in enumerate(digits * 2))
        slug = f"{language[:2]}-{position}"
        name = f"{word.capitalize()} {TOWNS[position % 8].lower()}ski {slug[:2]}{word[::-1]}"
        new = {"name_sr": name, "slug_sr": slug, "city_sr": TOWNS[position % 8], "country": "RS"}
        book["organisations"].append(_cells(book["organisations"], new))
        book["memberships"].append(
            _cells(book["memberships"], {"network": "ban", "organisation": slug, "since": "2013-05"})
        )


def _cells(sheet: object, values: dict[str, str]) -> list[str | None]:
    return [values.get(cell.value) for cell in sheet[1]]  # type: ignore[index]


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_two_hundred_organisations_go_in_after_a_dry_run_and_come_out_the_same(
    language: str, page: Page, context: BrowserContext, site: RunningSite, tmp_path: Path
) -> None:
    speak(site, language)
    let_in(page, site)
    messages: list[str] = []
    page.on("console", lambda one: messages.append(one.text) if one.type == "error" else None)
    book = download(page, tmp_path)
    before = rows_of(book)
    add(book, language, 200)
    try_out(page, book)
    expect(page.locator("#main")).to_contain_text("400")
    if page.locator("[name=seen]").count():
        page.check("[name=seen]")
    page.locator("#main form[method=post] button[type=submit]").last.click(no_wait_after=True)
    # That it takes less than 20 s of a processor's time is tested where that can be measured.
    page.wait_for_url("**/admin/jobs/*/", timeout=120_000)
    after = rows_of(download(page, tmp_path))
    assert [len(new) - len(old) for new, old in zip(after, before, strict=True)] == [200, 200]
    for old, new in zip(before, after, strict=True):
        assert set(old) <= set(new)
    try_out(page, openpyxl.load_workbook(tmp_path / "izvoz.xlsx"))
    assert page.locator("[name=fingerprint]").count() == 0
    assert not messages
