"""What becomes of each variable of a server: the value at its edges, and what is refused beyond them."""

import base64
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, ValidationError

from astra_site.settings import base, database, environment, uploads
from tests.settings.test_production import SAFE, production


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Leave only what production starts with; a test sets one thing more."""
    for name in list(os.environ):
        if name.startswith("ASTRA_") or name in {"ALLOW_SQLITE", "DEBUG", "PROMETHEUS_MULTIPROC_DIR"}:
            monkeypatch.delenv(name)
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


YEAR = 365 * 24 * 60 * 60
AGE = f"age1{'q' * 58}"


@pytest.mark.parametrize(
    ("name", "value", "setting", "expected"),
    [
        ("SITE_URL", "https://mreze.example.org/", "WAGTAILADMIN_BASE_URL", "https://mreze.example.org"),
        ("ASTRA_HSTS_SECONDS", "1", "SECURE_HSTS_SECONDS", 1),
        ("DEBUG", "no", "SECURE_HSTS_SECONDS", YEAR),
        ("ASTRA_HSTS_SUBDOMAINS", "yes", "SECURE_HSTS_PRELOAD", True),
        ("ASTRA_HSTS_SUBDOMAINS", "yes", "SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("ASTRA_HSTS_SUBDOMAINS", "yes", "SILENCED_SYSTEM_CHECKS", []),
        ("ASTRA_HSTS_SUBDOMAINS", "no", "SILENCED_SYSTEM_CHECKS", ["security.W005", "security.W021"]),
        ("ASTRA_HSTS_SUBDOMAINS", "no", "SECURE_HSTS_PRELOAD", False),
        ("ASTRA_BEHIND_PROXY", "yes", "BEHIND_PROXY", True),
        ("ASTRA_SECOND_PERSON", "yes", "SECOND_PERSON_APPROVES", True),
        ("ASTRA_MEDIA_ROOT", "/srv/media", "MEDIA_ROOT", Path("/srv/media")),
        ("ASTRA_CACHE_DIR", "/srv/cache", "CACHE_DIR", Path("/srv/cache")),
        ("ASTRA_BACKUP_DIR", "/srv/backups", "BACKUP_DIR", Path("/srv/backups")),
        ("ASTRA_BACKUP_DAYS", "1", "BACKUP_DAYS", 1),
        ("ASTRA_BACKUP_KEY", AGE, "BACKUP_KEY", AGE),
        ("ASTRA_BACKUP_KEY", "", "BACKUP_KEY", ""),
        ("ASTRA_METRICS_PORT", "0", "METRICS_PORT", 0),
        ("ASTRA_METRICS_PORT", "65535", "METRICS_PORT", 65535),
    ],
)
def test_a_value_is_taken_as_it_is(
    name: str, value: str, setting: str, expected: Any, variables: pytest.MonkeyPatch
) -> None:
    variables.setenv(name, value)
    assert production()[setting] == expected


def test_what_nobody_has_set_is_careful() -> None:
    settings = production()
    assert settings["SECURE_SSL_REDIRECT"] is True and settings["SECURE_REDIRECT_EXEMPT"] == [r"^health/"]
    assert (settings["BEHIND_PROXY"], settings["SECOND_PERSON_APPROVES"]) == (False, False)
    assert (settings["MEDIA_ROOT"], settings["CACHE_DIR"]) == (base.VAR_DIR / "media", base.VAR_DIR / "cache")
    assert (settings["BACKUP_DAYS"], settings["BACKUP_DIR"]) == (30, base.VAR_DIR / "backups")
    assert settings["STORAGES"] == base.STORAGES
    assert settings["FACTOR_KEYS"] == [SAFE["ASTRA_FACTOR_KEY"]]
    assert "PROMETHEUS_MULTIPROC_DIR" not in os.environ


def test_requests_are_counted_for_each_machine(variables: pytest.MonkeyPatch, tmp_path: Path) -> None:
    variables.setenv("ASTRA_METRICS_PORT", "9100")
    variables.setenv("ASTRA_CACHE_DIR", str(tmp_path))
    variables.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    production()
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(tmp_path / "metrics" / socket.gethostname())


def mailer_of(url: str, variables: pytest.MonkeyPatch) -> dict[str, Any]:
    variables.setenv("ASTRA_EMAIL_FROM", "mreze@example.org")
    variables.setenv("ASTRA_EMAIL_URL", url)
    settings = production()
    assert settings["WAGTAIL_PASSWORD_RESET_ENABLED"] is True and "EMAIL_BACKEND" not in settings
    assert settings["MAILERS"]["default"] == {"BACKEND": "astra_site.tasks.mail.QueuedEmailBackend"}
    assert settings["DEFAULT_FROM_EMAIL"] == "mreze@example.org"
    return settings["MAILERS"]["delivery"]["OPTIONS"]


def test_the_mail_server_is_read_from_its_address(variables: pytest.MonkeyPatch) -> None:
    assert mailer_of("smtp://an%40a:t%40jna@mail.example.org:2525", variables) == {
        "host": "mail.example.org", "port": 2525, "username": "an@a", "password": "t@jna", "use_ssl": False,
        "use_tls": True, "timeout": 10,
    }  # fmt: skip
    tls = mailer_of("smtps://mail", variables)
    assert (tls["port"], tls["use_ssl"], tls["use_tls"], tls["username"], tls["password"]) == (
        465, True, False, "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASTRA_METRICS_PORT", "65536"),
        ("ASTRA_METRICS_PORT", "-1"),
        ("ASTRA_BACKUP_DAYS", "0"),
        ("ASTRA_BACKUP_KEY", AGE[:-1]),
        ("ASTRA_BACKUP_KEY", f"{AGE}x"),
        ("ASTRA_BACKUP_KEY", "AGE-SECRET-KEY-1"),
        ("ASTRA_SECOND_PERSON", "sometimes"),
        ("ASTRA_EMAIL_FROM", None),
        ("SITE_URL", "https://mreze.example.org?x=1"),
        ("SITE_URL", "https://mreze.example.org#x"),
        ("ALLOWED_HOSTS", "mreze.example.org,,www.mreze.example.org"),
    ],
)
def test_what_lies_beyond_is_refused_by_name(
    name: str, value: str | None, variables: pytest.MonkeyPatch
) -> None:
    if value is None:
        variables.setenv("ASTRA_EMAIL_URL", "smtp://mail.example.org")
    else:
        variables.setenv(name, value)
    with pytest.raises((ImproperlyConfigured, EnvError), match=name):
        production()


def key_of(*secret: int) -> str:
    return base64.b64encode(bytes(secret)).decode()


GOOD = key_of(*range(16), *range(16))


@pytest.mark.parametrize(
    ("keys", "are_taken"),
    [
        ([GOOD], True),
        ([GOOD, SAFE["ASTRA_FACTOR_KEY"]], True),
        ([base64.urlsafe_b64encode(bytes(range(224, 256))).decode()], True),
        ([], False),
        ([GOOD, "short"], False),
        ([key_of(*range(15), *range(15), 0, 1)], False),
        ([key_of(*range(31))], False),
        ([key_of(*range(33))], False),
        ([f"{GOOD[:5]}!{GOOD[5:]}"], False),
        (["ž" * 44], False),
        ([base64.b64encode(b"changeme0123456789ABCDEFGHIJKLMN").decode()], False),
    ],
)
def test_a_key_for_second_factors_is_32_bytes_of_which_half_differ(keys: list[str], are_taken: bool) -> None:
    if are_taken:
        environment.encrypts(keys)
        return
    with pytest.raises(ValidationError):
        environment.encrypts(keys)


RANDOM = "q3Jx7mPz0LrT9vYb2NcW8sKd5HfG1aQeUi6XoVtB4nMjCyRlZw"


@pytest.mark.parametrize(
    ("key", "is_taken"),
    [
        (RANDOM, True),
        (RANDOM[:-1], False),
        (f"{RANDOM}-ChangeMe", False),
        (f"PASSWORD{RANDOM}", False),
        ("abc" * 20, False),
    ],
)
def test_a_secret_key_is_fifty_characters_that_nobody_guesses(key: str, is_taken: bool) -> None:
    assert len(RANDOM) == environment.SHORTEST_KEY
    if is_taken:
        environment.hard_to_guess(key)
        return
    with pytest.raises(ValidationError, match=r"short, or can be guessed.*token_urlsafe"):
        environment.hard_to_guess(key)


S3 = {
    "ASTRA_S3_URL": "https://s3.example.org:9000/uploads/", "ASTRA_S3_KEY": "kljuc",
    "ASTRA_S3_SECRET": "abcdefgh01234567",
}  # fmt: skip


def test_a_storage_is_read_from_its_address(variables: pytest.MonkeyPatch) -> None:
    for name, value in S3.items():
        variables.setenv(name, value)
    options = uploads.from_environment()["OPTIONS"]
    assert options == {
        "endpoint_url": "https://s3.example.org:9000", "bucket_name": "uploads", "access_key": "kljuc",
        "secret_key": "abcdefgh01234567", "region_name": "us-east-1",
    }  # fmt: skip
    variables.setenv("ASTRA_S3_REGION", "eu-central-1")
    assert production()["STORAGES"]["default"]["OPTIONS"]["region_name"] == "eu-central-1"
    assert production()["STORAGES"]["staticfiles"] == base.STORAGES["staticfiles"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASTRA_S3_URL", "http://s3.example.org/uploads"),
        ("ASTRA_S3_URL", "https:///uploads"),
        ("ASTRA_S3_URL", "https://s3.example.org/"),
        ("ASTRA_S3_URL", "https://s3.example.org/uploads/below"),
        ("ASTRA_S3_URL", "https://s3.example.org/uploads?x=1"),
        ("ASTRA_S3_URL", "https://ana@s3.example.org/uploads"),
        ("ASTRA_S3_URL", "https://s3.example.org:99999/uploads"),
        ("ASTRA_S3_URL", "https://s3.example.org:0/uploads"),
        ("ASTRA_S3_URL", "https://[s3/uploads"),
        ("ASTRA_S3_KEY", " "),
        ("ASTRA_S3_SECRET", "abcdefgh0123456"),
        ("ASTRA_S3_SECRET", "abcdefgabcdefgabcdefg"),
        ("ASTRA_S3_SECRET", "MinioAdmin0123456789"),
        ("ASTRA_S3_SECRET", "changeme0123456789"),
    ],
)
def test_half_a_storage_is_refused_by_name(name: str, value: str, variables: pytest.MonkeyPatch) -> None:
    for each, its in {**S3, name: value}.items():
        variables.setenv(each, its)
    with pytest.raises((ImproperlyConfigured, EnvError), match=name):
        uploads.from_environment()


@pytest.mark.parametrize("name", ["ASTRA_S3_KEY", "ASTRA_S3_SECRET", "ASTRA_S3_REGION"])
def test_a_part_of_a_storage_without_its_address_is_refused(name: str, variables: pytest.MonkeyPatch) -> None:
    variables.setenv(name, "x")
    with pytest.raises(ImproperlyConfigured, match=f"{name} is set and ASTRA_S3_URL is not"):
        uploads.from_environment()


def test_a_database_that_says_nothing_is_waited_for_no_longer_than_asked(
    variables: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    variables.setenv("DATABASE_URL", " postgres://ana@localhost/mreze?connect_timeout=9 ")
    found = database.from_environment()
    assert found["OPTIONS"] == {**database.PATIENCE, "connect_timeout": 9}
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)
    options = "host=/run/pg&sslmode=verify-full&sslrootcert=/etc/ca.pem"
    variables.setenv("DATABASE_URL", f"postgres://ana@/mreze?{options}")
    found = database.from_environment()["OPTIONS"]
    assert "&".join(f"{name}={found[name]}" for name in ("host", "sslmode", "sslrootcert")) == options
    # The default is for where none is named.
    assert database.from_environment(tmp_path / "site.sqlite3")["ENGINE"] == database.POSTGRESQL
    variables.setenv("DATABASE_URL", " ")
    assert database.from_environment(tmp_path / "new" / "site.sqlite3")["NAME"].parent.is_dir()
    database.from_environment(tmp_path / "new" / "site.sqlite3")
