"""The people who work in the admin."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Own model from the first migration: it cannot be swapped in later."""
