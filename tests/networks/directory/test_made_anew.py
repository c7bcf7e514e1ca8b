"""After a change the directory is made anew, of what is known already as far as it goes."""

import pytest

from astra_site.caching.cache import clear_all
from astra_site.cyrillic.models import CyrillicSettings
from astra_site.languages import script
from networks.directory import freshness
from networks.directory.index import Index
from networks.directory.rows import DirectoryContent
from networks.directory.sets import Sets
from networks.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what is read and made."""
    clear_all()
    done: list[str] = []
    read, build = freshness.sets_of, freshness.build

    def noted_read(content: DirectoryContent) -> Sets:
        done.append("read")
        return read(content)

    def noted_build(sets: Sets, version: str) -> Index:
        done.append(version)
        return build(sets, version)

    monkeypatch.setattr(freshness, "sets_of", noted_read)
    monkeypatch.setattr(freshness, "build", noted_build)
    return done


def test_the_organisations_are_read_once_for_all_versions(readings: list[str]) -> None:
    here = [freshness.index(language) for language in ("sr-latn", "en", "sr-latn")]
    assert readings == ["read", "sr-latn", "en"]
    assert here[0].rows is here[1].rows and here[0].order != here[1].order


def test_a_change_makes_only_that_version_anew_that_is_asked_for(readings: list[str]) -> None:
    freshness.index("sr-latn")
    freshness.index("en")
    readings.clear()
    organisation = Organisation.objects.filter(live=True).first()
    organisation.name_sr_latn = "Udruženje Đurđevak"
    organisation.save()
    index = freshness.index("sr-latn")
    assert index.with_words("djurdjevak").bit_count() == 1
    assert readings == ["read", "sr-latn"]
    # As large as what there is now, and of no use.
    assert freshness.VERSIONS["en"].known is None


def test_a_name_for_cyrillic_changes_its_order_without_a_reading(readings: list[str]) -> None:
    with script.cyrillic():
        before = freshness.index("sr-latn")
    settings = CyrillicSettings.objects.first() or CyrillicSettings()
    settings.latin_names = "ASTRA\nAtina"
    settings.save()
    readings.clear()
    with script.cyrillic():
        after = freshness.index("sr-latn")
    assert readings == ["sr-cyrl"]
    assert before is not after


def test_what_is_withdrawn_or_hidden_is_gone_at_once_in_every_version() -> None:
    here = Organisation.objects.filter(live=True, do_not_publish_location=False).exclude(city_sr_latn="")
    withdrawn, hidden = here[:2]
    for version in ("sr-latn", "en"):
        index = freshness.index(version)
        assert None not in (index.number_of(withdrawn.pk), index.number_of(hidden.pk))
    withdrawn.unpublish()
    Organisation.objects.filter(pk=hidden.pk).update(do_not_publish_location=True)
    for version in ("sr-latn", "en"):
        index = freshness.index(version)
        assert index.number_of(withdrawn.pk) is None
        (place,) = index.places([index.number_of(hidden.pk)])
        assert (place.town, place.public_city, place.longitude) == ("", "", None)
