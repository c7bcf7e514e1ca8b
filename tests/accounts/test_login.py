"""The form of the login: what it asks, and why it lets nobody in."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from astra_site.accounts.login import ANOTHER_WAY, TOO_MANY, LoginForm
from astra_site.accounts.models import User
from tests.accounts.conftest import give_password

pytestmark = pytest.mark.django_db


def test_the_login_form_has_its_two_fields_by_their_names_and_nothing_written_into_them(
    client: Client,
) -> None:
    form = client.get(reverse("wagtailadmin_login")).context["form"]

    assert [str(field.label) for field in form.fields.values()] == ["Korisničko ime", "Lozinka"]
    assert not [field for field in form.fields.values() if "placeholder" in field.widget.attrs]


@pytest.mark.parametrize("has_mail", [True, False, None])
def test_after_too_many_tries_the_way_by_mail_is_told_where_there_is_mail(
    has_mail: bool | None, client: Client, person: User, settings
) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = has_mail
    if has_mail is None:
        # Wagtail takes it for on where nobody has said anything.
        del settings.WAGTAIL_PASSWORD_RESET_ENABLED
    for _ in range(3):
        give_password(client, person.username, "ovo-nije-njena-lozinka")
    form = give_password(client, person.username).context["form"]

    assert form.non_field_errors() == [str(TOO_MANY), str(ANOTHER_WAY)][: 1 if has_mail is False else 2]


def test_whoever_has_no_role_is_told_whom_to_ask_and_is_not_in(client: Client, person: User) -> None:
    person.groups.clear()
    form = give_password(client, person.username).context["form"]

    assert form.non_field_errors().as_data()[0].code == "no_role"
    assert "_auth_user_id" not in client.session
    refused = LoginForm(None)
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(ValidationError) as told:
        refused.confirm_login_allowed(User.objects.get(pk=person.pk))
    assert told.value.code == "inactive"
