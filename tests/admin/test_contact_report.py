"""Staff find whom they cannot reach and what to check, and one button says that they have checked it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from networks.contacts import contacts_of, published_contacts
from networks.models import Organisation, PublicPhone
from networks.partial_dates import today
from tests.factories import fresh, make_organisation

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
REPORT = "contact_report"


@pytest.fixture
def organisation(db: None) -> Organisation:
    """An organisation with an old number, whose website is known well."""
    found = make_organisation(
        "A za proveru", website="https://za-proveru.example/", website_confidence="confirmed",
        website_as_of="2019", website_source_url="https://za-proveru.example/o-nama",
    )  # fmt: skip
    PublicPhone.objects.create(organisation=found, number="016 555 7788", confidence="old", as_of="2018-12")
    found.save_revision().publish()
    return found


def shown(client: Client, query: str = "") -> str:
    response = client.get(f"{reverse(REPORT)}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def button_of(organisation: Organisation, kind: str) -> str:
    (contact,) = [contact for contact in contacts_of(organisation) if contact.kind == kind]
    return reverse("contact_checked_today", args=[organisation.pk, contact.key])


def test_the_report_names_what_waits_and_what_is_old(client_of: LogIn, organisation: Organisation) -> None:
    make_organisation("Bez ičega")
    client = client_of("Urednice")

    assert "016 555 7788" in shown(client, "state=to_check")
    assert "za-proveru.example" not in shown(client, "state=to_check")
    assert "https://za-proveru.example/" in shown(client, "state=old&kind=website")
    assert "Bez ičega" in shown(client, "state=none")
    without = shown(client, "reachable=no")
    assert "Bez ičega" in without
    assert "A za proveru" not in without


def test_the_report_is_a_table_to_take_away(client_of: LogIn, organisation: Organisation) -> None:
    response = client_of("Urednice").get(f"{reverse(REPORT)}?export=csv&state=to_check")
    text = b"".join(response).decode()

    assert "016 555 7788" in text
    assert "za-proveru.example" not in text


def test_a_number_is_shown_from_the_moment_somebody_has_checked_it(
    client_of: LogIn, organisation: Organisation
) -> None:
    assert "phone" not in {contact.kind for contact in published_contacts(organisation)}

    response = client_of("Moderatorke").post(button_of(organisation, "phone"), {"back": "state=to_check"})

    assert response["Location"] == f"{reverse(REPORT)}?state=to_check"
    (phone,) = PublicPhone.objects.filter(organisation=organisation)
    assert (phone.confidence, phone.checked_on) == ("confirmed", today())
    page = Client().get(organisation.url_in("sr-latn")).content.decode()
    assert 'href="tel:+381165557788"' in page


def test_a_website_is_checked_in_the_same_way(client_of: LogIn, organisation: Organisation) -> None:
    client_of("Moderatorke").post(button_of(organisation, "website"))

    organisation = fresh(organisation)
    assert (organisation.website_confidence, organisation.website_checked_on) == ("confirmed", today())
    assert not organisation.has_unpublished_changes
    assert "https://za-proveru.example/" not in shown(client_of("Urednice"), "state=old")


def test_who_may_not_publish_leaves_it_to_those_who_may(client_of: LogIn, organisation: Organisation) -> None:
    client_of("Urednice").post(button_of(organisation, "phone"))

    assert PublicPhone.objects.get(organisation=organisation).confidence == "old"
    latest = fresh(organisation).get_latest_revision_as_object()
    assert [phone.confidence for phone in latest.phones.all()] == ["confirmed"]


def test_a_draft_and_a_lock_are_not_written_over(client_of: LogIn, organisation: Organisation) -> None:
    organisation.name_sr_latn = "U nacrtu"
    organisation.save_revision()

    client_of("Moderatorke").post(button_of(organisation, "phone"))

    assert PublicPhone.objects.get(organisation=organisation).confidence == "old"
    assert fresh(organisation).get_latest_revision_as_object().name_sr_latn == "U nacrtu"


@pytest.mark.parametrize("role", ["Prevoditeljke"])
def test_who_may_not_change_data_presses_in_vain(
    client_of: LogIn, organisation: Organisation, role: str
) -> None:
    client_of(role).post(button_of(organisation, "phone"))

    assert PublicPhone.objects.get(organisation=organisation).confidence == "old"


@pytest.mark.parametrize("key", ["phone-999999", "email", "nista"])
def test_a_contact_that_is_not_there_is_not_found(
    client_of: LogIn, organisation: Organisation, key: str
) -> None:
    url = reverse("contact_checked_today", args=[organisation.pk, key])

    assert client_of("Moderatorke").post(url).status_code == 404
    assert client_of("Administratorke").get(url).status_code == 405
