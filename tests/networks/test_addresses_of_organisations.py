"""An organisation that changes its address is still found at the old one, in each language by itself."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from networks.models import Organisation
from tests import factories
from tests.pages.tree import redirects

SERBIAN, ENGLISH = "/organizacije/", "/en/organisations/"


@pytest.fixture(autouse=True)
def _without_redirects(directory):
    Redirect.objects.all().delete()


def make(**fields):
    return factories.make_organisation("Žene", **{"slug_sr_latn": "a", "slug_en": "b", **fields})


def change(organisation, **slugs):
    """Give an organisation other addresses, as a form does."""
    for name, slug in slugs.items():
        setattr(organisation, name, slug)
    organisation.save()


def test_old_addresses_of_one_language_do_not_move_when_the_other_changes():
    organisation = make()
    change(organisation, slug_sr_latn="x", slug_en="x")
    change(organisation, slug_sr_latn="y")
    assert redirects() == {
        f"{SERBIAN}a": f"{SERBIAN}y/", f"{SERBIAN}x": f"{SERBIAN}y/", f"{ENGLISH}b": f"{ENGLISH}x/",
    }  # fmt: skip

    change(organisation, slug_en="z")
    assert redirects() == {
        f"{SERBIAN}a": f"{SERBIAN}y/", f"{SERBIAN}x": f"{SERBIAN}y/",
        f"{ENGLISH}b": f"{ENGLISH}z/", f"{ENGLISH}x": f"{ENGLISH}z/",
    }  # fmt: skip


def test_old_addresses_of_others_stay_as_they_are():
    organisation, other = make(), factories.make_organisation("Druga", slug_sr_latn="c", slug_en="d")
    change(organisation, slug_sr_latn="x")
    change(other, slug_sr_latn="y")

    assert redirects() == {f"{SERBIAN}a": f"{SERBIAN}x/", f"{SERBIAN}c": f"{SERBIAN}y/"}


def test_a_draft_that_bears_an_old_address_takes_it_from_nobody():
    organisation = make()
    change(organisation, slug_sr_latn="novo")
    draft = factories.make_organisation("Druga", slug_sr_latn="a", live=False)
    assert redirects() == {f"{SERBIAN}a": f"{SERBIAN}novo/"}

    change(draft, live=True)
    assert redirects() == {}


def test_an_address_that_visitors_have_not_known_yet_leads_nowhere():
    organisation = make(live=False)
    change(organisation, slug_sr_latn="novo", live=True)

    assert redirects() == {}


def test_a_redirect_that_somebody_has_written_stays():
    organisation = make()
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path="/organizacije/a", site=site, redirect_link="https://drugde.example/")
    change(organisation, slug_sr_latn="novo")

    assert redirects()[f"{SERBIAN}a"] == "https://drugde.example/"


def test_what_is_not_saved_of_an_organisation_leaves_no_redirect():
    organisation = make()
    organisation.slug_sr_latn, organisation.acronym = "novo", "ŽA"
    organisation.save(update_fields=["acronym"])

    assert redirects() == {}
    assert Organisation.objects.get(pk=organisation.pk).slug_sr_latn == "a"


def test_an_address_that_is_emptied_is_made_from_the_name_and_does_not_run_from_itself():
    organisation = factories.make_organisation("Žene", name_en="Women")
    change(organisation, slug_sr_latn="", slug_en="")

    assert (organisation.slug_sr_latn, organisation.slug_en) == ("zene", "women")
    assert redirects() == {}


def test_an_address_in_use_and_one_that_is_checked_are_made_alike():
    organisation = Organisation(name_sr_latn="Žene")
    organisation.full_clean()

    assert (organisation.slug_sr_latn, organisation.slug_en) == ("zene", "zene")
    # A long one has room for the number that tells it from the next.
    factories.make_organisation("ž" * 200)
    assert factories.make_organisation("ž" * 200).slug_sr_latn == f"{'z' * 110}-2"
    # And its place in the alphabet into its column, whatever letters it is of.
    long = factories.make_organisation("ß" * 200)
    assert len(long.sort_key_sr_latn) == len(long.sort_key_en) == 500


def test_the_redirect_of_one_that_is_gone_is_not_followed(client):
    organisation = make()
    change(organisation, slug_sr_latn="novo")
    assert client.get(f"{SERBIAN}a/").status_code == 301

    organisation.unpublish()
    assert client.get(f"{SERBIAN}novo/").status_code == 404


def test_without_a_published_directory_there_is_nothing_to_lead_from(directory):
    organisation = make()
    directory.unpublish()
    change(organisation, slug_sr_latn="novo")

    assert redirects() == {}
    assert organisation.url_in("sr-latn") is None


def test_what_lacks_its_english_is_named_and_serbian_lacks_nothing():
    organisation = make(city_sr_latn="Niš", source_name_sr_latn="Spisak", source_name_en="List")

    assert organisation.missing_fields("en") == ["name", "city"]
    assert organisation.missing_fields("sr-latn") == []
    assert organisation.is_translated("sr-latn") and not organisation.is_translated("en")


def test_while_nothing_is_a_site_an_organisation_may_change_its_address():
    organisation = make()
    Site.objects.all().delete()
    change(organisation, slug_sr_latn="novo")

    assert redirects() == {}
    assert Organisation.objects.get(pk=organisation.pk).slug_sr_latn == "novo"
