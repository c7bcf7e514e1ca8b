"""What is known of each link, and where it stands."""

import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkState(models.TextChoices):
    """Whether a link leads somewhere; from what is worst to what is best."""

    ERROR = "error", pgettext_lazy("a link", "error")
    UNREACHABLE = "unreachable", pgettext_lazy("a link", "unreachable")
    REDIRECT = "redirect", pgettext_lazy("a link", "has moved")
    UNCHECKED = "unchecked", pgettext_lazy("a link", "not checked yet")
    FINE = "fine", pgettext_lazy("a link", "fine")


class Reason(models.TextChoices):
    """Why nothing came back, or nothing that could be used."""

    STATUS = "status", _("The host answers %(status)s.")
    NAME = "name", _("There is no such host.")
    CONNECTION = "connection", _("The host does not answer.")
    TIME = "time", _("The host takes more than 10 seconds.")
    CERTIFICATE = "certificate", _("The certificate is not valid: browsers warn of it.")
    PRIVATE = "private", _("The address lies inside a private network.")
    REDIRECTS = "redirects", _("It leads on and on without end.")
    MALFORMED = "malformed", _("This is no address that can be opened.")
    PROTOCOL = "protocol", _("The host answers something that no browser understands.")
    GONE = "gone", _("What it leads to on this site is not there or not published.")


class CheckedLink(models.Model):
    """One address, wherever it stands."""

    url = models.CharField(max_length=2000, unique=True)
    state = models.CharField(max_length=12, choices=LinkState, default=LinkState.UNCHECKED, db_index=True)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    leads_to = models.CharField(max_length=2000, blank=True)
    since = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    # Somebody has looked and says that it may stay so; until its state changes.
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    @property
    def explanation(self) -> str:
        """Return in words what is the matter; empty where nothing is."""
        if self.reason:
            return str(Reason(self.reason).label) % {"status": self.status}
        return self.leads_to

    def note(self, state: str, reason: str, status: int | None, leads_to: str) -> None:
        """Write down what a check has found."""
        now = timezone.now()
        if state != self.state:
            self.since, self.accepted_at, self.accepted_by = now, None, None
        self.state, self.reason, self.status, self.leads_to = state, reason, status, leads_to[:2000]
        self.checked_at = now
        self.save()


class LinkPlace(models.Model):
    """A place in the content at which a link stands."""

    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="places")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=100)
    field = models.CharField(max_length=200)
    edit_url = models.CharField(max_length=500)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title} › {self.field}"

    @property
    def kind_label(self) -> str:
        """Return what sort of thing the link stands in."""
        return kind_label(self.kind)


def kind_label(kind: str) -> str:
    """Return the name of a model in the language of the one who reads it."""
    return str(apps.get_model(kind)._meta.verbose_name)


def last_check() -> datetime.datetime | None:
    """Return when a link was last checked."""
    newest: Any = CheckedLink.objects.aggregate(at=models.Max("checked_at"))
    found: datetime.datetime | None = newest["at"]
    return found
