"""After a change the directory is made anew, of what is known already as far as it goes."""

import pytest

from astra_site.caching.cache import clear_all
from networks.directory import freshness
from networks.directory.word_sets import words_of
from networks.models import Organisation

pytestmark = pytest.mark.django_db


def test_a_change_makes_one_version_anew_and_only_the_words_of_what_changed() -> None:
    clear_all()
    freshness.index("sr-latn")
    assert freshness.DIRECTORY["en"].known is None and freshness.DIRECTORY["sr-cyrl"].known is None
    worked_out = words_of.cache_info().misses
    organisation = Organisation.objects.filter(live=True).first()
    organisation.name_sr_latn = "Udruženje Đurđevak"
    organisation.save()
    index = freshness.index("sr-latn")
    assert index.with_words("djurdjevak").bit_count() == 1
    assert words_of.cache_info().misses == worked_out + 1


def test_what_is_withdrawn_or_hidden_is_gone_at_once_in_every_version() -> None:
    here = Organisation.objects.filter(live=True, do_not_publish_location=False).exclude(city_sr_latn="")
    withdrawn, hidden = here[:2]
    for version in ("sr-latn", "en"):
        assert {withdrawn.pk, hidden.pk} <= set(freshness.index(version).organisations)
    withdrawn.unpublish()
    Organisation.objects.filter(pk=hidden.pk).update(do_not_publish_location=True)
    for version in ("sr-latn", "en"):
        index = freshness.index(version)
        assert withdrawn.pk not in index.organisations
        place = index.places[index.organisations.index(hidden.pk)]
        assert (place.town, place.public_city, place.longitude) == ("", "", None)
