"""What is published gets the copies of its pictures.

They are made in the background: drawing takes seconds, for which nobody who publishes should wait.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published

from astra_site.uploads import jobs, permissions
from astra_site.uploads.models import SiteImage

permissions.register()


@receiver(published)
def make_renditions(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Make the copies that the page of `instance` asks for."""
    transaction.on_commit(partial(jobs.start_copies, instance))


@receiver(post_save, sender=SiteImage)
def renew_renditions(sender: type[Model], instance: SiteImage, created: bool, **kwargs: Any) -> None:
    """Make the copies of a picture that pages show already: Wagtail drops those of its old file."""
    if not created:
        transaction.on_commit(partial(jobs.start_renewing, instance))
