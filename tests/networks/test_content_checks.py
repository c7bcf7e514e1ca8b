"""What the content checks find in the data of networks and organisations: each row has one thing wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from astra_site.uploads.models import SiteImage
from networks import content_checks
from networks.models import Deed, Membership, NetworkPage, Organisation, StatedCount
from tests import factories
from tests.uploads.pictures import drawing, saved

pytestmark = pytest.mark.django_db


def found(problems):
    return [(problem.rule, str(problem.excerpt)) for problem in problems]


def counted(*counts, members=(), members_list="complete"):
    """Return what is found of a network with these numbers and members, none of them saved."""
    page = NetworkPage(title="Mreža", members_list=members_list)
    page.stated_counts = [StatedCount(**{"what_sr_latn": "članica", **count}) for count in counts]
    page.memberships = [
        Membership(organisation=Organisation(pk=key, ended=fields.pop("ended", "")), **fields)
        for key, fields in enumerate([dict(member) for member in members], start=1)
    ]
    return [excerpt for _rule, excerpt in found(content_checks.stated_count(page))]


ASSOCIATE = {"kind": "associate"}
ASSOCIATES = {"number": 1, "what_sr_latn": "pridruženih članica"}


@pytest.mark.parametrize(
    ("counts", "members", "expected"),
    [
        ([{"number": 2}], [{}, {}], []),
        ([{"number": 3}], [{}, {}], ["3 članica ≠ 2"]),
        ([{"number": 1}], [{}, {}], ["1 članica ≠ 2"]),
        ([{"number": 1, "qualifier": "more_than"}], [{}, {}], []),
        ([{"number": 2, "qualifier": "more_than"}], [{}, {}], ["2 članica ≠ 2"]),
        # The newest number counts, and only one that is of members.
        ([{"number": 9, "as_of": "2019"}, {"number": 1, "as_of": "2024"}], [{}], []),
        ([{"number": 1, "as_of": "2019"}, {"number": 9, "as_of": "2024"}], [{}], ["9 članica ≠ 1"]),
        ([{"number": 9, "what_sr_latn": "zemalja"}], [{}], []),
        ([{"number": 9, "what_sr_latn": "zaposlenih u svim članicama"}], [{}], []),
        ([{"number": 9, "what_sr_latn": "nevladinih organizacija"}], [{}], ["9 nevladinih organizacija ≠ 1"]),
        ([], [{}], []),
        # Associate members are counted apart, partners not at all.
        ([{"number": 1}], [{}, ASSOCIATE, {"kind": "partner"}], []),
        ([ASSOCIATES], [{}, ASSOCIATE], []),
        ([ASSOCIATES], [ASSOCIATE, ASSOCIATE], ["1 pridruženih članica ≠ 2"]),
        ([{"number": 2}, ASSOCIATES], [{}, ASSOCIATE], ["2 članica ≠ 1"]),
        # Who had left by then was not counted, and who left later was.
        ([{"number": 1, "as_of": "2019"}], [{}, {"until": "2018"}], []),
        ([{"number": 1, "as_of": "2019"}], [{}, {"until": "2019"}], []),
        ([{"number": 2, "as_of": "2019"}], [{}, {"until": "2020"}], []),
        ([{"number": 2, "as_of": "2019"}], [{}, {"ended": "2020"}], []),
        ([{"number": 1, "as_of": "2019"}], [{}, {"ended": "2018"}], []),
        ([{"number": 1, "as_of": "2019"}], [{}, {"is_former": True}], []),
        ([{"number": 1}], [{}, {"until": "2020"}], []),
        ([{"number": 1}], [{}, {"confirmation": "unconfirmed"}], []),
    ],
)
def test_a_stated_number_agrees_with_a_list_that_claims_to_be_complete(counts, members, expected):
    assert counted(*counts, members=members) == expected


def test_a_list_that_claims_nothing_is_compared_with_no_number():
    assert counted({"number": 9}, members=[{}], members_list="selection") == []


def test_one_organisation_with_two_memberships_is_counted_once():
    page = NetworkPage(title="Mreža", members_list="complete")
    organisation = Organisation(pk=1)
    page.stated_counts = [StatedCount(number=1, what_sr_latn="članica")]
    page.memberships = [Membership(organisation=organisation, since=since) for since in ("2001", "2010")]

    assert not list(content_checks.stated_count(page))


@pytest.mark.parametrize("source", [{"source_name_sr_latn": "Spisak"}, {"source_url": "https://a.rs"}])
def test_whoever_says_something_says_where_it_is_from(source):
    page = NetworkPage(title="Mreža", **source)
    assert not list(content_checks.sources(page))
    page.memberships = [Membership(organisation_id=1), Membership(organisation_id=2), Membership(**source)]
    page.stated_counts = [StatedCount(number=8, what_sr_latn="članica"), StatedCount(number=9, **source)]
    page.deeds = [Deed(text_sr_latn="Nešto."), Deed(text_sr_latn="Drugo.", **source)]

    assert [excerpt for _rule, excerpt in found(content_checks.sources(page))] == [
        "članstva bez izvora: 2", "8 članica", "Nešto.",
    ]  # fmt: skip
    assert [problem.field for problem in content_checks.sources(NetworkPage())] == ["source_url"]
    assert not list(content_checks.organisation_source(Organisation(**source)))
    assert [problem.field for problem in content_checks.organisation_source(Organisation())] == ["source_url"]


@pytest.mark.parametrize(
    ("serbian", "english", "columns"),
    [
        ("http://a.rs", "", ["website_sr_latn"]), ("", "http://a.rs", ["website_en"]),
        ("http://a.rs", "http://a.rs", ["website_sr_latn", "website_en"]),
        ("https://a.rs", None, []), ("", "https://a.rs/?http://", []),
    ],
)  # fmt: skip
def test_a_website_without_https_is_found_in_its_language(serbian, english, columns):
    page = NetworkPage(website_sr_latn=serbian, website_en=english)
    assert [problem.field for problem in content_checks.insecure_network(page)] == columns

    organisation = content_checks.insecure_organisation(Organisation(website=serbian))
    assert [problem.field for problem in organisation] == ["website"] * ("website_sr_latn" in columns)


def test_a_picture_without_a_description_is_found_once():
    picture = SiteImage.objects.create(
        title="Znak", file=SimpleUploadedFile("z.png", saved(drawing(), "png"))
    )
    organisation = factories.make_organisation("Žene", logo=picture)
    assert found(content_checks.undescribed_pictures(organisation)) == [("picture-undescribed", "Znak")]

    picture.alt_text_sr_latn = "Znak Žena"
    picture.save()
    organisation.logo = picture
    assert not list(content_checks.undescribed_pictures(organisation))


def test_capitals_are_learnt_from_names_and_acronyms_and_long_names_need_no_mark(networks):
    factories.make_page(networks, "Mreža KVAZIMO", NetworkPage, acronym="ZIMZELEN")
    factories.make_organisation(
        "Udruženje GRADAC", name_en="Society BASTION", legal_name="PRAVNIK", original_name="Das HAUSEN Haus",
        original_language="de", former_names="Društvo STAROST", acronym="KRATI",
    )  # fmt: skip
    names = content_checks.names()

    assert {"KVAZIMO", "ZIMZELEN", "GRADAC", "BASTION", "PRAVNIK", "HAUSEN", "KRATI"} <= names.acronyms
    # What is gone may have been wrong.
    assert "STAROST" not in names.acronyms
    assert "Udruženje GRADAC" in names.names and "PRAVNIK" not in names.names
    assert not {"Das HAUSEN Haus", "Society BASTION"} & names.names
