"""`manage.py forget_wrong_answers`: deletes what the throttle no longer counts, though nobody tries again."""

from typing import Any

from django.core.management.base import BaseCommand

from astra_site.accounts import throttle


class Command(BaseCommand):
    """Deletes keyed digests of names and addresses that are older than five minutes."""

    help = "Deletes what the throttle of logins no longer counts. For a timer."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete."""
        throttle.forget_old()
