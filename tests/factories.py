"""A small site of their own for tests, whether or not the database holds starter content."""

from itertools import count
from typing import Any

from wagtail.models import Site

from astra_site.caching import cache
from astra_site.pages.models import BasePage
from networks.models import (
    HomePage,
    MapPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    OverlapsPage,
    StandardPage,
    TimelinePage,
)

_numbers = count(1)

# What each page type needs in Serbian besides a title.
NEEDED: dict[type, dict[str, Any]] = {
    HomePage: {"heading_sr_latn": "Zajedno protiv trgovine ljudima", "lead_sr_latn": "Mreže i partneri."},
    NetworkIndexPage: {"lead_sr_latn": "Sve mreže na jednom mestu."},
    NetworkPage: {"short_name_sr_latn": "Mreža", "lead_sr_latn": "Zajednički rad organizacija."},
    OrganisationIndexPage: {"lead_sr_latn": "Članice svih mreža."},
    **{
        listing: {"lead_sr_latn": "Sve na jednom mestu."} for listing in (MapPage, OverlapsPage, TimelinePage)
    },
    StandardPage: {},
}


def make_page(parent: BasePage, title: str = "", model: type = StandardPage, **fields: Any) -> Any:
    """Create a published page below `parent`; `live=False` makes a draft."""
    page = model(title=title or f"Strana {next(_numbers)}", **{**NEEDED[model], **fields})
    return parent.add_child(instance=page)


def make_home(**fields: Any) -> HomePage:
    """Create a home page, make it the site's root and take everything else off the air."""
    BasePage.objects.filter(depth__gt=1).update(live=False)
    Organisation.objects.update(live=False)
    root = BasePage.objects.get(depth=1)
    fields = {"slug": f"pocetna-{next(_numbers)}", "title_en": "Home", **fields}
    return become_home(make_page(root, "Početna", HomePage, **fields))


def become_home(home: HomePage) -> HomePage:
    """Make `home` the site's root and publish it."""
    BasePage.objects.filter(pk=home.pk).update(live=True)
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    # No signal tells of updates.
    cache.clear_all()
    return home


def fresh(thing: Any) -> Any:
    """Return a page or an organisation as the database has it, in its own type."""
    found = type(thing)._base_manager.get(pk=thing.pk)
    return found.specific if isinstance(found, BasePage) else found


def make_networks(home: BasePage, **fields: Any) -> NetworkIndexPage:
    """Create the list of networks."""
    fields = {"slug": "mreze", "title_en": "Networks", "slug_en": "networks", **fields}
    return make_page(home, "Mreže", NetworkIndexPage, **fields)


def make_network(networks: BasePage, **fields: Any) -> NetworkPage:
    """Create a network without members."""
    fields = {"slug": "at-mreza", "title_en": "AT network", "slug_en": "at-network", **fields}
    return make_page(networks, "AT mreža", NetworkPage, **fields)


def make_directory(home: BasePage, **fields: Any) -> OrganisationIndexPage:
    """Create the directory of organisations."""
    fields = {"slug": "organizacije", "title_en": "Organisations", "slug_en": "organisations", **fields}
    return make_page(home, "Organizacije", OrganisationIndexPage, **fields)


def make_organisation(name: str = "", **fields: Any) -> Organisation:
    """Create a published organisation."""
    return Organisation.objects.create(name_sr_latn=name or f"Organizacija {next(_numbers)}", **fields)


def make_membership(network: NetworkPage, organisation: Organisation, **fields: Any) -> Membership:
    """Make `organisation` a member of `network`."""
    return Membership.objects.create(network=network, organisation=organisation, **fields)
