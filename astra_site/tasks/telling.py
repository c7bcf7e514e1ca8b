"""Tells a person that something she has asked for has failed: in the menu, and by e-mail."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from astra_site.tasks.models import Job, JobState

logger = logging.getLogger(__name__)


def unseen_failures(person: Any) -> int:
    """Return how many of the jobs of `person` have failed since she last looked."""
    return Job.objects.filter(person=person, state=JobState.FAILED, is_seen=False).count()


def tell_of_failure(job: Job) -> None:
    """Write to who has asked for `job`, where the site can send mail."""
    # Not named in the settings where there is no mail.
    can_send = getattr(settings, "WAGTAIL_PASSWORD_RESET_ENABLED", False)
    if job.person is None or not job.person.email or not can_send:
        return
    address = f"{settings.WAGTAILADMIN_BASE_URL}{job.url}"
    subject = _("Failed: %(title)s") % {"title": job.title}
    try:
        send_mail(subject, f"{job.message}\n\n{address}\n", None, [job.person.email])
    except Exception:  # a mail server that does not answer must not fail the job a second time
        logger.exception("Nobody could be told that a job has failed")
