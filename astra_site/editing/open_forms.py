"""Who has a form open: Wagtail notes it at each opening, and deletes what is old before that.

On SQLite a DELETE waits for whoever writes even where it finds nothing. So it is looked for first: while an
import writes, whoever opens a form waits once and not twice.
"""

from wagtail.admin.models import EditingSession


def look_before_deleting() -> None:
    """Let the deletion be left out where nothing is old."""
    EditingSession.cleanup = classmethod(_cleanup)


def _cleanup(sessions: type[EditingSession]) -> None:
    stale = sessions.objects.stale()
    if stale.exists():
        stale.delete()
