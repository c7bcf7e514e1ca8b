"""Who is at work and what she may do, as the admin asks it: of a name and a password, of a session."""

from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from wagtail.users.models import UserProfile

from astra_site.accounts.backend import StaffBackend
from astra_site.accounts.models import User, WrongAnswers
from networks.models import StandardPage
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_name_or_a_password_that_is_missing_is_no_try(person: User) -> None:
    backend = StaffBackend()
    assert backend.authenticate(None, None, PASSWORD) is None
    assert backend.authenticate(None, person.username, None) is None
    assert not WrongAnswers.objects.exists()
    # Without a browser too, tries are counted; a right one is taken back.
    assert authenticate(None, username=person.username, password=PASSWORD) == person
    assert [row.times for row in WrongAnswers.objects.all()] == [[], []]
    for _ in range(3):
        assert authenticate(None, username=person.username, password="x") is None
    with pytest.raises(PermissionDenied):
        backend.authenticate(None, person.username, PASSWORD)


def test_nobody_is_known_who_is_switched_off_or_gone(person: User, owner: User) -> None:
    backend = StaffBackend()
    UserProfile.objects.create(user=person, preferred_language="en")
    assert backend.get_user(owner.pk) == owner
    assert backend.get_user(person.pk).wagtail_userprofile.preferred_language == "en"
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert backend.get_user(person.pk) is None and backend.get_user(0) is None


def test_rights_of_ones_own_and_of_each_role_are_read_at_once_and_of_nobody_who_is_gone(
    person: User, owner: User, django_assert_num_queries: Callable
) -> None:
    person.user_permissions.add(Permission.objects.get(codename="edit_safety"))
    again = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        found = again.get_all_permissions()
        assert again.has_perm("accounts.edit_safety") and again.has_perm("accounts.edit_source")
    expected = {
        f"{right.content_type.app_label}.{right.codename}"
        for right in Permission.objects.filter(group__user=person) | Permission.objects.filter(user=person)
    }
    assert found == expected
    assert User.objects.get(pk=owner.pk).get_all_permissions() > found
    page, again = StandardPage.objects.first(), User.objects.get(pk=person.pk)
    with django_assert_num_queries(0):
        # Of one thing Django's rules know nothing, and nobody is asked.
        assert again.get_all_permissions(page) == set()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert User.objects.get(pk=person.pk).get_all_permissions() == set()
