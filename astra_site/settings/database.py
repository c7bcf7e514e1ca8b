"""DATABASE_URL as Django's DATABASES entry, read by dj-database-url."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from astra_site.settings.environment import env

FORMS = "postgres://USER:PASSWORD@HOST:PORT/NAME, sqlite:////absolute/path or sqlite:///path/in/this/folder"
SQLITE, POSTGRESQL = "astra_site.sqlite", "django.db.backends.postgresql"
# Without these, and our backend, editors who publish at once see "database is locked".
SQLITE_OPTIONS = {
    "timeout": 10,
    "transaction_mode": "IMMEDIATE",
    # Each thread has one, and reads few pages twice; the usual 2 MB are memory of a worker.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-500;",
}
# Connections stay open for later requests, and each looks first whether its own is still good: to open one
# takes a millisecond. psycopg's pool hangs for 3 s after a restart of the database, this recovers at once.
KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# How long a PostgreSQL that says nothing is waited for, in seconds; the last one in milliseconds. One that is
# asked over the network and is gone without a word is noticed, not waited for.
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# What may follow the question mark of a PostgreSQL address. `host` is the folder of a socket.
POSTGRESQL_OPTIONS = {"host", "connect_timeout", "sslmode", "sslrootcert"}


def from_environment(default_sqlite: Path | None = None) -> dict:
    """Return the database that DATABASE_URL names, or SQLite at `default_sqlite` without one.

    Raises:
        ImproperlyConfigured: it is missing and there is no default, or it cannot be used.
    """
    url = env.str("DATABASE_URL", "").strip()
    if not url and default_sqlite:
        return _sqlite(default_sqlite)
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url), **KEPT}
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL must be {FORMS}") from error
    if "sqlite" in found["ENGINE"] and not found.get("HOST") and found["NAME"] != ":memory:":
        return _sqlite(Path(found["NAME"]).absolute())
    if found["ENGINE"] != POSTGRESQL or not found["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL must be {FORMS}")
    named = found.get("OPTIONS", {})
    if unknown := named.keys() - POSTGRESQL_OPTIONS:
        known = ", ".join(sorted(POSTGRESQL_OPTIONS))
        raise ImproperlyConfigured(f"DATABASE_URL has the option {min(unknown)}; known are {known}")
    return {**found, "OPTIONS": {**PATIENCE, **named}}


def _sqlite(path: Path) -> dict:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: no folder for {path}: {error.strerror}") from error
    return {"ENGINE": SQLITE, "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS), **KEPT}
