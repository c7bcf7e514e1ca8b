"""`manage.py reset_factors NAME`: for an owner who has lost her factor and is the only one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from astra_site.accounts.factors.managing import reset
from astra_site.accounts.models import User


class Command(BaseCommand):
    """Takes somebody's factors away; she sets up new ones at her next login."""

    help = "Takes the second factor of an account away; its person sets up a new one at her next login."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name."""
        parser.add_argument("name", help="with which the person logs in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, note it, and tell the person and the owners.

        Raises:
            CommandError: nobody has this name.
        """
        person = User.objects.filter(username=options["name"]).first()
        if person is None:
            raise CommandError(f"There is no account {options['name']}")
        reset(person)
        self.stdout.write(f"{person.get_username()} sets up a new second factor at the next login")
