"""`manage.py do_scheduled`: what is due, every five minutes by a timer."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from astra_site.runs.noting import noted


class Command(BaseCommand):
    """Publishes and withdraws what is due, and forgets what the throttle of logins no longer counts."""

    help = (
        "Publishes and withdraws what is due, and forgets old wrong answers. For a timer, every five minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and write down that it was done."""
        with noted("scheduled"):
            call_command("publish_scheduled", stdout=self.stdout)
            call_command("forget_wrong_answers", stdout=self.stdout)
