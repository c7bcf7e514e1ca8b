"""An organisation's names, addresses, order and place."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from networks.models import FieldOfWork, Organisation
from tests import factories
from tests.pages.editing import errors, saved
from tests.pages.tree import redirects


def make(name="Žene u akciji", **fields):
    return factories.make_organisation(name, **fields)


# Addresses


@pytest.mark.parametrize(
    ("fields", "slugs"),
    [
        ({}, ("zene-u-akciji", "zene-u-akciji")),
        ({"name_en": "Women in action"}, ("zene-u-akciji", "women-in-action")),
        ({"slug_sr_latn": "zua", "slug_en": "wia"}, ("zua", "wia")),
        ({"name_en": "中文"}, ("zene-u-akciji", "zene-u-akciji")),
    ],
)
def test_addresses_are_made_from_the_names(db, fields, slugs):
    organisation = make(**fields)

    assert (organisation.slug_sr_latn, organisation.slug_en) == slugs


def test_a_second_one_of_the_same_name_takes_the_next_free_addresses(db):
    first, second = make(name_en="Same"), make(name_en="Same")

    assert (second.slug_sr_latn, second.slug_en) == (f"{first.slug_sr_latn}-2", "same-2")


def test_names_of_which_no_address_can_be_made_do_not_collide(db):
    assert {make("中文").slug_sr_latn, make("日本").slug_sr_latn} == {"organizacija", "organizacija-2"}


def test_a_long_name_fits_into_its_address(db):
    assert len(make("đ" * 200).slug_sr_latn) <= 120


@pytest.mark.parametrize("field", ["slug_sr_latn", "slug_en"])
def test_a_taken_address_is_a_message_at_its_field(editor, db, field):
    make("Prva", slug_sr_latn="prva", slug_en="first")
    second = make("Druga")

    response = editor.edit_snippet(second, **{field: "prva" if field == "slug_sr_latn" else "first"})

    assert field in errors(response)
    assert not Organisation.objects.filter(pk=second.pk, **{field: "prva"}).exists()


def test_an_organisation_is_created_and_published_in_the_admin(editor, directory):
    assert saved(editor.create_snippet(Organisation, name_sr_latn="Nova"))

    organisation = Organisation.objects.get(name_sr_latn="Nova")
    assert organisation.live
    assert not organisation.name_en
    assert not organisation.about_en
    assert organisation.latest_revision.content["name"] == "Nova"
    assert organisation.latest_revision.object_str == "Nova"


def test_a_name_changed_in_one_language_changes_that_language_only(editor, directory):
    organisation = make(name_en="Women in action", city_sr_latn="Beograd")

    assert saved(editor.edit_snippet(organisation, name_en="Women in Action"))

    organisation.refresh_from_db()
    assert (organisation.name_sr_latn, organisation.name_en) == ("Žene u akciji", "Women in Action")
    assert (organisation.city_sr_latn, organisation.city_en or "") == ("Beograd", "")


def texts(organisation):
    """Return the name in both languages and the town in both."""
    columns = ("name_sr_latn", "name_en", "city_sr_latn", "city_en")
    return tuple(getattr(organisation, column) or "" for column in columns)


def test_a_draft_and_an_old_version_keep_each_language_in_its_place(editor, directory):
    organisation = make(name_en="Women in action")
    editor.edit_snippet(organisation, name_sr_latn="Prvo ime", name_en="", city_sr_latn="Niš")
    organisation.refresh_from_db()
    old = organisation.latest_revision
    assert texts(organisation) == ("Prvo ime", "", "Niš", "")

    assert saved(editor.edit_snippet(organisation, "draft", name_sr_latn="Nacrt", name_en="Draft"))
    organisation.refresh_from_db()
    assert texts(organisation) == ("Prvo ime", "", "Niš", "")
    assert texts(organisation.get_latest_revision_as_object()) == ("Nacrt", "Draft", "Niš", "")

    old.publish()
    organisation.refresh_from_db()
    assert texts(organisation) == ("Prvo ime", "", "Niš", "")

    organisation.unpublish()
    organisation.refresh_from_db()
    assert not organisation.live
    assert texts(organisation) == ("Prvo ime", "", "Niš", "")


@pytest.mark.parametrize("screen", ["edit", "history", "usage", "delete", "list", "add"])
def test_every_screen_opens(editor, directory, screen):
    organisation = make()
    arguments = () if screen in {"list", "add"} else (organisation.pk,)

    url = reverse(organisation.snippet_viewset.get_url_name(screen), args=arguments)

    assert editor.client.get(url).status_code == 200


def test_a_changed_address_leaves_redirects_without_a_chain(client, directory):
    Redirect.objects.all().delete()
    organisation = make(name_en="Women in action")
    for slug in ("prva", "druga"):
        organisation.slug_sr_latn = slug
        organisation.save()
    organisation.slug_en = "second"
    organisation.save()

    assert redirects() == {
        "/organizacije/zene-u-akciji": "/organizacije/druga/",
        "/organizacije/prva": "/organizacije/druga/",
        "/en/organisations/women-in-action": "/en/organisations/second/",
    }
    assert client.get("/organizacije/prva/").headers["Location"] == "/organizacije/druga/"

    organisation.slug_sr_latn = "prva"
    organisation.save()
    assert "/organizacije/prva" not in redirects()
    assert redirects()["/organizacije/druga"] == "/organizacije/prva/"


def test_redirects_follow_when_the_directory_itself_gets_another_address(client, directory):
    Redirect.objects.all().delete()
    organisation = make(name_en="Women in action")
    organisation.slug_sr_latn = "zua"
    organisation.save()

    directory.slug = "imenik"
    directory.save()

    for old in ("/organizacije/zua/", "/organizacije/zene-u-akciji/"):
        response = client.get(old)
        assert (response.status_code, response.headers["Location"]) == (301, "/imenik/zua/")
    assert client.get("/organizacije/").headers["Location"] == "/imenik/"


def test_a_draft_leaves_no_redirect(directory):
    Redirect.objects.all().delete()
    organisation = make(live=False)
    organisation.slug_sr_latn = "drugo"
    organisation.save()

    assert redirects() == {}


def test_it_has_no_address_without_a_directory(home):
    assert make().url_in("sr-latn") is None


# Order


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/organizacije/",
            "116000 | Čuvar | Ćuk | Džep | Đak | Eho | Émile | Luna | Ljubav | Njiva | Žena".split(" | "),
        ),
        ("/en/organisations/", ["116000", "Émile", "Love", "Moon", "Woman"]),
    ],
)
def test_the_directory_is_in_the_order_of_its_language(client, directory, address, expected):
    for name in ("Žena", "Ćuk", "Đak", "Čuvar", "Ljubav", "Luna", "Džep", "Njiva", "116000", "Émile", "Eho"):
        english = {"Žena": "Woman", "Ljubav": "Love", "Luna": "Moon"}.get(name, "")
        make(name, name_en=english)

    text = client.get(address).text
    places = [text.index(f">{name}<") for name in expected]
    assert places == sorted(places)


def test_the_order_follows_a_new_name(db):
    organisation = make("Žena")
    before = organisation.sort_key_sr_latn
    organisation.name_sr_latn = "Ana"
    organisation.save()

    organisation.refresh_from_db()
    assert organisation.sort_key_sr_latn < before
    assert organisation.sort_key_en == organisation.sort_key_sr_latn


# Place


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"latitude": 44.8, "longitude": 20.5}, set()),
        ({"latitude": 0.0, "longitude": 0.0}, set()),
        ({"latitude": 44.8}, {"longitude"}),
        ({"longitude": 20.5}, {"longitude"}),
        ({"latitude": 91, "longitude": 0}, {"latitude"}),
        ({"latitude": 0, "longitude": -181}, {"longitude"}),
        ({"founded": "2013-05", "ended": "2013"}, set()),
        ({"founded": "2013-05", "ended": "2013-04"}, {"ended"}),
        ({"founded": "2013", "ended": "2012"}, {"ended"}),
        ({"country": "XX"}, {"country"}),
    ],
)
def test_impossible_facts_are_refused(db, fields, expected):
    organisation = Organisation(name_sr_latn="Proba", **fields)
    try:
        organisation.full_clean()
    except ValidationError as error:
        assert set(error.message_dict) == expected
    else:
        assert expected == set()


def test_a_secret_place_has_no_town(db):
    organisation = make(city_sr_latn="Beograd", city_en="Belgrade", do_not_publish_location=True)
    assert organisation.public_city == ""

    organisation.do_not_publish_location = False
    assert organisation.public_city == "Beograd"
    with translation.override("en"):
        assert organisation.public_city == "Belgrade"


def test_a_secret_town_is_on_no_public_page(client, directory, network):
    organisation = make(
        city_sr_latn="Skrovište", city_en="Hideaway", country="RS", do_not_publish_location=True
    )
    factories.make_membership(network, organisation)

    for address in (
        "/organizacije/",
        "/organizacije/zene-u-akciji/",
        "/en/organisations/zene-u-akciji/",
        "/mreze/at-mreza/",
        "/en/networks/at-network/",
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert "Skrovište" not in response.text
        assert "Hideaway" not in response.text


# References


def test_a_link_in_a_text_is_listed_once_for_its_language(home, directory, reference_index):
    organisation = make(about_sr_latn=f'<p><a linktype="page" id="{home.pk}">Početna</a></p>')

    found = ReferenceIndex.get_references_to(home).filter(object_id=str(organisation.pk))
    assert [one.model_path.split(".")[0] for one in found] == ["about_sr_latn"]


# Fields of work


def test_a_field_of_work_is_named_in_the_visitors_language(db):
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="Pravna pomoć", name_en="Legal aid")

    with translation.override("sr-latn"):
        assert str(field) == "Pravna pomoć"
    with translation.override("en"):
        assert str(field) == "Legal aid"


def test_the_key_of_a_field_of_work_is_unique(editor, db):
    FieldOfWork.objects.create(key="proba", name_sr_latn="Prva")

    assert "key" in errors(editor.create_snippet(FieldOfWork, key="proba", name_sr_latn="Druga"))
