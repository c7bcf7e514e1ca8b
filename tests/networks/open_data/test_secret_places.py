"""S10: whatever the place, no output of the site tells where an organisation is that keeps it secret."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from astra_site.search.models import SearchEntry
from networks.models import Organisation
from networks.open_data import files
from tests.database import examples
from tests.factories import make_membership, make_organisation
from tests.networks.open_data.conftest import DIRECTORIES, file_url

pytestmark = pytest.mark.django_db

PAGES = {"sr-latn": ["/mreze/at-mreza/", "/"], "en": ["/en/networks/at-network/", "/en/"]}
# Words that stand nowhere else on the site, in any case.
TOWNS = st.text(alphabet="qwxyćžš", min_size=6, max_size=14).map(str.capitalize)
LATITUDES = st.floats(min_value=-90, max_value=90).map(lambda value: round(value, 5) + 0.0000123)
LONGITUDES = st.floats(min_value=-180, max_value=180).map(lambda value: round(value, 5) + 0.0000123)


class Undo(Exception):
    """Ends an example without leaving anything in the database."""


def instances(organisation, network):
    """Return all that a visitor or a program can get that may speak of `organisation`."""
    client, found = Client(), {}
    for language, directory in DIRECTORIES.items():
        addresses = [
            directory,
            f"{directory}?zemlja=RS",
            organisation.url_in(language),
            *PAGES[language],
            *(file_url(file.key, language) for file in files.FILES),
        ]
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            found[address] = response.content.decode()
    call_command("rebuild_search", verbosity=0)
    entries = SearchEntry.objects.filter(url__in=found)
    found["the search index"] = " ".join(f"{entry.title} {entry.text}" for entry in entries)
    return found


def asked_by_town(town):
    client = Client()
    return [
        client.get(DIRECTORIES["sr-latn"], {"mesto": town}),
        client.get(file_url("json", "sr-latn"), {"mesto": town}),
    ]


@settings(
    max_examples=examples(6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    town=TOWNS,
    town_en=TOWNS,
    latitude=LATITUDES,
    longitude=LONGITUDES,
    precision=st.sampled_from(["city", "address"]),
)
@example(town="Qwxyćžšq", town_en="Wxqyxwq", latitude=0.0, longitude=0.0, precision="address")
def test_a_secret_place_appears_in_no_output(
    directory, network, town, town_en, latitude, longitude, precision
):
    with pytest.raises(Undo), transaction.atomic():
        one = make_organisation(
            "Sigurna kuća",
            name_en="Safe house",
            country="RS",
            city_sr_latn=town,
            city_en=town_en,
            latitude=latitude,
            longitude=longitude,
            coordinates_precision=precision,
            do_not_publish_location=True,
        )
        make_membership(network, one)
        make_organisation("Javna kuća kulture", country="RS", city_sr_latn="Niš", city_en="Niš")

        for where, text in instances(one, network).items():
            for secret in (town, town_en):
                assert secret.lower() not in text.lower(), where
            if latitude or longitude:
                assert repr(latitude) not in text, where
                assert repr(longitude) not in text, where
        page, file = asked_by_town(town)
        assert page.status_code == 404
        assert "Sigurna kuća" not in page.content.decode()
        assert page.context["choices"].unknown
        raise Undo


def test_the_same_place_is_told_where_it_is_no_secret(directory, network):
    one = make_organisation(
        "Javna",
        name_en="Public",
        country="RS",
        city_sr_latn="Qwxyćžš",
        latitude=1.2345678,
        longitude=2.3456789,
    )
    make_membership(network, one)

    found = instances(one, network)

    for key in ("organisations_csv", "json", "geojson"):
        assert "1.2345678" in found[file_url(key, "sr-latn")]
        assert "Qwxyćžš" in found[file_url(key, "sr-latn")]
    assert "Qwxyćžš" in found["/organizacije/"]
    assert "Qwxyćžš" in found["the search index"]


@pytest.mark.parametrize("key", ["json", "organisations_csv", "geojson", "memberships_csv"])
def test_a_place_made_secret_past_all_signals_is_not_told_by_a_file_of_its_town(
    directory, network, client, key
):
    one = make_organisation("Sigurna kuća", country="RS", city_sr_latn="Niš", latitude=43.3, longitude=21.9)
    make_membership(network, one)
    address = file_url(key, "sr-latn")
    client.get(address, {"mesto": "nis"})
    Organisation.objects.filter(pk=one.pk).update(do_not_publish_location=True)

    assert "Sigurna kuća" not in client.get(address, {"mesto": "nis"}).content.decode()
    assert "43.3" not in client.get(address).content.decode()
