"""What templates make of a date, of a thing for search engines, and of the glossary."""

import pytest
from django.template.context import Context
from django.utils import translation

from networks.models import Deed, Membership, NetworkPage
from networks.templatetags import glossary, open_data, partial_dates

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        ("2019-07", "", '<time datetime="2019-07">jul 2019.</time>'),
        ("2018", "2021", "2018–2021."),
        ("2018-05", "2021", "od maja 2018. do 2021."),
        ("2018", "2021-05", "od 2018. do maja 2021."),
        ("", "2021", "do 2021."),
    ],
)
def test_a_deed_says_when_it_was(began, ended, said):
    assert partial_dates.deed_dates(Deed(began=began, ended=ended)) == said


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        ("2013-05", "sr-latn", "Podatak iz <time datetime=\"2013-05\">maja 2013.</time>"),
        ("2013-05-03", "sr-latn", "Podatak od <time datetime=\"2013-05-03\">3. maja 2013.</time>"),
        ("2013", "en", "Information from <time datetime=\"2013\">2013</time>"),
    ],
)  # fmt: skip
def test_data_say_since_when_nobody_has_verified_them(value, language, said):
    with translation.override(language):
        assert partial_dates.data_from(value) == said


def test_how_long_we_belong_is_told_whole_or_in_years():
    network = NetworkPage(our_since="2013-05", our_until="2015-02-03")

    assert partial_dates.our_since(network) == "od maja 2013. do 3. februara 2015."
    assert partial_dates.our_years(network) == "od 2013. do 2015."
    assert partial_dates.since(Membership(since="2013-05")) == "od maja 2013."
    assert partial_dates.partial_date("") == '<time datetime=""></time>'


# What search engines are told, and the glossary


def test_what_says_nothing_is_not_said_to_search_engines():
    assert open_data.json_ld(None) == open_data.json_ld({}) == ""
    said = open_data.json_ld({"name": "Žene </script> & <b>"})
    assert said == (
        '<script type="application/ld+json">{"@context": "https://schema.org", '
        '"name": "Žene \\u003C/script\\u003E \\u0026 \\u003Cb\\u003E"}</script>'
    )


def test_the_terms_of_the_glossary_are_those_of_the_database(rf):
    assert glossary.terms(Context({"request": rf.get("/")}))
