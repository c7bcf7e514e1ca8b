"""Everything that is asked, in the order in which it is read."""

import logging
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from astra_site.status import content, jobs, machine, versions
from astra_site.status.results import CheckResult, CheckState, wrong

logger = logging.getLogger(__name__)

CHECKS: dict[str, tuple[Promise | str, Callable[[], CheckResult]]] = {
    "database": (gettext_lazy("Database"), content.database),
    "migrations": (gettext_lazy("Release of the database"), content.migrations),
    "backup": (gettext_lazy("Backup"), jobs.backup),
    "verification": (gettext_lazy("Verification of the backup"), jobs.verification),
    "scheduled": (gettext_lazy("Scheduled publishing"), jobs.scheduled),
    "worker": (gettext_lazy("Work in the background"), jobs.worker),
    "mail": (gettext_lazy("Mail"), jobs.mail),
    "links": (gettext_lazy("Check of links"), jobs.links),
    "search": (pgettext_lazy("status", "Search"), content.search),
    "uploads": (gettext_lazy("Uploads"), machine.uploads),
    "disk": (gettext_lazy("Room on the disk"), machine.disk),
    "certificate": (gettext_lazy("Certificate"), machine.certificate),
    "versions": (gettext_lazy("Versions"), versions.versions),
}
WORDS = {
    CheckState.WELL: pgettext_lazy("status", "well"),
    CheckState.WRONG: pgettext_lazy("status", "not well"),
    CheckState.ABSENT: pgettext_lazy("status", "not set up"),
}


class Check(NamedTuple):
    """What was asked, and what was found."""

    key: str
    title: str
    result: CheckResult

    @property
    def word(self) -> str:
        """Return the state in a word."""
        return str(WORDS[self.result.state])

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody has to do something."""
        return self.result.state == CheckState.WRONG


def all_checks() -> Iterator[Check]:
    """Ask everything; what cannot be told is wrong, and hides nothing else."""
    for key, (title, ask) in CHECKS.items():
        yield Check(key, str(title), _found(ask))


def _found(ask: Callable[[], CheckResult]) -> CheckResult:
    try:
        return ask()
    except DatabaseError:
        return wrong(
            _("This cannot be told: the database does not answer, or it lacks a table."),
            _("First put right what stands above: database (systemctl status postgresql), then its release."),
        )
    except Exception:
        logger.exception("A check of the status has failed")
        return wrong(
            _("This cannot be told: the check itself has failed."), _("journalctl --unit astra-status")
        )
