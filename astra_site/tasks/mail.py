"""Mail by the worker: a mail server that is slow or away holds up no page, and is tried again."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from astra_site.tasks import background
from astra_site.tasks.running import Work

# The mailer of the settings that reaches a server.
DELIVERY = "delivery"
_PARTS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")


@background.task(attempts=5)
def deliver(work: Work, parts: dict[str, Any], alternatives: list[list[str]]) -> str:
    """Hand one letter to the mail server; tried again after half a minute, then a minute."""
    headers = parts.pop("extra_headers")
    letter = EmailMultiAlternatives(**parts, headers=headers)
    for content, mimetype in alternatives:
        letter.attach_alternative(content, mimetype)
    mailers[DELIVERY].send_messages([letter])
    return _("Sent.")


class QueuedEmailBackend(BaseEmailBackend):
    """Puts letters into the queue. The site sends none with an attachment."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Have each sent; what it says is forgotten when it is."""
        for letter in email_messages:
            parts = {name: getattr(letter, name) for name in _PARTS}
            alternatives = [list(each) for each in getattr(letter, "alternatives", [])]
            # Not its subject: that may say what is nobody else's business.
            background.start(deliver, _("Mail"), parts=parts, alternatives=alternatives)
        return len(email_messages)
