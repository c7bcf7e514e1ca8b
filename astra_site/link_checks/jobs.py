"""The check as a task."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from astra_site.link_checks.checking import NoWayOut, check_all
from astra_site.link_checks.models import LinkState
from astra_site.tasks import background
from astra_site.tasks.running import Refused, Work


@background.task(attempts=2)
def check_links(work: Work) -> str:
    """Check every link of the content."""
    try:
        return summary(check_all(work))
    except NoWayOut as error:
        raise Refused(no_way_out()) from error


def no_way_out() -> str:
    """Return why nothing was noted."""
    return _("No host has answered at all: this server has no way out. What was known stays as it was.")


def summary(counts: Mapping[str, int]) -> str:
    """Return in one sentence what a check has found."""
    return _("%(number)s links: %(states)s.") % {
        "number": sum(counts.values()),
        "states": ", ".join(f"{state.label} {counts[state]}" for state in LinkState if counts.get(state)),
    }
