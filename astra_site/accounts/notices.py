"""Mails to owners and to those whose account has changed. They leave after the answer."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from astra_site.accounts.afterwards import do_afterwards
from astra_site.accounts.models import AuditEntry, User

logger = logging.getLogger(__name__)


def tell_owners(entry: AuditEntry) -> None:
    """Write to all owners what was done to accounts, factors or roles."""
    do_afterwards(_write_to_owners, str(entry.pk))


def tell_person(person: User, action: AuditEntry.Action) -> None:
    """Write to a person what was done to her account."""
    do_afterwards(_write_to_person, str(person.pk), action.value)


def _write_to_owners(entry_pk: str) -> None:
    entry = AuditEntry.objects.get(pk=entry_pk)
    for owner in User.objects.filter(is_superuser=True, is_active=True).exclude(email=""):
        _write(owner, gettext_noop("Account change: %(what)s"), entry)


def _write_to_person(person_pk: str, action: str) -> None:
    person = User.objects.exclude(email="").filter(pk=person_pk).first()
    if person is not None:
        entry = AuditEntry(action=action, about=person.get_username(), at=timezone.now())
        _write(person, gettext_noop("Your account: %(what)s"), entry)


def _write(person: User, subject: str, entry: AuditEntry) -> None:
    profile = getattr(person, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        lines = [
            _(subject) % {"what": entry.get_action_display()},
            "",
            _("Who: %(person)s") % {"person": entry.person or "–"},
            _("About: %(about)s") % {"about": entry.about or "–"},
            _("When: %(time)s") % {"time": date_format(timezone.localtime(entry.at), "j. n. Y. H:i")},
            "",
            _("If nobody of you did this, change your password and tell the other owners."),
        ]
        _send(lines[0], "\n".join(lines), person.email)


def _send(subject: str, text: str, address: str) -> None:
    try:
        send_mail(subject, text, None, [address])
    except OSError as error:
        # What happened stands in the audit; a mail server that is away stops nobody's work.
        logger.error("mail_not_sent", exc_info=error)


class ResetForm(WagtailPasswordResetForm):
    """Answers a known address as fast as an unknown one: who it is is looked up when the answer has left."""

    def save(self, domain_override: Any = None, use_https: bool = False, **options: Any) -> None:
        """Send the link to whoever has this address."""
        request = options.pop("request", None)
        domain = domain_override or (request.get_host() if request else "")
        texts = (options["subject_template_name"], options["email_template_name"])
        secure = "yes" if use_https else ""
        do_afterwards(
            _send_link, self.cleaned_data["email"], domain, secure, translation.get_language(), *texts
        )


def _send_link(email: str, domain: str, secure: str, language: str, subject: str, text: str) -> None:
    form = PasswordResetForm({"email": email})
    with translation.override(language):
        if form.is_valid():
            form.save(
                domain_override=domain,
                use_https=bool(secure),
                subject_template_name=subject,
                email_template_name=text,
            )
