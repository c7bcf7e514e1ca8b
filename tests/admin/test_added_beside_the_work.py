"""An organisation that is added beside the work on a network, and what its line of the list offers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from networks.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
CREATE = "wagtailsnippetchoosers_networks_organisation:create"
LIST = "wagtailsnippets_networks_{}:list"


def add(client: Client, **fields: str) -> dict:
    return client.post(reverse(CREATE), fields).json()


def test_it_is_a_draft_of_whoever_added_it_and_waits_to_be_approved(client_of: LogIn) -> None:
    answer = add(client_of("Urednice"), name_sr_latn="Sasvim nova", country="RS", website="https://nova.rs")
    new = Organisation.objects.get(name_sr_latn="Sasvim nova")

    assert answer["step"] == "chosen" and answer["result"]["id"] == str(new.pk)
    assert (new.live, new.country, new.website) == (False, "RS", "https://nova.rs")
    person = new.latest_revision.user
    assert person.username == "osoba-Urednice"
    assert new.current_workflow_state.requested_by == person
    (entry,) = ModelLogEntry.objects.filter(object_id=new.pk, action="wagtail.create")
    assert entry.user == person


def test_one_with_nearly_such_a_name_is_added(client_of: LogIn) -> None:
    make_organisation("Ženski centar Užice")

    assert add(client_of("Urednice"), name_sr_latn="Ženski centar Užica")["step"] == "chosen"


@pytest.mark.parametrize(
    ("role", "is_offered"), [("", True), ("Urednice", True), ("Bezbednost", True), ("Prevoditeljke", False)]
)
def test_the_switch_of_secrecy_is_offered_beside_organisations_to_who_may_turn_it(
    client_of: LogIn, role: str, is_offered: bool
) -> None:
    hidden = make_organisation("Aaa skrivena", do_not_publish_location=True)
    client = client_of(role)
    answer = client.get(reverse(LIST.format("organisation")))

    assert (reverse("secret_place", args=[hidden.pk]) in answer.text) == is_offered
    assert ("Tajnost mesta" in answer.text) == is_offered
    assert "organisation-place" not in client.get(reverse(LIST.format("fieldofwork"))).text
