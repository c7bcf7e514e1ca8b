"""`manage.py make_local_administrator`: lets a newcomer log in on their own machine."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

NAME = "admin"
PASSWORD_BYTES = 15


class Command(BaseCommand):
    """Makes one administrator with a random password, when there is none yet."""

    help = "Makes an administrator with a random password, shown once. Only on one's own machine."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the administrator and print the password, which is kept nowhere.

        Raises:
            CommandError: this is a public server, or somebody else has the name.
        """
        if not settings.IS_LOCAL:
            raise CommandError("Only for one's own machine. Here: manage.py createsuperuser")
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        if users.filter(username=NAME).exists():
            raise CommandError(f"There is a user {NAME} who is no administrator: manage.py createsuperuser")
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        users.create_superuser(NAME, password=password)
        self.stdout.write(
            f"\n  Log in at {settings.WAGTAILADMIN_BASE_URL}/admin/"
            f"\n  user      {NAME}"
            f"\n  password  {password}"
            "\n  (shown this once)\n"
        )
