"""The starter content keeps to the rules that it is delivered with."""

import pytest

from astra_site.content_checks.subjects import check_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def findings(starter_content):
    return [
        (checked.title, place.label, place.finding)
        for checked in check_everything()
        for place in checked.places
        if place.is_error or place.finding.rule.endswith("-differ") or place.finding.rule == "count-differs"
    ]


def test_the_starter_content_has_no_slips_and_says_the_same_in_both_languages(findings):
    assert findings == []
