"""Under which licence the data may be used: what the organisation has decided, or nothing."""

from typing import NamedTuple

from django.http import HttpRequest

from astra_site.languages.fallback import plain
from networks.models import SiteSettings


class Licence(NamedTuple):
    """A licence's name and address."""

    name: str
    url: str

    @property
    def text(self) -> str:
        """Return both in one line."""
        return " – ".join(part for part in self if part)


class Terms(NamedTuple):
    """Whose the data are, and how they may be used."""

    publisher: str
    website: str
    licence: Licence | None


def terms(request: HttpRequest) -> Terms:
    """Return what the site's settings say."""
    settings = SiteSettings.for_request(request)
    name = plain(settings, "open_data_licence")
    licence = Licence(name, settings.open_data_licence_url) if name else None
    return Terms(plain(settings, "organisation_name"), plain(settings, "website"), licence)
