"""The columns of the two sheets: their names in the file, their labels, and what may stand in them."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models.membership import MembershipKind
from networks.models.organisation import CoordinatesPrecision
from networks.spreadsheets.cells import Boolean, Choice, Day, Kind, Line, Number, PartialDate
from networks.spreadsheets.kinds import URL, Country, FieldsOfWork, LanguageCode, Phones, RichText

ORGANISATIONS = "organisations"
MEMBERSHIPS = "memberships"
EXPLANATIONS = "columns"
SHEETS = (ORGANISATIONS, MEMBERSHIPS)


@dataclass(frozen=True)
class Column:
    """One column. Its name never changes: files of last year must still fit."""

    name: str
    label: Promise | str
    explanation: Promise | str = ""
    # The field of the model; empty for what is put together by code.
    field: str = ""
    kind: Kind = Line()
    # Left out of the file where the place is secret.
    is_secret: bool = False
    # Helps a reader, and is not taken over.
    is_read_only: bool = False


def _translated(name: str, label: Any, explanation: Any = "", kind: Kind | None = None, **more: Any) -> list:
    return [
        Column(f"{name}_{short}", label, explanation, f"{name}_{column}", kind or Line(), **more)
        for short, column in (("sr", "sr_latn"), ("en", "en"))
    ]


_IDENTITY = _("Do not change it. Leave it empty in a new row.")
_PARTIAL_DATE = _("A year, a month or a day: 2013, 2013-05 or 2019-07-23.")
_YES_OR_NO = _("yes or no")
_DAY = _("A day: 2026-11-24.")
_READ_ONLY = _("Only for reading: a change here is not taken over.")

ORGANISATION_COLUMNS: tuple[Column, ...] = (
    Column("id", _("number"), _IDENTITY),
    *_translated("slug", _("address"), _("The last part of the address. Empty: made from the name.")),
    *_translated("name", _("name"), _("Serbian is required.")),
    Column("acronym", _("acronym"), field="acronym"),
    Column("legal_name", _("legal name"), field="legal_name"),
    Column(
        "original_name",
        _("own name"),
        _("The name in the organisation's own language, if it is neither of the two above."),
        "original_name",
    ),
    Column("original_language", _("language of the own name"), _("de, fr, mk, …"), "original_language",
           LanguageCode()),
    Column("former_names", _("former names"), _("One a line."), "former_names", Kind()),
    *_translated("city", _("town"), is_secret=True),
    Column("country", _("country"), _("The code of two letters (ISO 3166-1): RS."), "country", Country()),
    Column("latitude", _("latitude"), _("Degrees with a point: 44.8125."), "latitude", Number(), True),
    Column("longitude", _("longitude"), _("Degrees with a point: 20.4612."), "longitude", Number(), True),
    Column(
        "coordinates_precision",
        _("precision of the coordinates"),
        ", ".join(CoordinatesPrecision.values),
        "coordinates_precision",
        Choice(CoordinatesPrecision.values, CoordinatesPrecision.CITY),
    ),
    Column("keep_place_secret", _("keep the place secret"), _YES_OR_NO, "do_not_publish_location", Boolean()),
    Column("website", _("website"), _("Begins with https:// or http://."), "website", URL()),
    Column(
        "phones",
        _("phones"),
        _("One a line: number | what for, Serbian | what for, English | address of the source | as of"),
        kind=Phones(),
    ),
    Column("fields_of_work", _("fields of work"), _("Keys with commas between."), kind=FieldsOfWork()),
    *_translated("about", _("about"), _("Plain text, or HTML: p, b, i, a, ul, ol, li."), RichText()),
    Column("founded", _("founded"), _PARTIAL_DATE, "founded", PartialDate()),
    Column("ended", _("ended"), _PARTIAL_DATE, "ended", PartialDate()),
    *_translated("source_name", _("source")),
    Column("source_url", _("address of the source"), "", "source_url", URL()),
    Column("verified_on", _("verified on"), _DAY, "verified_on", Day()),
    Column("verify_by", _("verify again by"), _DAY, "verify_by", Day()),
    Column("internal_note", _("internal note"), _("Never shown to visitors."), "internal_note", Kind()),
    Column("published", _("published"), _READ_ONLY, "live", Boolean(), is_read_only=True),
)  # fmt: skip

MEMBERSHIP_COLUMNS: tuple[Column, ...] = (
    Column("id", _("number"), _IDENTITY),
    Column("network", _("network"), _("The last part of the network's Serbian address: at-mreza.")),
    Column("organisation", _("organisation"), _("The Serbian address of the organisation: slug_sr.")),
    Column("organisation_name", _("name of the organisation"), _READ_ONLY, is_read_only=True),
    Column(
        "kind",
        _("kind"),
        ", ".join(MembershipKind.values),
        "kind",
        Choice(MembershipKind.values, MembershipKind.MEMBER),
    ),
    Column("since", _("since"), _PARTIAL_DATE, "since", PartialDate()),
    Column("until", _("until"), _PARTIAL_DATE, "until", PartialDate()),
    Column(
        "no_longer_belongs",
        _("no longer belongs"),
        _("yes, only when it has ended and nobody knows when; otherwise no"),
        "is_former",
        Boolean(),
    ),
    Column("as_of", _("as of"), _PARTIAL_DATE, "as_of", PartialDate()),
    *_translated("note", _("note")),
    *_translated("source_name", _("source")),
    Column("source_url", _("address of the source"), "", "source_url", URL()),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    ORGANISATIONS: ORGANISATION_COLUMNS,
    MEMBERSHIPS: MEMBERSHIP_COLUMNS,
}


def by_name(sheet: str) -> dict[str, Column]:
    """Return the columns of `sheet` by their names."""
    return {column.name: column for column in COLUMNS[sheet]}
