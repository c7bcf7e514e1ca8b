"""The people who work in the admin."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. Own model from the first migration: it cannot be swapped in later."""

    class Meta(AbstractUser.Meta):
        permissions = [
            ("edit_source", _("Can edit Serbian texts and all data")),
            ("edit_translations", _("Can edit English texts")),
            ("edit_safety", _("Can set the exit and show a secret place again")),
        ]
