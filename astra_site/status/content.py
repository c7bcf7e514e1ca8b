"""Whether the database is whole and what is made of it is in step."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from astra_site.search.indexing import out_of_step
from astra_site.status.results import CheckResult, well, wrong

MOST_NAMED = 3


def database() -> CheckResult:
    """Tell whether it answers. Where it does not, the error is the answer of every check that asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return well(_("The database answers."))


def migrations() -> CheckResult:
    """Tell whether the database is of this release."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return well(_("The database is of this release."))
    names = ", ".join(
        f"{migration.app_label}.{migration.name}" for migration, _backwards in plan[:MOST_NAMED]
    )
    names += f", … ({len(plan)})" if len(plan) > MOST_NAMED else ""
    return wrong(
        _("The database is older than this release. Missing: %(names)s.") % {"names": names},
        _("On the server: sudo deploy/manage prepare"),
    )


def search() -> CheckResult:
    """Tell whether the search finds what is published, and nothing else."""
    compared, wrong_ones = out_of_step()
    if wrong_ones:
        return wrong(
            _("Things that the search does not have as they are published: %(number)s.")
            % {"number": wrong_ones},
            _("On the server: sudo deploy/manage rebuild_search"),
        )
    return well(_("The search is in step. Compared: %(number)s.") % {"number": compared})
