"""What organisations and networks are called on Cyrillic pages: foreign names as their owners write them."""

import re
from typing import Any

from astra_site.cyrillic import names
from astra_site.serbian.cyrillic import letters
from astra_site.serbian.folding import fold
from networks.models import NetworkPage, Organisation

CYRILLIC = re.compile(r"[\u0400-\u052f]")
FOREIGN_LETTER = re.compile(r"[qwxyQWXY]|[\u00c0-\u0105\u0108-\u010b\u010e-\u010f\u0112-\u015f\u0162-\u017c]")
# Where names are written with the same letters as in Serbian.
SERBIAN_LETTERS = {"RS", "ME", "BA"}


def forms() -> names.Forms:
    """Return foreign names and acronyms as such that stay, and Cyrillic ones as their owners write them."""
    found: names.Forms = {}
    for row in _organisations():
        found |= _serbian(row) if _is_serbian(row) else _foreign(row)
    for page in NetworkPage.objects.live():
        found |= names.stays(
            [page.acronym_meaning_en or "", *_in_english(page.acronym_meaning_sr_latn or "")]
        )
        if page.name_language and not page.name_language.startswith("sr"):
            found |= names.stays([page.title, page.short_name_sr_latn or "", page.acronym])
    return found


def _organisations() -> Any:
    return Organisation.objects.values_list(
        "name_sr_latn", "name_en", "original_name", "original_language", "acronym", "former_names", "country",
        named=True,
    )  # fmt: skip


def _is_serbian(row: Any) -> bool:
    return not row.original_language.removeprefix("sr") and row.country in SERBIAN_LETTERS


def _serbian(row: Any) -> names.Forms:
    """Return names that are Serbian even where they look like foreign acronyms: CINS is ЦИНС."""
    acronyms = re.findall(r"\b[A-ZČĆĐŠŽ]{3,}\b", row.name_sr_latn or "")
    known = (row.name_sr_latn, row.acronym, *acronyms)
    own = [name for name in known if name and not FOREIGN_LETTER.search(name)]
    return {name: letters(name) for name in own if not name.startswith("ASTRA")}


def _foreign(row: Any) -> names.Forms:
    if CYRILLIC.search(row.original_name):
        # The Serbian name may be this one in Latin letters.
        is_same = fold(row.original_name) == fold(row.name_sr_latn or "")
        return {row.name_sr_latn: row.original_name} if is_same else {}
    # A name that is the same in Serbian and English is not translated.
    shown = row.name_sr_latn if row.name_sr_latn == row.name_en else ""
    known = row.original_language.removeprefix("sr")
    own = [row.original_name, row.acronym, *row.former_names.splitlines()] if known else [row.acronym]
    return names.stays([shown, *own])


def _in_english(text: str) -> list[str]:
    """Return what a meaning says to be English: engl. „Balkans ACT Now!”."""
    return [text.removeprefix("engl. ").strip("„”")] if text.startswith("engl. ") else []


def connect() -> None:
    """Tell the Cyrillic pages of these names."""
    names.SOURCES.append(forms)
