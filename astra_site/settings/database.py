"""DATABASE_URL as Django's DATABASES entry.

Our own and not dj-database-url: SQLite must get WAL, IMMEDIATE transactions and a timeout (without
them four editors who publish at once see "database is locked"), and a value that cannot be used
must stop the start with one clear line.
"""

import os
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL_FORM = "postgres://USER:PASSWORD@HOST:PORT/NAME"
SQLITE_FORM = "sqlite:////absolute/path or sqlite:///path/in/this/folder"
SQLITE_OPTIONS = {
    "timeout": 10,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
# What may follow the question mark of a PostgreSQL address. `host` is the folder of a socket.
POSTGRESQL_OPTIONS = {"host", "connect_timeout", "sslmode", "sslrootcert"}


def sqlite(path: Path) -> dict:
    """Return the settings of a SQLite database in the file `path`, whose folder is made.

    Raises:
        ImproperlyConfigured: the folder cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: no folder for {path}: {error.strerror}") from error
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}


def postgresql(parts: SplitResult) -> dict:
    """Return the settings of the PostgreSQL database at the address `parts`.

    CONN_MAX_AGE with health checks instead of psycopg's pool: after a restart of the database the
    pool hangs for 3 s, this recovers at once.

    Raises:
        ImproperlyConfigured: no name, an impossible port, an unknown option.
    """
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured(f"DATABASE_URL names no database: {POSTGRESQL_FORM}")
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL has an impossible port: {POSTGRESQL_FORM}") from error
    options = dict(parse_qsl(parts.query))
    unknown = sorted(options.keys() - POSTGRESQL_OPTIONS)
    if unknown:
        known = ", ".join(sorted(POSTGRESQL_OPTIONS))
        raise ImproperlyConfigured(f"DATABASE_URL has the option {unknown[0]}; known are {known}")
    socket_folder = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket_folder or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": {"connect_timeout": "5", **options},
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
            raise ImproperlyConfigured(f"DATABASE_URL is not set: {POSTGRESQL_FORM}")
        return sqlite(default_sqlite)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is no address: {POSTGRESQL_FORM}") from error
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(parts)
    if parts.scheme == "sqlite":
        return _sqlite_at(parts)
    raise ImproperlyConfigured(
        f"DATABASE_URL starts with {parts.scheme or 'nothing'}:// and not with postgres:// or sqlite:///"
    )


def _sqlite_at(parts: SplitResult) -> dict:
    path = unquote(parts.path)[1:]
    if parts.netloc or not path:
        raise ImproperlyConfigured(f"DATABASE_URL names no file: {SQLITE_FORM}")
    return sqlite(Path(path).absolute())
