"""Where a thing is edited and where its versions are compared, whatever it is."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Site

from astra_site.editing.edit_urls import comparison_url, edit_url, edit_url_of
from networks.models import FieldOfWork, NetworkPage, Organisation, SiteSettings

pytestmark = pytest.mark.django_db


def test_a_page_a_snippet_and_settings_have_their_form_and_other_things_none() -> None:
    page, organisation = NetworkPage.objects.first(), Organisation.objects.first()
    settings = SiteSettings.for_site(Site.objects.get())
    expected = {
        page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        organisation: reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk]),
        settings: reverse("wagtailsettings:edit", args=["networks", "sitesettings", settings.site_id]),
        ContentType.objects.first(): None,
    }
    for thing, address in expected.items():
        assert edit_url(type(thing), thing.pk) == address
        assert edit_url_of(thing) == (address or "")
    assert edit_url(None, 1) is None


def test_each_site_has_settings_of_its_own() -> None:
    first = Site.objects.get()
    other = Site.objects.create(hostname="drugi.example", root_page=first.root_page)
    for site in (first, other):
        settings = SiteSettings.for_site(site)
        expected = reverse("wagtailsettings:edit", args=["networks", "sitesettings", site.pk])
        assert edit_url(SiteSettings, settings.pk) == expected


def test_versions_are_compared_where_there_are_any() -> None:
    assert comparison_url(NetworkPage, 5, "earliest", 7) == reverse(
        "wagtailadmin_pages:revisions_compare", args=[5, "earliest", 7]
    )
    assert comparison_url(Organisation, 5, "live", "latest") == reverse(
        "wagtailsnippets_networks_organisation:revisions_compare", args=[5, "live", "latest"]
    )
    assert comparison_url(ContentType, 5, 1, 2) == comparison_url(None, 5, 1, 2) == ""


def test_a_list_of_settings_asks_once_for_their_site(django_assert_num_queries) -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    edit_url(SiteSettings, settings.pk)
    with django_assert_num_queries(0):
        assert edit_url(SiteSettings, settings.pk)
    assert edit_url(FieldOfWork, 1) == reverse("wagtailsnippets_networks_fieldofwork:edit", args=[1])
