"""Who belongs to what, and when: no contradiction gets into the database by a form."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from astra_site.editing.kept_rows import new_key
from networks.models import Membership, NetworkPage, Organisation
from tests import factories
from tests.pages.editing import form_data

CONFIRMED = {"confirmation": "confirmed"}


def spans(*pairs):
    """Return a membership of one organisation for each (since, until, former)."""
    return [Membership(organisation_id=1, since=pair[0], until=pair[1], is_former=pair[2]) for pair in pairs]


def refused(membership):
    """Return the fields at which `membership` is refused."""
    try:
        membership.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", set()),
        ("2013", "", set()),
        ("", "2013", set()),
        ("2013", "2013", set()),
        ("2013-05", "2013", set()),
        ("2013", "2013-01-01", set()),
        ("2013-05-02", "2013-05-01", {"until"}),
        ("2013-06", "2013-05", {"until"}),
        ("2014", "2013", {"until"}),
        ("2014", "2013-12", {"until"}),
    ],
)
def test_an_end_is_not_before_the_beginning(since, until, expected):
    assert refused(Membership(since=since, until=until)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()), ({"until": "2015"}, {"confirmation"}), ({"is_former": True}, {"confirmation"}),
    ],
)  # fmt: skip
def test_what_has_ended_is_known_so_it_is_not_unconfirmed(fields, expected):
    assert refused(Membership(confirmation="unconfirmed", **fields)) == expected
    assert refused(Membership(confirmation="confirmed", **fields)) == set()


def test_an_end_that_is_still_to_come_is_refused():
    today = timezone.localdate()
    for until in (today + timedelta(days=1), today.replace(today.year + 1, 1, 1)):
        assert refused(Membership(until=until.isoformat())) == {"until"}
    for until in (today.isoformat(), str(today.year)):
        assert refused(Membership(until=until)) == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("", "", False), ("", "", False), True),
        (("2010", "", False), ("2015", "", False), True),
        (("2010", "2015", False), ("2015", "", False), False),
        (("2010", "2015-03", False), ("2015-03", "", False), False),
        (("2010", "2015-03-02", False), ("2015-03-01", "", False), True),
        (("2010", "2015-03-01", False), ("2015-03-01", "", False), False),
        (("2010", "2015", False), ("2014", "", False), True),
        (("2010", "2012", False), ("2014", "2016", False), False),
        (("2010", "2012", False), ("", "", False), True),
        (("2010", "2012", True), ("", "", False), True),
        (("", "", True), ("2014", "", False), False),
        (("", "", True), ("", "", True), True),
    ],
)
def test_two_times_overlap_when_they_must(one, other, expected):
    left, right = spans(one, other)

    assert left.overlaps(right) is expected
    assert right.overlaps(left) is expected


def test_different_organisations_never_overlap():
    assert not Membership(organisation_id=1).overlaps(Membership(organisation_id=2))


def edit_members(editor, network, rows):
    """Send the network's form with `rows` as its members."""
    data = {
        **form_data(NetworkPage.objects.get(pk=network.pk), editor.user, network.get_parent()),
        **nested_form_data(
            {"memberships": inline_formset([{**CONFIRMED, "key": new_key(), **row} for row in rows])}
        ),
        "action-publish": "1",
    }
    return editor.client.post(reverse("wagtailadmin_pages:edit", args=(network.pk,)), data)


def test_the_form_refuses_one_organisation_twice_at_one_time(editor, network):
    key = factories.make_organisation("Atina").pk

    response = edit_members(
        editor,
        network,
        [{"organisation": key, "kind": "member"}, {"organisation": key, "kind": "founder", "since": "2015"}],
    )

    assert response.status_code == 200
    assert response.context["form"].formsets["memberships"].forms[1].errors["organisation"]
    assert not network.memberships.exists()


def test_the_form_takes_one_who_left_and_came_back(editor, network):
    key = factories.make_organisation("Atina").pk

    response = edit_members(
        editor,
        network,
        [
            {"organisation": key, "kind": "associate", "since": "2010", "until": "2015"},
            {"organisation": key, "kind": "member", "since": "5.2015."},
        ],
    )

    assert response.status_code == 302
    assert sorted(network.memberships.values_list("since", "until")) == [("2010", "2015"), ("2015-05", "")]


def test_a_row_that_is_being_removed_does_not_count(editor, network):
    organisation = factories.make_organisation("Atina")
    old = factories.make_membership(network, organisation)
    data = {
        **form_data(NetworkPage.objects.get(pk=network.pk), editor.user, network.get_parent()),
        **nested_form_data(
            {
                "memberships": inline_formset(
                    [
                        {**CONFIRMED, "key": old.key, "organisation": organisation.pk, "kind": "member"},
                        {
                            **CONFIRMED,
                            "key": new_key(),
                            "organisation": organisation.pk,
                            "kind": "founder",
                            "since": "2015",
                        },
                    ]
                )
            }
        ),
        "memberships-removed": old.key,
        "action-publish": "1",
    }

    response = editor.client.post(reverse("wagtailadmin_pages:edit", args=(network.pk,)), data)

    assert response.status_code == 302
    assert network.memberships.get().kind == "founder"


def test_a_note_in_one_language_stays_in_it(editor, network):
    key = factories.make_organisation("Atina").pk

    edit_members(editor, network, [{"organisation": key, "kind": "member", "note_sr_latn": "Osnivačica"}])

    membership = network.memberships.get()
    assert membership.note_sr_latn == "Osnivačica"
    assert not membership.note_en


def test_an_organisation_in_use_cannot_be_deleted(editor, network):
    organisation = factories.make_organisation("Atina")
    factories.make_membership(network, organisation)
    ReferenceIndex.create_or_update_for_object(network)

    with pytest.raises(ProtectedError):
        organisation.delete()

    url = reverse(organisation.snippet_viewset.get_url_name("delete"), args=(organisation.pk,))
    assert editor.client.post(url).status_code in {302, 403, 200}
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_the_usage_of_an_organisation_names_the_network_once(editor, network):
    organisation = factories.make_organisation("Atina")
    factories.make_membership(network, organisation)
    ReferenceIndex.create_or_update_for_object(NetworkPage.objects.get(pk=network.pk))

    usage = ReferenceIndex.get_references_to(organisation)
    assert [(one.object_id, one.model_path) for one in usage] == [
        (str(network.pk), "memberships.item.organisation")
    ]
    url = reverse(organisation.snippet_viewset.get_url_name("usage"), args=(organisation.pk,))
    assert "AT mreža" in editor.client.get(url).text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"our_since": "2015", "our_until": "2014"}, {"our_until"}),
        ({"our_since": "2015", "our_until": "2015"}, set()),
        ({"strategy_from": 2024, "strategy_until": 2020}, {"strategy_until"}),
        ({"strategy_from": 2020, "strategy_until": 2024}, set()),
    ],
)
def test_a_networks_own_spans_end_after_they_begin(network, fields, expected):
    for name, value in fields.items():
        setattr(network, name, value)

    assert refused(network) == expected
