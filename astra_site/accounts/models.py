"""The people who work in the admin, and the roles that they have."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class User(AbstractUser):
    """A member of staff. Own model from the first migration: it cannot be swapped in later."""

    # Grows with each change of her second factor, and ends all sessions from before it.
    factors_version = models.PositiveIntegerField(default=0, editable=False)
    counted = ngettext_lazy("%(number)s user", "%(number)s users", "number")

    class Meta(AbstractUser.Meta):
        permissions = [
            ("edit_source", _("Can edit Serbian texts and all data")),
            ("edit_translations", _("Can edit English texts")),
            ("edit_safety", _("Can set the exit and show a secret place again")),
        ]

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold to go on: it changes with the password and with the factors."""
        return self._with_factors(super().get_session_auth_hash(), settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Yield the same for the secret keys of before."""
        yield from map(
            self._with_factors, super().get_session_auth_fallback_hash(), settings.SECRET_KEY_FALLBACKS
        )

    def _with_factors(self, digest: str, key: str | bytes) -> str:
        salt, value = "astra_site.accounts.factors", f"{digest}{self.factors_version}"
        return salted_hmac(salt, value, secret=key, algorithm="sha256").hexdigest()


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


class WrongAnswers(models.Model):
    """When wrong passwords or codes were given of late, for one account and one kind of browser.

    Its key is a keyed digest: neither names nor addresses can be read from it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{len(self.times)} until {self.until}"


class AuditEntry(models.Model):
    """What somebody did that an owner may want to know of: who came in, who changed rights or content.

    It outlives the account, so the names stand in it. It never holds a password, a code or an address.
    """

    class Action(models.TextChoices):
        """What can be done."""

        LOGIN = "login", _("logged in")
        LOGIN_FAILED = "login_failed", _("login refused: wrong password")
        CODE_FAILED = "code_failed", _("login refused: wrong code")
        CODES_GUESSED = "codes_guessed", _("many wrong codes after the right password")
        CONFIRMED = "confirmed", _("confirmed who is at work")
        FACTOR_ADDED = "factor_added", _("set up a second factor")
        FACTOR_REMOVED = "factor_removed", _("removed a second factor")
        FACTOR_RESET = "factor_reset", _("reset someone's second factor")
        CODES_MADE = "codes_made", _("made recovery codes")
        PASSWORD = "password", _("changed a password")
        ACCOUNT = "account", _("changed an account")
        ROLE = "role", _("changed roles")
        PUBLISH = "publish", _("published")
        UNPUBLISH = "unpublish", _("unpublished")
        DELETE = "delete", _("deleted")
        EXPORT = "export", _("exported")

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    action = models.CharField(_("what happened"), max_length=20, choices=Action)
    person = models.CharField(_("who"), max_length=200, blank=True)
    about = models.CharField(_("about what"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        default_permissions = ()
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person} {self.action} {self.about}"
