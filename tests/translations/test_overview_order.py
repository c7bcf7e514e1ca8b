"""In which order the overview stands, what it counts, and what goes out of it as a file."""

import csv
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from astra_site.translations import decisions, recording
from astra_site.translations.report import SHOWN_STATES, counts, in_overview
from astra_site.translations.roots import roots
from astra_site.translations.states import OPEN_STATES, Decision, State
from networks.models import NetworkPage
from tests.translations.test_overview import OVERVIEW, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    """A network with an outdated and a missing text, and one that shall stay blank."""
    page = NetworkPage.objects.get(slug="at-mreza")
    publish(page, lead_sr_latn="Nova rečenica.", short_name_en="", our_role_note_sr_latn="Beleška.")
    publish(page, our_role_note_en="")
    return page


def rows_of(response):
    return list(response.context["object_list"])


def test_what_waits_comes_first_and_the_fields_of_a_thing_stand_together(admin_client, network):
    response = admin_client.get(OVERVIEW)
    assert list(response.context["table"].columns) == ["label", "kind", "field_label", "state", "source_text"]
    rows = rows_of(response)
    waits = [row.state in OPEN_STATES for row in rows]
    assert waits == sorted(waits, reverse=True) and True in waits and False in waits
    done = [
        (row.label, row.root_type_id, row.root_id, row.pk) for row in rows if row.state not in OPEN_STATES
    ]
    assert done == sorted(done)
    assert State.NOTHING not in {row.state for row in rows}


@pytest.mark.parametrize(("ordering", "is_reversed"), [("label", False), ("-label", True)])
def test_whoever_sorts_by_a_heading_gets_that_order(ordering, is_reversed, admin_client, network):
    rows = rows_of(admin_client.get(OVERVIEW, {"ordering": ordering}))
    labels = [row.label for row in rows]
    assert labels == sorted(labels, reverse=is_reversed) and len(set(labels)) > 1
    of_one = [(row.root_type_id, row.root_id, row.pk) for row in rows if row.label == labels[0]]
    assert of_one == sorted(of_one)
    by_state = [row.state for row in rows_of(admin_client.get(OVERVIEW, {"ordering": "state"}))]
    assert by_state == sorted(by_state)


def test_the_numbers_are_of_what_is_searched_and_the_catalogues_are_beside_them(admin_client, network):
    response = admin_client.get(OVERVIEW, {"q": "nova recenica"})
    assert response.context["state_counts"] == [
        (state, label, 1 if state == State.OUTDATED else 0) for state, label in SHOWN_STATES
    ]
    assert "locale/sr_Latn/LC_MESSAGES/django.po" in response.text
    whole = admin_client.get(OVERVIEW).context
    assert {state: number for state, _label, number in whole["state_counts"]} == counts(in_overview())
    # What a script puts into the page is the list alone.
    results = admin_client.get(reverse("translations:overview_results"), {"state": "outdated"})
    assert "Nova rečenica." in results.text and "<html" not in results.text
    assert "state_counts" not in results.context


def test_one_may_choose_by_every_kind_of_thing_and_by_no_other(admin_client, network):
    form = admin_client.get(OVERVIEW).context["filters"].form
    chosen = form.fields["root_type"].queryset
    models = [kind.model_class() for kind in chosen]
    assert set(models) == set(roots())
    assert [(kind.app_label, kind.model) for kind in chosen] == sorted(
        (kind.app_label, kind.model) for kind in ContentType.objects.get_for_models(*roots()).values()
    )
    assert [key for key, _label in form.fields["state"].choices if key] == [key for key, _ in SHOWN_STATES]


def test_a_file_has_what_people_read_and_nothing_for_what_nobody_decided(admin_client, admin_user, network):
    row = recording.of_root(network).get(field="short_name")
    decisions.decide(row.pk, Decision.BLANK, admin_user, row.source)
    response = admin_client.get(OVERVIEW, {"export": "csv", "q": network.title})
    heading, *lines = list(csv.reader(StringIO(response.getvalue().decode())))
    assert len(heading) == len(set(heading)) == 7 and heading[:4] == ["Naziv", "Vrsta", "Polje", "Stanje"]
    by_field = {line[2]: line for line in lines}
    assert by_field["kratak naziv"][5] == "admin" and by_field["kratak naziv"][6]
    assert by_field["uvod"][3] == "zastarelo" and by_field["uvod"][5:] == ["", ""]
    assert {line[0] for line in lines} == {network.title} and len(lines) > 20


def test_a_line_takes_no_query_of_its_own(admin_client, network, django_assert_max_num_queries):
    admin_client.get(OVERVIEW)
    with django_assert_max_num_queries(40):
        admin_client.get(OVERVIEW)
