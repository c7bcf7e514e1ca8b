"""Mails to owners and to those whose account has changed. The worker writes them, so nobody waits."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from astra_site.accounts import throttle
from astra_site.accounts.models import AuditEntry, User
from astra_site.tasks import background
from astra_site.tasks.running import Work

logger = logging.getLogger(__name__)
_IF_NOBODY_OF_YOU = gettext_noop("If nobody of you did this, change your password and tell the other owners.")
_ADVICE = {
    AuditEntry.Action.CODES_GUESSED.value: gettext_noop(
        "Whoever did this knows the password of this account. If it was not its person, she chooses "
        "“Forgotten password?” on the login page and sets a new one; that ends all sessions."
    )
}


def tell_owners(entry: AuditEntry) -> None:
    """Write to all owners what was done to accounts, factors or roles."""
    if _owners_who_read_mail().exists():
        background.start(write_to_owners, _("Mail"), entry=entry.pk)


def tell_person(person: User, action: AuditEntry.Action) -> None:
    """Write to a person what was done to her account."""
    background.start(write_to_person, _("Mail"), about=person.pk, action=action.value)


def _owners_who_read_mail() -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_active=True).exclude(email="")


@background.task(attempts=3)
def write_to_owners(work: Work, entry: int) -> None:
    """Write to each owner what was noted."""
    noted = AuditEntry.objects.get(pk=entry)
    for owner in _owners_who_read_mail():
        _write(owner, gettext_noop("Account change: %(what)s"), noted)


@background.task(attempts=3)
def write_to_person(work: Work, about: int, action: str) -> None:
    """Write to a person, if she reads mail."""
    person = User.objects.exclude(email="").filter(pk=about).first()
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
            _(_ADVICE.get(str(entry.action), _IF_NOBODY_OF_YOU)),
        ]
        _send(lines[0], "\n".join(lines), person.email)


def _send(subject: str, text: str, address: str) -> None:
    try:
        send_mail(subject, text, None, [address])
    except OSError as error:
        # What happened stands in the audit; a mail server that is away stops nobody's work.
        logger.error("mail_not_sent", exc_info=error)


class ResetForm(WagtailPasswordResetForm):
    """Answers a known address as fast as an unknown one: who it is is looked up by the worker."""

    def save(self, domain_override: Any = None, use_https: bool = False, **options: Any) -> None:
        """Send the link to whoever has this address; strangers cannot fill her mail with links.

        Beyond five in five minutes the answer is the same, and she has a link already.
        """
        request = options.pop("request", None)
        if throttle.note(request, "new password", self.cleaned_data["email"]) is None:
            return
        domain = domain_override or (request.get_host() if request else "")
        background.start(
            send_link,
            _("Mail"),
            language=translation.get_language(),
            email=self.cleaned_data["email"],
            domain_override=domain,
            use_https=use_https,
            subject_template_name=options["subject_template_name"],
            email_template_name=options["email_template_name"],
        )


@background.task(attempts=3)
def send_link(work: Work, email: str, language: str = settings.LANGUAGE_CODE, **how: Any) -> None:
    """Send the link of a new password, if anybody has this address, in the language of who asked for it."""
    form = PasswordResetForm({"email": email})
    with translation.override(language):
        if form.is_valid():
            form.save(**how)
