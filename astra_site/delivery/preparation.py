"""Brings a database and the files made from sources up to date.

Each step first looks, cheaply, whether there is anything to do: `make run` goes through all of
them on every start.
"""

import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg.errors import LockNotAvailable
from wagtail.models import Site

from astra_site.accounts.factors import keys
from astra_site.caching import changes
from astra_site.pages.models import BasePage
from astra_site.tasks.progress import TerminalProgress
from astra_site.translations import catalogues
from astra_site.uploads import remote, renditions

# How long a migration waits for a table, how often it is tried, and the seconds between.
LONGEST_WAIT = "'1s'"
TRIES = 20
PAUSE = 3


def prepare(output: OutputWrapper | None = None, *, is_stopped: bool = False) -> None:
    """Make everything ready to be served; what is ready already stays untouched.

    Args:
        output: where it says what it does.
        is_stopped: no older code answers meanwhile, so the database may be behind by more than one release.

    Raises:
        CommandError: something stands in the way; in one line.
        ImproperlyConfigured: the key of the second factors does not fit those that are stored, or uploads
            cannot be stored where the settings say.
    """
    output = output or OutputWrapper(sys.stdout)
    reach_database()
    remote.refuse_unusable(is_absence_refused=True)
    compile_catalogues(output)
    migrate(output, is_stopped=is_stopped)
    keys.refuse_wrong_keys()
    load_content(output)
    name_site()
    renditions.make_missing(TerminalProgress())
    # New code or a restored database: whatever a running site has kept is of another one.
    changes.tell_everything()
    if settings.IS_LOCAL:
        call_command("make_local_administrator", stdout=output)


def reach_database() -> None:
    """Connect, before anything is changed.

    Raises:
        CommandError: the database does not answer or does not exist.
    """
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise CommandError(f"The database of DATABASE_URL cannot be used: {reason}") from error


def compile_catalogues(output: OutputWrapper) -> None:
    """Compile the catalogues that have changed.

    Raises:
        CommandError: a catalogue is broken.
    """
    try:
        if catalogues.compile_stale():
            output.write("Compiled the catalogues")
    except catalogues.CatalogueError as error:
        raise CommandError(str(error)) from error


def migrate(output: OutputWrapper, *, is_stopped: bool = False) -> None:
    """Run the migrations that the database does not have yet.

    Raises:
        CommandError: older code may still answer, and would not survive them; or somebody uses a table for
            too long.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if not (is_stopped or settings.IS_LOCAL):
        _refuse_to_skip_a_release([migration for migration, _backwards in plan], executor.loader)
    output.write("Migrating the database")
    _migrate_between_others()


def _refuse_to_skip_a_release(missing: list[Migration], loader: MigrationLoader) -> None:
    """Stop where a migration takes away what the release before the last one still reads.

    One that contracts is the first of its release in its app; what stands before it the last release has.
    """
    names = {(migration.app_label, migration.name) for migration in missing}
    known = {app for app, _name in loader.applied_migrations}
    for migration in missing:
        app = migration.app_label
        is_behind = any(each[0] == app and each in names for each in migration.dependencies)
        if getattr(migration, "contracts", "") and app in known and is_behind:
            raise CommandError(
                f"The database is more than one release behind: {app}.{migration.name} takes away what the "
                "running code still reads. Upgrade to the release between first, or stop the site and call "
                "`prepare --stopped`. Nothing was changed"
            )


def _migrate_between_others() -> None:
    """Migrate without holding anybody up.

    A migration that waits for a table behind a long report makes all others wait behind it. So it soon gives
    up, which undoes it, and is tried again.
    """
    _wait_for_locks(LONGEST_WAIT)
    for tries_left in reversed(range(TRIES)):
        try:
            call_command("migrate", verbosity=0, interactive=False, database=DEFAULT_DB_ALIAS)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            if not tries_left:
                raise CommandError(
                    "Somebody uses a table for too long: the database was not migrated"
                ) from error
            time.sleep(PAUSE)
        else:
            break
    _wait_for_locks("DEFAULT")


def _wait_for_locks(time_: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {time_}")


def load_content(output: OutputWrapper) -> None:
    """Load the starter content into a database that has no content yet."""
    if not has_content():
        output.write("Loading the starter content")
        call_command(settings.STARTER_CONTENT_COMMAND, stdout=output)


def has_content() -> bool:
    """Tell whether there is any page besides the two that Wagtail's migrations make."""
    return BasePage.objects.exclude(content_type__model=BasePage._meta.model_name).exists()


def name_site() -> None:
    """Let the site's record say the address that the settings say.

    Links to other languages, the sitemap and the admin's "view live" are made from the record.
    """
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = url.port or (443 if url.scheme == "https" else 80)
    sites = Site.objects.filter(is_default_site=True)
    for site in sites.exclude(hostname=url.hostname, port=port):
        site.hostname, site.port = url.hostname, port
        site.save()
