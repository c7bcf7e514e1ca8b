"""The numbers of the whole, each with the address of the list that it counts."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest

from astra_site import languages
from astra_site.pages.menu import url_of_top_page
from networks.directory import freshness
from networks.directory.directory_url import directory_url
from networks.directory.facets import kinds
from networks.directory.parameters import PARAMETERS
from networks.directory.rows import CURRENT
from networks.directory.sets import KIND
from networks.models import NetworkIndexPage
from networks.overview import NetworksOfKind, Overview


class Figure(NamedTuple):
    """A number, and where whatever it counts is listed: "" for nowhere."""

    number: int
    url: str


class Figures(NamedTuple):
    """What this site shows, counted one way everywhere.

    Attributes:
        networks: those to which ASTRA belongs today.
        statuses: they are no networks; nobody is a member of one.
        ended: the networks that work no more.
        organisations: those known to be in some network today, and the countries in which they are.
        as_of: when the directory was changed last.
    """

    networks: Figure
    statuses: Figure
    ended: Figure
    organisations: Figure
    countries: Figure
    as_of: datetime | None

    @property
    def are_any(self) -> bool:
        """Tell whether there is anything to count."""
        return any(figure.number for figure in (self.networks, self.statuses, self.ended))


def figures(overview: Overview, request: HttpRequest) -> Figures:
    """Count `overview`, and by the directory's index organisations.

    Partners count as such, unconfirmed and former members do not.
    """
    language = languages.active()
    index = freshness.index(language, request)
    list_of_networks = url_of_top_page(NetworkIndexPage, request)
    directory = directory_url(request)
    organisations = f"{directory}?{_current(language)}" if directory else ""
    return Figures(
        _number(overview.present, list_of_networks, "networks"),
        _number(overview.statuses, list_of_networks, "statuses"),
        _number(overview.ended, list_of_networks, "ended"),
        Figure(index.current.bit_count(), organisations),
        Figure(index.countries, f"{organisations}#countries" if organisations else ""),
        index.as_of,
    )


def _number(groups: list[NetworksOfKind], url: str, fragment: str) -> Figure:
    return Figure(sum(len(group.networks) for group in groups), f"{url}#{fragment}" if url else "")


def _current(language: str) -> str:
    """Return the choice of those who are known to be in some network."""
    return urlencode({PARAMETERS[language][KIND]: kinds(language)[CURRENT].keys[language]})
