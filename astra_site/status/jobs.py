"""Whether what nobody waits for is done: backups, timers, the worker, mail, the check of links."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from astra_site.link_checks.models import CheckedLink, LinkState, last_check
from astra_site.runs.models import Run
from astra_site.status.results import CheckResult, absent, well, written, wrong
from astra_site.tasks.mail import DELIVERY, deliver
from astra_site.tasks.models import Job, JobState, Worker

# A timer may be late; what it calls takes a while.
LONGEST_SINCE = {
    "backup": datetime.timedelta(hours=26),
    "verify_backup": datetime.timedelta(hours=26),
    "scheduled": datetime.timedelta(minutes=15),
    "links": datetime.timedelta(days=8),
}
# One long import holds up the others.
LONGEST_WAIT = datetime.timedelta(hours=1)


def backup() -> CheckResult:
    """Tell when the last backup was made."""
    return _of_timer(
        "backup", _("On the server: sudo deploy/manage backup --verify. Why: journalctl --unit astra-backup")
    )


def verification() -> CheckResult:
    """Tell when a backup was last restored beside the site and compared."""
    return _of_timer(
        "verify_backup",
        _("On the server: sudo deploy/manage verify_backup. Trust no backup until it says yes."),
    )


def scheduled() -> CheckResult:
    """Tell when what is scheduled was last looked through."""
    return _of_timer(
        "scheduled",
        _(
            "What is scheduled is not published or withdrawn. On the server: systemctl status "
            "astra-scheduled.timer"
        ),
    )


def _of_timer(name: str, remedy: str) -> CheckResult:
    run = Run.objects.filter(pk=name).first()
    if run is not None and run.has_failed and run.failed_at:
        return wrong(
            _("It failed on %(time)s: %(reason)s") % {"time": written(run.failed_at), "reason": run.message},
            remedy,
        )
    if run is None or run.well_at is None:
        return wrong(_("It has not been done yet."), remedy)
    sentence = _("Last done on %(time)s.") % {"time": written(run.well_at)}
    return _unless_late(name, run.well_at, sentence, remedy)


def _unless_late(name: str, done: datetime.datetime, sentence: str, remedy: str) -> CheckResult:
    return wrong(sentence, remedy) if done < timezone.now() - LONGEST_SINCE[name] else well(sentence)


def worker() -> CheckResult:
    """Tell whether somebody does what waits."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    number = {"number": waiting.count()}
    if not Worker.alive().exists():
        return wrong(
            _("The worker has not been heard of for 30 seconds. Tasks that wait: %(number)s.") % number,
            _("On the server: systemctl restart astra-worker. Why it ended: journalctl --unit astra-worker"),
        )
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    if oldest and oldest < timezone.now() - LONGEST_WAIT:
        return wrong(
            _("The worker is there. Tasks that wait: %(number)s, the oldest one since %(time)s.")
            % {**number, "time": written(oldest)},
            _("Look at the page of jobs: what runs there holds up the others, and can be cancelled."),
        )
    return well(_("The worker is there. Tasks that wait: %(number)s.") % number)


def mail() -> CheckResult:
    """Tell whether letters leave."""
    if DELIVERY not in getattr(settings, "MAILERS", {}):
        return absent(
            _("No mail is sent: nobody hears of faults, and nobody can renew a forgotten password."),
            _("Set ASTRA_EMAIL_URL and ASTRA_EMAIL_FROM: docs/operations.md, Settings."),
        )
    ended = Job.objects.filter(path=deliver.module_path, state__in=[JobState.DONE, JobState.FAILED])
    last = ended.order_by("-finished_at").first()
    if last is not None and last.state == JobState.FAILED and last.finished_at:
        return wrong(
            _("The last letter could not be sent: %(time)s.") % {"time": written(last.finished_at)},
            _("Are name and password in ASTRA_EMAIL_URL still right? journalctl --unit astra-worker"),
        )
    return well(_("A mail server is set up, and the last letter has left."))


def links() -> CheckResult:
    """Tell when the links of the content were last checked."""
    checked = last_check()
    remedy = _("On the server: sudo deploy/manage check_links, and systemctl status astra-links.timer")
    if checked is None:
        return wrong(_("It has not been done yet."), remedy)
    broken = CheckedLink.objects.filter(
        state__in=[LinkState.ERROR, LinkState.UNREACHABLE], accepted_at=None
    ).count()
    sentence = _("Last done on %(time)s. Links that lead nowhere: %(number)s.") % {
        "time": written(checked),
        "number": broken,
    }
    return _unless_late("links", checked, sentence, remedy)
