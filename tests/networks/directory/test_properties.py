"""Facets and files on whatever there may be: every number equals a recount, files parse back."""

import csv
import io
import json

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.directory import freshness
from networks.directory.bits import as_set, numbers_in
from networks.directory.facets import Choices
from networks.directory.listing_page import PAGE_SIZE, listing
from networks.directory.parameters import PARAMETERS
from networks.models import FieldOfWork
from networks.open_data import geojson, sheets
from networks.open_data.licence import Terms
from networks.open_data.records import collect
from networks.spreadsheets.cells import from_cell
from tests.database import examples
from tests.factories import make_membership, make_organisation

pytestmark = pytest.mark.django_db

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
ORGANISATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "country": st.sampled_from(["", "RS", "GR"]),
            "city_sr_latn": st.sampled_from(["", "Niš", "Užice", "Atina"]),
            "do_not_publish_location": st.booleans(),
            "live": st.sampled_from([True, True, True, False]),
            "fields": st.sets(st.sampled_from(["a", "b"])),
            "memberships": st.lists(
                st.tuples(
                    st.sampled_from([0, 1]),
                    st.sampled_from(["member", "partner"]),
                    st.sampled_from(["current", "unconfirmed", "former"]),
                ),
                max_size=3,
            ),
        }
    ),
    max_size=6,
)
RELAXED = settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Undo(Exception):
    """Ends an example without leaving anything in the database."""


@pytest.fixture
def write(directory, make_network):
    """Write generated organisations into two networks."""
    networks = [make_network("Prva", slug="prva"), make_network("Druga", slug="druga")]
    FieldOfWork.objects.all().delete()
    fields = {key: FieldOfWork.objects.create(key=key, name_sr_latn=key) for key in "ab"}

    def put(organisations):
        for organisation in organisations:
            rest = {
                name: organisation[name]
                for name in ("country", "city_sr_latn", "do_not_publish_location", "live")
            }
            made = make_organisation(organisation["name"], **rest)
            made.fields_of_work.set([fields[key] for key in organisation["fields"]])
            made.save()
            for network, kind, state in organisation["memberships"]:
                confirmation = "unconfirmed" if state == "unconfirmed" else "confirmed"
                make_membership(
                    networks[network],
                    made,
                    kind=kind,
                    is_former=state == "former",
                    confirmation=confirmation,
                )

    return put


def fits(one, chosen):
    """Say again, in plain words, whether an organisation fits."""
    memberships = [
        ("prva" if network == 0 else "druga", {"member": "clanica"}.get(kind, kind), state)
        for network, kind, state in one["memberships"]
    ]
    wanted = chosen.get("vrsta")
    states = {"sadasnja": "current", "nepotvrdjena": "unconfirmed", "nekadasnja-clanica": "former"}
    town = (
        ""
        if one["do_not_publish_location"]
        else {"Niš": "nis", "Užice": "uzice"}.get(one["city_sr_latn"], "atina")
    )
    return (
        one["live"]
        and chosen.get("zemlja", one["country"]) == one["country"]
        and ("mesto" not in chosen or (bool(one["city_sr_latn"]) and chosen["mesto"].split("-")[0] == town))
        and ("oblast" not in chosen or chosen["oblast"] in one["fields"])
        and (
            not {"mreza", "vrsta"} & set(chosen)
            or any(
                chosen.get("mreza", network) == network
                and state == states.get(wanted, "current")
                and (wanted in states or wanted in {None, kind})
                for network, kind, state in memberships
            )
        )
    )


@RELAXED
@given(organisations=ORGANISATIONS, data=st.data())
def test_every_number_equals_a_recount_with_the_other_choices_kept(write, organisations, data):
    with pytest.raises(Undo), transaction.atomic(), translation.override("sr-latn"):
        write(organisations)
        index = freshness.index("sr-latn")
        chosen = {}
        for facet in Choices(index, {}).facets():
            keys = [option.key for option in facet.options]
            # A town of one name in two countries has its country behind it; those are tested apart.
            if keys and facet.name != "town" and data.draw(st.booleans()):
                chosen[facet.parameter] = data.draw(st.sampled_from(keys))
        query = QueryDict(mutable=True)
        query.update(chosen)
        choices = Choices.read(index, query)

        assert choices.matching().bit_count() == sum(
            fits(organisation, chosen) for organisation in organisations
        )
        for facet in choices.facets():
            if facet.name == "town":
                continue
            for option in facet.options:
                other = {**chosen, facet.parameter: option.key}
                assert option.number == sum(fits(organisation, other) for organisation in organisations), (
                    chosen,
                    option,
                )
        raise Undo


@RELAXED
@given(organisations=ORGANISATIONS)
def test_town_numbers_add_up_to_the_organisations_with_a_public_town(write, organisations):
    with pytest.raises(Undo), transaction.atomic(), translation.override("sr-latn"):
        write(organisations)
        (towns,) = [
            facet for facet in Choices(freshness.index("sr-latn"), {}).facets() if facet.name == "town"
        ]

        public = [
            organisation
            for organisation in organisations
            if organisation["live"]
            and organisation["city_sr_latn"]
            and not organisation["do_not_publish_location"]
        ]
        assert sum(option.number for option in towns.options) == len(public)
        raise Undo


@RELAXED
@given(organisations=ORGANISATIONS, language=st.sampled_from(["sr-latn", "en"]))
def test_files_parse_back_to_what_was_written(write, organisations, language):
    with pytest.raises(Undo), transaction.atomic(), translation.override(language):
        write(organisations)
        choices = Choices(freshness.index(language), {})
        data = collect(choices, "/d/", "https://site.example")
        records = list(data.records())
        shown = listing(choices, "/d/")

        assert [organisation["page"] for organisation in records] == [
            f"https://site.example{entry.url}" for letter in shown.letters for entry in letter.entries
        ]
        written = "".join(sheets.organisations(data, None)).removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(written, newline="")))
        assert [from_cell(row["name"]) for row in rows] == [organisation["name"] for organisation in records]
        document = json.loads("".join(geojson.json_document(data, Terms("", "", None), "")))
        assert document["organisations"] == records
        raise Undo


@given(numbers=st.sets(st.integers(min_value=0, max_value=60)), order=st.permutations(range(50)))
def test_a_set_in_some_order_is_those_of_the_order_that_are_in_it(numbers, order):
    assert list(numbers_in(as_set(numbers), order)) == [number for number in order if number in numbers]


@given(
    query=st.dictionaries(st.sampled_from([*PARAMETERS["sr-latn"].values(), "page"]), st.text(max_size=30))
)
@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_is_answered(directory, client, query):
    usable = {
        key: text
        for key, text in query.items()
        if text.isprintable() and text.encode("utf-8", "ignore") == text.encode("utf-8", "replace")
    }

    response = client.get("/organizacije/", usable, follow=True)

    assert response.status_code == (404 if response.context["choices"].unknown else 200)
    assert len(response.context["shown"].letters) <= PAGE_SIZE
