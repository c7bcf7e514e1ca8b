"""Choices carry their own words and what the code asks of them, so a new one can be forgotten nowhere."""

import pytest
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models import Membership, NetworkPage
from networks.models.choices import DescribedChoices
from networks.models.membership import MembershipKind
from networks.models.network_page import NetworkKind
from tests.contracts.sources import ROOMS


def own_choices():
    """Return all choices of this project."""
    all_choices = [*TextChoices.__subclasses__(), *DescribedChoices.__subclasses__()]
    return [choice for choice in all_choices if choice.__module__.split(".")[0] in ROOMS]


# Keys by which the code finds its own groups and workflows: nobody is shown them.
KEYS = {"Role.Key", "StaffWorkflow.Key"}
MEMBERS = [member for choices in own_choices() if choices.__qualname__ not in KEYS for member in choices]
# Of what is not in the catalogue English comes back, so only these may read the same.
SAME_IN_BOTH = {"partner"}


def words(member):
    """Return the label of a choice and whatever else of it is there to be read."""
    return [value for value in vars(member).values() if isinstance(value, Promise)]


def test_there_are_choices_to_look_at():
    assert {NetworkKind, MembershipKind} <= set(own_choices())


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_a_choice_has_its_words_in_both_languages(member):
    assert words(member)
    for word in words(member):
        with translation.override("en"):
            english = str(word)
        with translation.override("sr-latn"):
            assert str(word) != "" != english
            assert str(word) != english or english in SAME_IN_BOTH


def test_a_choice_without_its_words_cannot_be_written_down():
    with pytest.raises(ValueError, match="shorter"):

        class Forgotten(DescribedChoices):
            heading: str
            LOCAL = "local", _("local network")


@pytest.fixture
def add_choice(monkeypatch):
    """Add a choice to those of a class while a test runs."""

    def add(choices, name, value, *facts, label):
        member = choices.__new_member__(choices, value, *facts)
        member._name_, member._label_, member._sort_order_ = name, label, len(choices)
        monkeypatch.setattr(choices, "_member_names_", [*choices._member_names_, name])
        monkeypatch.setitem(choices._member_map_, name, member)
        monkeypatch.setitem(choices._value2member_map_, value, member)

    return add


def test_a_new_kind_of_network_is_shown_on_every_list_of_networks(db, client, client_en, add_choice):
    add_choice(NetworkKind, "LOCAL", "local", _("Local networks"), False, label=_("local network"))
    NetworkPage.objects.filter(slug="preugovor").update(kind="local")

    for response in (client.get("/"), client.get("/mreze/"), client_en.get("/"), client_en.get("/networks/")):
        assert response.status_code == 200
        assert "Local networks" in response.content.decode()
    for path in ("/mreze/preugovor/", "/vremenska-linija/", "/organizacije/"):
        assert client.get(path).status_code == 200


def test_a_new_kind_of_membership_can_be_chosen_in_the_directory(db, client, add_choice):
    add_choice(MembershipKind, "GUEST", "guest", ("gost", "guest"), False, False, label=_("guest"))
    membership = Membership.objects.filter(
        network__slug="la-strada-international", is_former=False, until=""
    ).first()
    Membership.objects.filter(pk=membership.pk).update(kind="guest")

    assert client.get("/mreze/la-strada-international/").status_code == 200
    response = client.get("/organizacije/", {"vrsta": "gost"})
    assert response.status_code == 200
    assert str(membership.organisation) in response.content.decode()
