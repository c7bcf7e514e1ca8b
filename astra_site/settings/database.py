"""DATABASE_URL as Django's DATABASES entry.

Our own twenty lines and not dj-database-url: SQLite must get WAL, IMMEDIATE transactions and a
timeout (without them four editors who publish at once see "database is locked"), and a value that
cannot be used must stop the start with one clear line.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    "timeout": 10,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def sqlite(path: Path) -> dict:
    """Return the settings of a SQLite database in the file `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}


def postgresql(url: str) -> dict:
    """Return the settings of the PostgreSQL database at `url`.

    CONN_MAX_AGE with health checks instead of psycopg's pool: after a restart of the database the
    pool hangs for 3 s, this recovers at once.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgres://USER:PASSWORD@HOST:PORT/NAME")
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL has a port that is not a number: {error}") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def from_environment(default_sqlite: Path | None = None) -> dict:
    """Return the database that DATABASE_URL names, or SQLite at `default_sqlite` without one.

    Raises:
        ImproperlyConfigured: the URL is missing and there is no default, or it cannot be used.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        if default_sqlite is None:
            raise ImproperlyConfigured("DATABASE_URL is not set: postgres://USER:PASSWORD@HOST:PORT/NAME")
        return sqlite(default_sqlite)
    scheme = urlsplit(url).scheme
    if scheme in {"postgres", "postgresql"}:
        return postgresql(url)
    if scheme == "sqlite":
        return sqlite(Path(unquote(urlsplit(url).path)))
    raise ImproperlyConfigured(
        f"DATABASE_URL starts with {scheme or 'nothing'}://, expected postgres:// or sqlite:///"
    )
