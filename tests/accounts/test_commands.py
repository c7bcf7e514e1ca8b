"""What whoever runs the site does with accounts at a terminal: each command, and where it refuses."""

import time
from collections.abc import Callable
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from astra_site.accounts import throttle
from astra_site.accounts.models import AuditEntry, User, WrongAnswers

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str) -> str:
    output = StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_a_newcomer_gets_one_administrator_whose_password_is_shown_once(settings) -> None:
    settings.IS_LOCAL, settings.WAGTAILADMIN_BASE_URL = True, "http://localhost:8123"
    shown = said("make_local_administrator")

    made = User.objects.get(is_superuser=True)
    password = shown.partition("password  ")[2].split()[0]
    assert made.get_username() == "admin" and made.check_password(password) and len(password) == 20
    assert "http://localhost:8123/admin/" in shown and "user      admin" in shown
    assert said("make_local_administrator") == ""
    assert User.objects.filter(is_superuser=True).count() == 1


def test_no_administrator_is_made_on_a_server_or_in_the_place_of_somebody(settings) -> None:
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="Only for one's own machine"):
        said("make_local_administrator")
    settings.IS_LOCAL = True
    User.objects.create_user("admin")
    with pytest.raises(CommandError, match="There is a user admin who is no administrator"):
        said("make_local_administrator")
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_owner_who_has_lost_her_factor_is_helped_by_her_name(
    owner: User, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(owner)
    with_app(person)
    version = owner.factors_version
    mail.outbox.clear()

    assert said("reset_factors", "vlasnica").startswith("vlasnica sets up a new second factor")

    owner.refresh_from_db()
    assert [factor.user for factor in Authenticator.objects.all()] == [person]
    assert owner.factors_version == version + 1
    noted = AuditEntry.objects.get(action="factor_reset")
    assert (noted.person, noted.about) == ("", "vlasnica")
    # As one of the owners, and as whose account it is.
    assert [letter.to for letter in mail.outbox] == [["vlasnica@example.org"]] * 2
    with pytest.raises(CommandError, match="There is no account nema-je"):
        said("reset_factors", "nema-je")


def test_a_timer_forgets_what_counts_no_more_though_nobody_tries_again() -> None:
    with time_machine.travel(time.time() - throttle.SECONDS - 2, tick=True):
        throttle.note(RequestFactory().post("/"), "password", "vesna")
    throttle.note(RequestFactory().post("/"), "password", "mira")
    kept = set(WrongAnswers.objects.values_list("pk", flat=True))
    with time_machine.travel(time.time() - throttle.SECONDS - 2, tick=True):
        throttle.note(RequestFactory().post("/"), "password", "ana")
    said("forget_wrong_answers")

    assert set(WrongAnswers.objects.values_list("pk", flat=True)) == kept and len(kept) == 2
