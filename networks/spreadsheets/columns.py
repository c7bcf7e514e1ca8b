"""The columns of the two sheets: the facts of a record, before them what says which record it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from networks.models import Membership, Organisation
from networks.models.fact import Fact, FactKind
from networks.spreadsheets.cells import Boolean, Choice, Day, Kind, Line, Number, PartialDate
from networks.spreadsheets.kinds import URL, CountryCode, Email, FieldsOfWork, LanguageCode, RichText
from networks.spreadsheets.phones import Phones

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
    # One of the names by which the record is known.
    is_name: bool = False


_READ_ONLY = _("Only for reading: a change here is not taken over.")
_ID = Column("id", _("number"), _("Do not change it. Leave it empty in a new row."))
_MODELS: dict[str, Any] = {ORGANISATIONS: Organisation, MEMBERSHIPS: Membership}
_IDENTITY = {
    ORGANISATIONS: (_ID,),
    MEMBERSHIPS: (
        _ID,
        Column("network", _("network"), _("The last part of the network's Serbian address: at-mreza.")),
        Column("organisation", _("organisation"), _("The Serbian address of the organisation: slug_sr.")),
        Column("organisation_name", _("name of the organisation"), _READ_ONLY, is_read_only=True),
    ),
}
_ENDINGS = {languages.SOURCE: "sr", languages.ENGLISH: "en"}
_CELLS: dict[FactKind, Kind] = {
    FactKind.LINE: Line(),
    FactKind.LINES: Kind(),
    FactKind.TEXT: Kind(),
    FactKind.RICH_TEXT: RichText(),
    FactKind.URL: URL(),
    FactKind.EMAIL: Email(),
    FactKind.LANGUAGE: LanguageCode(),
    FactKind.COUNTRY: CountryCode(),
    FactKind.NUMBER: Number(),
    FactKind.BOOLEAN: Boolean(),
    FactKind.DAY: Day(),
    FactKind.PARTIAL_DATE: PartialDate(),
    FactKind.KEYS: FieldsOfWork(),
    FactKind.PHONES: Phones(),
}
_EXPLANATIONS: dict[FactKind, Promise] = {
    FactKind.RICH_TEXT: _("Plain text, or HTML: p, b, i, a, ul, ol, li."),
    FactKind.LANGUAGE: _("de, fr, mk, …"),
    FactKind.COUNTRY: _("The code of two letters (ISO 3166-1): RS."),
    FactKind.BOOLEAN: _("yes or no"),
    FactKind.DAY: _("A day: 2026-11-24."),
    FactKind.PARTIAL_DATE: _("A year, a month or a day: 2013, 2013-05 or 2019-07-23."),
    FactKind.KEYS: _("Keys with commas between."),
    FactKind.PHONES: _(
        "One a line: number | what for, Serbian | what for, English | address of the source | as of"
        " | confidence | checked on | hours, Serbian | hours, English"
    ),
}


def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of `sheet` in their order."""
    return _columns(sheet, _MODELS[sheet].facts)


def by_name(sheet: str) -> dict[str, Column]:
    """Return the columns of `sheet` by their names."""
    return {column.name: column for column in columns_of(sheet)}


@cache
def _columns(sheet: str, facts: tuple[Fact, ...]) -> tuple[Column, ...]:
    described = [column for fact in facts if fact.is_exported for column in _of_fact(_MODELS[sheet], fact)]
    return (*_IDENTITY[sheet], *described)


def _of_fact(model: Any, fact: Fact) -> Iterator[Column]:
    name = fact.column or fact.name
    fields = {name: "" if fact.is_relation else fact.name}
    if fact.is_translated:
        fields = {
            f"{name}_{ending}": languages.column(model, fact.name, code) for code, ending in _ENDINGS.items()
        }
    for column, field in fields.items():
        yield Column(
            column,
            fact.label_on(model),
            _explanation(model, fact),
            field,
            _cell(model, fact),
            is_secret=fact.is_place,
            is_read_only=not fact.is_imported,
            is_name=fact.is_name,
        )


def _cell(model: Any, fact: Fact) -> Kind:
    if fact.kind is not FactKind.CHOICE:
        return _CELLS[fact.kind]
    field = fact.field_on(model)
    return Choice((str(key) for key, _label in field.choices), field.default)


def _explanation(model: Any, fact: Fact) -> Promise | str:
    if not fact.is_imported:
        return _READ_ONLY
    if fact.kind is FactKind.CHOICE:
        return ", ".join(str(key) for key, _label in fact.field_on(model).choices)
    return fact.explanation or _EXPLANATIONS.get(fact.kind, getattr(fact.field_on(model), "help_text", ""))
