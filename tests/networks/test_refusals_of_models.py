"""What the models of the domain refuse: each row has exactly one reason, and its neighbour is taken."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from networks.models import Deed, NetworkPage, Organisation, PublicPhone
from networks.models.fact import Fact, is_told, label_of
from networks.partial_dates import today

# A page that is not stored yet asks which language Wagtail takes it for.
pytestmark = pytest.mark.django_db
TODAY = today()
# Not tomorrow, which may have come before the tests have run.
TO_COME = TODAY + datetime.timedelta(days=2)
SURE = {"email": "a@example.org", "email_confidence": "confirmed"}
SITE = {"website": "https://a.example/", "website_confidence": "likely"}
ORGANISATIONS = [
    ({}, set()),
    (SURE, {"email_source_url"}),
    (SITE, {"website_source_url"}),
    ({**SURE, **SITE}, {"email_source_url", "website_source_url"}),
    ({**SURE, "email_source_url": "https://izvor.example/"}, set()),
    ({**SURE, "email_checked_on": TODAY}, set()),
    ({**SURE, "email_checked_on": TO_COME}, {"email_checked_on"}),
    # Who is not shown to visitors needs no source, and what is empty shows nothing.
    ({**SURE, "email_confidence": "unconfirmed"}, set()),
    ({"email_confidence": "confirmed", "website_confidence": "confirmed"}, set()),
    ({"email_as_of": str(TODAY)}, set()),
    ({"email_as_of": str(TO_COME)}, {"email_as_of"}),
    ({"website_as_of": str(TO_COME)}, {"website_as_of"}),
    ({"activity": "active"}, set()),
    ({"activity": "active", "ended": "2015"}, {"activity"}),
    ({"activity": "unknown", "ended": "2015"}, set()),
    ({"activity_as_of": str(TODAY)}, set()),
    ({"activity_as_of": str(TO_COME)}, {"activity_as_of"}),
    ({"latitude": -90, "longitude": -180}, set()),
    ({"latitude": 90, "longitude": 180}, set()),
    ({"latitude": -90.5, "longitude": 0}, {"latitude"}),
    ({"latitude": 0, "longitude": 180.5}, {"longitude"}),
    ({"founded": "2013", "ended": "2013"}, set()),
    ({"ended": "2012"}, set()),
]
NETWORKS = [
    ({"our_since": "2015-05", "our_until": "2015"}, set()),
    ({"our_since": "2015-05-02", "our_until": "2015-05-02"}, set()),
    ({"our_since": "2015-05-02", "our_until": "2015-05-01"}, {"our_until"}),
    ({"our_since": "2015"}, set()),
    ({"our_until": "2015"}, set()),
    ({"strategy_from": 2020, "strategy_until": 2020}, set()),
    ({"strategy_from": 2020, "strategy_until": 2019}, {"strategy_until"}),
    ({"strategy_from": 2020}, set()),
    ({"strategy_until": 2019}, set()),
]
DEEDS = [
    ({"began": "2018-05-02", "ended": "2018-05-02"}, set()),
    ({"began": "2018-05-02", "ended": "2018-05-01"}, {"ended"}),
    ({"began": "2018"}, set()),
    ({"ended": "2018"}, set()),
]
PHONES = [
    ({"confidence": "confirmed"}, {"source_url"}),
    # Of a number nobody is sure enough that is only likely, so visitors do not see it.
    ({"confidence": "likely"}, set()),
    ({"confidence": "confirmed", "checked_on": TODAY}, set()),
]


def refused(thing):
    """Return where a thing is refused for more than the shape of one field."""
    try:
        thing.clean()
        thing.clean_fields(exclude={field.name for field in thing._meta.fields} - {"latitude", "longitude"})
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(("fields", "expected"), ORGANISATIONS)
def test_an_organisation_is_refused_where_it_contradicts_itself(fields, expected):
    assert refused(Organisation(name_sr_latn="Proba", **fields)) == expected


@pytest.mark.parametrize(("fields", "expected"), NETWORKS)
def test_a_network_is_refused_where_it_ends_before_it_begins(network, fields, expected):
    for name, value in fields.items():
        setattr(network, name, value)

    assert refused(network) == expected


@pytest.mark.parametrize(("fields", "expected"), DEEDS)
def test_a_deed_is_refused_where_it_ends_before_it_began(fields, expected):
    assert refused(Deed(text_sr_latn="Nešto.", **fields)) == expected


@pytest.mark.parametrize(("fields", "expected"), PHONES)
def test_a_number_that_visitors_would_see_is_refused_without_a_source(fields, expected):
    assert refused(PublicPhone(number="011 785 0000", **fields)) == expected


# What a record tells


@pytest.mark.parametrize(
    ("name", "fields", "is_public"),
    [
        ("city", {"city_sr_latn": "Niš"}, True),
        ("city", {"city_sr_latn": "Niš", "do_not_publish_location": True}, False),
        ("latitude", {"latitude": 0.0, "longitude": 0.0}, True),
        ("latitude", {"latitude": 0.0}, False),
        ("coordinates_precision", {"latitude": 1.0, "longitude": 2.0}, True),
        ("coordinates_precision", {"latitude": 1.0}, False),
        (
            "coordinates_precision",
            {"latitude": 1.0, "longitude": 2.0, "do_not_publish_location": True},
            False,
        ),
        ("country", {"country": "RS", "do_not_publish_location": True}, True),
        ("website", SITE, True),
        ("website", {**SITE, "website_confidence": "unconfirmed"}, False),
        ("website", {**SITE, "ended": "2015"}, False),
        ("website_as_of", {**SITE, "website_as_of": "2024"}, True),
        ("website_as_of", {"website_as_of": "2024", "website_confidence": "likely"}, False),
        ("website_as_of", {**SITE, "website_confidence": "unconfirmed", "website_as_of": "2024"}, False),
    ],
)
def test_a_fact_is_told_where_it_gives_nothing_away_and_has_what_it_needs(name, fields, is_public):
    organisation = Organisation(name_sr_latn="Proba", **fields)
    (fact,) = [fact for fact in Organisation.facts if fact.name == name]

    assert is_told(organisation, fact) is is_public


def test_a_choice_that_there_is_not_any_more_is_named_as_it_is_stored():
    fact = Fact("activity")

    assert label_of(Organisation(activity="active"), fact) == "radi"
    assert label_of(Organisation(activity="asleep"), fact) == "asleep"


# A network's own properties


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"title_en": "Mreža", "short_name_en": "M"}, "en"),
        ({"title_en": "Network", "short_name_en": "M"}, ""),
        ({"title_en": "Mreža", "short_name_en": "M", "name_language": ""}, ""),
    ],
)
def test_a_name_is_a_foreign_one_where_it_is_the_same_in_both_languages(fields, language):
    page = NetworkPage(**{"title": "Mreža", "short_name_sr_latn": "M", "name_language": "en", **fields})

    assert page.foreign_language("title") == language
    assert page.foreign_language("acronym") == ""


@pytest.mark.parametrize(
    ("year", "has_ended"),
    [(None, False), (TODAY.year - 1, True), (TODAY.year, False), (TODAY.year + 1, False)],
)
def test_a_strategy_has_ended_when_its_last_year_is_over(year, has_ended):
    assert NetworkPage(strategy_until=year).strategy_has_ended is has_ended


def test_a_network_says_of_itself_what_it_is():
    usual = NetworkPage()
    assert not usual.is_status and not usual.has_ended and usual.has_members and not usual.has_complete_list
    assert NetworkPage(kind="un_status").is_status
    assert NetworkPage(status="ended").has_ended
    assert not NetworkPage(members_list="none").has_members
    assert NetworkPage(members_list="complete").has_complete_list
    assert (usual.stated_count, usual.other_counts) == (None, [])
