"""The findings in all texts together, for the start page and the report."""

import time

from django.db import transaction
from django.db.models import Max, Model, QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry

from astra_site.content_checks.models import KeptFindings
from astra_site.content_checks.subjects import CheckedObject, check_everything, checked_models
from astra_site.tasks import background
from astra_site.tasks.models import Job
from astra_site.tasks.running import Work

# Settings and other things without a log may change unseen for so long.
REMEMBERED_SECONDS = 300
# Objects. More than these would be checked for longer than anybody waits for a page.
MOST_AT_ONCE = 200


def findings() -> list[CheckedObject]:
    """Return the objects with findings, the worst first.

    Everything is checked anew only after somebody has changed something, which a small query tells. Where
    there is much of it a task does that, and until then it is told what was found before.
    """
    language, changes = get_language() or "", _changes()
    kept = KeptFindings.objects.filter(pk=language).first()
    if kept is None or kept.changes != changes:
        if sum(model._default_manager.count() for model in checked_models()) <= MOST_AT_ONCE:
            return KeptFindings.keep(language, changes, _found()).found
        if not are_being_renewed():
            # Job and task together: while an import writes, each of them would wait for its turn.
            with transaction.atomic():
                background.start(check_all, _("Content checks"))
        kept = KeptFindings.objects.filter(pk=language).first()
    return kept.found if kept else []


@background.task(attempts=2)
def check_all(work: Work) -> str:
    """Check everything and keep what is found."""
    # Before they are checked: what changes meanwhile is found by the next run.
    changes = _changes()
    KeptFindings.keep(get_language() or "", changes, _found())
    return _("All texts are checked.")


def are_being_renewed() -> bool:
    """Tell whether a task is still to find what the findings are now."""
    of_language = Job.objects.unfinished().filter(language=get_language() or "")
    return of_language.filter(path=check_all.module_path).exists()


def _changes() -> str:
    """Return by what it is known whether anything was changed, or may have been."""
    entries = _last(PageLogEntry).union(_last(ModelLogEntry)).order_by("log")
    slot = int(time.time()) // REMEMBERED_SECONDS
    return "-".join([*(f"{log}:{last}" for log, last in entries), str(slot)])


def _last(entries: type[Model]) -> QuerySet:
    """Return the number of the newest entry of a log, with the name of the log."""
    name = Value(entries._meta.model_name)
    return (
        entries._default_manager.order_by()
        .values(log=name)
        .annotate(last=Max("pk"))
        .values_list("log", "last")
    )


def _found() -> list[CheckedObject]:
    """Return the objects with findings, those with most slips first."""
    found = [checked for checked in check_everything() if checked.places]
    return sorted(found, key=lambda checked: (-checked.slips, -len(checked.places), checked.title))
