"""Redirects from an organisation's old addresses.

An organisation's page is a route of the directory's page, so the redirects lead to that page and
name the route: they stay right when the directory itself gets another address.
"""

from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site import languages
from networks.models.organisation_index_page import OrganisationIndexPage

Slugs = dict[str, str]


def leave_redirects(before: Slugs, after: Slugs) -> None:
    """Make redirects from the addresses with the slugs of `before` to those with the slugs of `after`.

    Both are by language; `before` is empty where visitors have not known the organisation yet.
    """
    changed = [language for language in languages.CODES if before.get(language) != after[language]]
    directory = OrganisationIndexPage.objects.live().first() if changed else None
    site = directory.get_site() if directory else None
    if directory is None or site is None:
        return
    for language in changed:
        _drop(site, _address(directory, language, after[language]))
        if before.get(language):
            _lead_on(site, directory, language, before[language], after[language])


def _lead_on(site: Site, directory: OrganisationIndexPage, language: str, old: str, new: str) -> None:
    old_url = _address(directory, language, old)
    _drop(site, old_url)
    in_english = {"old_path__startswith": "/en/"}
    leading_here = Redirect.objects.filter(redirect_page=directory, redirect_page_route_path=f"/{old}/")
    same_language = leading_here.filter if language == languages.ENGLISH else leading_here.exclude
    same_language(**in_english).update(redirect_page_route_path=f"/{new}/")
    Redirect.objects.bulk_create(
        [
            Redirect(
                old_path=old_url,
                site=site,
                redirect_page=directory,
                redirect_page_route_path=f"/{new}/",
                automatically_created=True,
            )
        ],
        ignore_conflicts=True,
    )


def _address(directory: OrganisationIndexPage, language: str, slug: str) -> str:
    with translation.override(language):
        return Redirect.normalise_path(f"{directory.get_url()}{slug}/")


def _drop(site: Site, url: str) -> None:
    Redirect.objects.filter(old_path=url, site=site, automatically_created=True).delete()
