"""Whoever writes the name of an organisation reads which ones are called so, or nearly so."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from astra_site.editing.edit_urls import edit_url_of
from networks.known_names import KnownNames, known_organisations
from networks.models import Organisation

# Fewer letters are much like everything.
SHORTEST = 3
LONGEST = 300


class Alike(NamedTuple):
    """An organisation whose name is the same as the one asked for, or much like it."""

    organisation: Organisation
    is_same: bool

    @property
    def edit_url(self) -> str:
        """Return where the organisation is edited."""
        return edit_url_of(self.organisation)


def alike(names: list[str], but: int | None = None) -> list[Alike]:
    """Return the organisations that are called so, then those with a name much like the first."""
    asked = [name.strip()[:LONGEST] for name in names if len(name.strip()) >= SHORTEST]
    if not asked:
        return []
    same, similar = _known().alike(asked, {but} if but else ())
    found = Organisation.objects.in_bulk([*same, *(like.key for like in similar)])
    return [
        *(Alike(found[key], is_same=True) for key in sorted(same)),
        *(Alike(found[like.key], is_same=False) for like in similar),
    ]


def names_alike(request: HttpRequest) -> HttpResponse:
    """Answer with what is said below the field; nothing where the name is new."""
    if not any(request.user.has_perm(f"networks.{action}_organisation") for action in ("add", "change")):
        raise PermissionDenied
    but = request.GET.get("but", "")
    found = alike([request.GET.get("name", "")], int(but) if but.isascii() and but.isdigit() else None)
    return render(request, "admin/names_alike.html", {"alike": found})


def _known() -> KnownNames[int]:
    columns = [
        column for fact in Organisation.facts if fact.is_name for column in fact.columns_on(Organisation)
    ]
    rows = list(Organisation.objects.values_list("pk", "city_sr_latn", "city_en", *columns))
    named = [(row[0], [name for cell in row[3:] for name in (cell or "").split("\n")]) for row in rows]
    return known_organisations(named, [town for row in rows for town in row[1:3] if town])
