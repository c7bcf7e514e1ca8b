"""The people who work in the admin, and the roles that they have."""

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff. Own model from the first migration: it cannot be swapped in later."""

    class Meta(AbstractUser.Meta):
        permissions = [
            ("edit_source", _("Can edit Serbian texts and all data")),
            ("edit_translations", _("Can edit English texts")),
            ("edit_safety", _("Can set the exit and show a secret place again")),
        ]


class Role(models.Model):
    """By what the program knows a group. Its name is the administrators' own and may change."""

    class Key(models.TextChoices):
        """The roles of staff."""

        EDITORS = "editors"
        MODERATORS = "moderators"
        TRANSLATORS = "translators"
        SAFETY = "safety"
        ADMINISTRATORS = "administrators"

    key = models.CharField(max_length=30, primary_key=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role")

    class Meta:
        verbose_name = "role"
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
