"""What is published gets the copies of its pictures.

They are made after the transaction: drawing takes seconds, in which no other editor could save.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published

from astra_site.uploads import permissions, renditions
from astra_site.uploads.models import SiteImage

permissions.register()


@receiver(published)
def make_renditions(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Make the copies that the page of `instance` asks for."""
    transaction.on_commit(partial(renditions.make_shown_by, instance))


@receiver(post_save, sender=SiteImage)
def renew_renditions(sender: type[Model], instance: SiteImage, created: bool, **kwargs: Any) -> None:
    """Make the copies of a picture that pages show already: Wagtail drops those of its old file."""
    if not created:
        transaction.on_commit(partial(renditions.make_where_used, instance))
