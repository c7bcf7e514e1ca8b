"""Production settings: what is safe starts, what is not is refused by name."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from astra_site.settings.environment import KNOWN

ROOT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "SECRET_KEY": "q3Jx7mPz0LrT9vYb2NcW8sKd5HfG1aQeUi6XoVtB4nMjCyRlZwS-_pEk",
    "ASTRA_FACTOR_KEY": "u3Rk9XwE2vZt7QbLmN5sYd8HcJfPgA1aVq6oTiKxWzI=",
    "ALLOWED_HOSTS": "mreze.example.org, www.mreze.example.org",
    "SITE_URL": "https://mreze.example.org",
    "DATABASE_URL": "postgres://astra@localhost/astra",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which production starts; a test spoils one thing in it."""
    for name in list(os.environ):
        if name.startswith("ASTRA_") or name in {"ALLOW_SQLITE", "DEBUG"}:
            monkeypatch.delenv(name)
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def production() -> dict:
    return runpy.run_module("astra_site.settings.production")


def test_safe_values_are_taken(environment: pytest.MonkeyPatch) -> None:
    settings = production()
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["mreze.example.org", "www.mreze.example.org"]
    assert settings["WAGTAILADMIN_BASE_URL"] == "https://mreze.example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "q3Jx7mPz0LrT9vYb2NcW8sKd5HfG1aQeUi6XoVtB4nMjCyRl"),
        ("SECRET_KEY", "django-insecure-q3Jx7mPz0LrT9vYb2NcW8sKd5HfG1aQeUi6XoVtB4"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "0123456789" * 7),
        ("SECRET_KEY", "qwertyuiop" * 8),
        ("ASTRA_FACTOR_KEY", ""),
        ("ASTRA_FACTOR_KEY", "too-short"),
        ("ASTRA_FACTOR_KEY", "A" * 43 + "="),
        ("ASTRA_FACTOR_KEY", "aW5zZWN1cmUta2V5LW9mLW9uZXMtb3duLW1hY2hpbmU="),
        ("DEBUG", "yes"),
        ("DEBUG", "1"),
        ("DEBUG", "maybe"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "mreze.example.org,*"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://mreze.example.org"),
        ("SITE_URL", "mreze.example.org"),
        ("SITE_URL", "https://mreze.example.org/umrezavanje"),
        ("SITE_URL", "https://other.example.org"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sqlite:///site.sqlite3"),
        ("ALLOW_SQLITE", "perhaps"),
        ("ASTRA_BEHIND_PROXY", "nginx"),
        ("ASTRA_HSTS_SECONDS", "a year"),
        ("ASTRA_HSTS_SECONDS", "0"),
        ("ASTRA_HSTS_SUBDOMAINS", "some"),
        ("ASTRA_EMAIL_URL", "mail.example.org"),
        ("ASTRA_EMAIL_URL", "smtp://mail.example.org:mail"),
        ("ASTRA_EMAIL_URL", "http://mail.example.org"),
        ("ASTRA_BEHIND_PROXIES", "yes"),
    ],
)
def test_an_unsafe_value_is_refused_in_one_line_that_names_it(
    name: str, value: str, environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.chdir(tmp_path)
    environment.setenv(name, value)
    if name == "ALLOW_SQLITE":
        environment.setenv("DATABASE_URL", "sqlite:///site.sqlite3")
    with pytest.raises((ImproperlyConfigured, EnvError)) as refusal:
        production()
    message = str(refusal.value)
    assert name in message
    assert "\n" not in message
    assert name != "SECRET_KEY" or not value or value not in message


def test_a_name_like_no_other_is_refused_too(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASTRA_ZZZZZZZZZZZZZZZZZZZZ", "1")
    with pytest.raises(ImproperlyConfigured, match="Z is no setting; docs/operations.md"):
        production()


def test_a_misspelt_name_is_answered_with_the_right_one(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASTRA_HSTS_SECOND", "60")
    with pytest.raises(ImproperlyConfigured, match="did you mean ASTRA_HSTS_SECONDS"):
        production()


@pytest.mark.parametrize("hosts", [".example.org", "mreze.example.org"])
def test_hosts_may_name_a_whole_domain(hosts: str, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ALLOWED_HOSTS", hosts)
    assert production()["ALLOWED_HOSTS"] == [hosts]


def test_sqlite_is_used_when_somebody_says_so(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/site.sqlite3")
    environment.setenv("ALLOW_SQLITE", "yes")
    assert "sqlite" in production()["DATABASES"]["default"]["ENGINE"]


def test_the_proxys_word_counts_only_when_there_is_one(environment: pytest.MonkeyPatch) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in production()
    environment.setenv("ASTRA_BEHIND_PROXY", "yes")
    assert production()["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_cookies_stay_with_this_host_over_tls_and_out_of_reach_of_scripts(
    environment: pytest.MonkeyPatch,
) -> None:
    settings = production()
    for cookie in ("SESSION", "CSRF"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_HTTPONLY"]
    assert settings["SESSION_COOKIE_AGE"] == 1800


def test_mail_goes_out_by_starttls_or_tls_and_otherwise_not_at_all(environment: pytest.MonkeyPatch) -> None:
    assert production()["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert production()["WAGTAIL_PASSWORD_RESET_ENABLED"] is False
    environment.setenv("ASTRA_EMAIL_FROM", "mreze@example.org")
    environment.setenv("ASTRA_EMAIL_URL", "smtp://ana:t%40jna@mail.example.org")
    mailer = production()["MAILERS"]["delivery"]
    assert mailer["BACKEND"].endswith("smtp.EmailBackend")
    options = mailer["OPTIONS"]
    assert (options["port"], options["use_tls"], options["password"]) == (587, True, "t@jna")
    environment.setenv("ASTRA_EMAIL_URL", "smtps://mail.example.org")
    options = production()["MAILERS"]["delivery"]["OPTIONS"]
    assert (options["port"], options["use_ssl"]) == (465, True)


def test_every_variable_of_the_example_is_known_and_every_known_one_is_in_it() -> None:

    example = (ROOT / ".env.example").read_text("utf-8")
    named = {line.lstrip("#").partition("=")[0] for line in example.splitlines() if "=" in line}
    assert {name for name in named if name.startswith("ASTRA_")} == KNOWN
    assert SAFE.keys() <= named


def run_manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess:
    environment = {
        **os.environ,
        **SAFE,
        "DJANGO_SETTINGS_MODULE": "astra_site.settings.production",
        **changes,
    }
    # Set in a process that has run browser tests; a deployment has no such thing.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_the_deployment_checks_have_nothing_to_say() -> None:
    result = run_manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_a_refusal_is_one_line_on_standard_error_and_no_traceback() -> None:
    result = run_manage("check", SECRET_KEY="short")
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
    assert len(result.stderr.splitlines()) == 1
