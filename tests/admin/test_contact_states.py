"""The report of contacts: what is to be done with each, in which order, and who may press the button."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from networks.contact_report import ContactReport, ContactRow
from networks.contacts import Contact, contacts_of
from networks.models import Organisation, PublicPhone
from networks.partial_dates import today
from tests.factories import fresh, make_organisation

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def a_year_ago() -> datetime.date:
    day = today()
    return day.replace(year=day.year - 1, day=min(day.day, 28))


@pytest.mark.parametrize(
    ("confidence", "as_of", "checked", "state"),
    [
        ("unconfirmed", "", None, "to_check"),
        ("unconfirmed", "2199", None, "to_check"),
        ("confirmed", "", None, "old"),
        ("confirmed", "2019", None, "old"),
        ("confirmed", "", 0, "fresh"),
        ("confirmed", "2019", 0, "fresh"),
        ("confirmed", "", -1, "old"),
    ],
)
def test_a_contact_is_old_a_year_after_somebody_has_vouched_for_it(
    confidence: str, as_of: str, checked: int | None, state: str
) -> None:
    day = None if checked is None else (today() if checked == 0 else a_year_ago())
    contact = Contact("email", "a@a.rs", confidence, "", as_of, day)

    row = ContactRow(Organisation(), contact, is_reachable=True)
    assert row.state == state and row.kind == "Imejl"
    assert (row.value, row.as_of, row.source_url) == ("a@a.rs", as_of, "")


def test_of_who_has_none_the_report_says_so_and_nothing_more() -> None:
    row = ContactRow(Organisation(), None, is_reachable=False)

    assert row.state == "none" and row.kind == row.value == row.dated == row.confidence_label == ""
    with pytest.raises(AttributeError):
        _ = row.nothing_like_it


@pytest.fixture
def some(db: None) -> None:
    """Only organisations of this test's own: one of each state, and one that is no more."""
    Organisation.objects.all().update(ended="2001")
    sure = {"email_confidence": "confirmed", "email_source_url": "https://a.rs"}
    make_organisation("Bez ičega")
    make_organisation("Sveža", email="s@a.rs", email_checked_on=today(), **sure)
    make_organisation("Stara", email="o@a.rs", email_as_of="2019", **sure)
    to_check = make_organisation("Za proveru", email="z@a.rs")
    PublicPhone.objects.create(organisation=to_check, number="112", confidence="confirmed", as_of="2019")
    PublicPhone.objects.create(organisation=to_check, number="116", sort_order=-1)
    make_organisation("Ugašena", email="u@a.rs", ended="2019")


def rows(client: Client, **query: str) -> list[tuple[str, str]]:
    found = client.get(reverse("contact_report"), query).context["object_list"]
    return [(row.organisation.name_sr_latn, row.value) for row in found]


def test_what_waits_comes_first_and_who_is_no_more_not_at_all(client_of: LogIn, some: None) -> None:
    client = client_of("Urednice")
    expected = [
        ("Za proveru", "116"), ("Za proveru", "z@a.rs"), ("Stara", "o@a.rs"), ("Za proveru", "112"),
        ("Sveža", "s@a.rs"), ("Bez ičega", ""),
    ]  # fmt: skip

    assert [(row.organisation.name_sr_latn, row.value) for row in ContactReport().rows] == expected
    assert rows(client) == expected
    assert rows(client, state="fresh") == [("Sveža", "s@a.rs")]
    assert rows(client, state="none") == rows(client, reachable="no") == [("Bez ičega", "")]
    assert rows(client, kind="phone") == [("Za proveru", "116"), ("Za proveru", "112")]
    assert len(rows(client, reachable="yes")) == 5
    # The button stands beside a contact, and where there is none there is nothing to check.
    assert client.get(reverse("contact_report")).text.count("/checked-today/") == 5


def press(client: Client, organisation: Organisation, back: str = "") -> str:
    (contact,) = contacts_of(organisation)
    url = reverse("contact_checked_today", args=[organisation.pk, contact.key])
    return client.post(url, {"back": back} if back else {}, follow=True).text


@pytest.fixture
def known(db: None) -> Organisation:
    organisation = make_organisation("Žene", email="a@a.rs")
    organisation.save_revision().publish()
    return fresh(organisation)


def test_who_presses_reads_what_has_become_of_it(client_of: LogIn, known: Organisation) -> None:
    said = press(client_of("Moderatorke"), known)
    assert "a@a.rs: provereno danas." in said and "kad organizacija bude objavljena" not in said
    assert fresh(known).email_confidence == "confirmed"
    assert fresh(known).latest_revision.user.username == "osoba-Moderatorke"


def test_what_is_not_published_stays_so_and_she_is_told(client_of: LogIn) -> None:
    new = make_organisation("Nova", email="n@a.rs", live=False)
    said = press(client_of("Moderatorke"), new)

    assert "n@a.rs: provereno danas. " in said
    assert not fresh(new).live and fresh(new).email_confidence == "unconfirmed"
    assert fresh(new).get_latest_revision_as_object().email_confidence == "confirmed"


def test_a_lock_of_somebody_else_is_kept(client_of: LogIn, person_of: Callable, known: Organisation) -> None:
    known.locked, known.locked_by, known.locked_at = True, person_of("Urednice"), None
    known.save()

    assert "„Žene”" in press(client_of("Moderatorke"), known)
    assert fresh(known).email_confidence == "unconfirmed" and not fresh(known).has_unpublished_changes


def test_a_visitor_and_a_translator_change_nothing(client_of: LogIn, known: Organisation) -> None:
    url = reverse("contact_checked_today", args=[known.pk, "email"])

    assert Client().post(url).status_code == 403
    client_of("Prevoditeljke").post(url)
    client_of("Bezbednost").post(url)
    assert fresh(known).email_confidence == "unconfirmed"
    assert fresh(known).get_latest_revision_as_object().email_confidence == "unconfirmed"
    missing = reverse("contact_checked_today", args=[known.pk + 1000, "email"])
    assert client_of("Moderatorke").post(missing).status_code == 404
