"""`make run` shows the product: what its settings change is a short list, and so are those of `make dev`."""

import os
import runpy
import sys
from pathlib import Path

import pytest

from tests.settings.test_production import SAFE

# What cannot be on one's own machine: TLS, a public name, a secret, a web server, mail.
WITHOUT_TLS = {
    "DEVICE_COOKIE_NAME",
    "LANGUAGE_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS",
    "SECURE_REDIRECT_EXEMPT",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SILENCED_SYSTEM_CHECKS",
}
# Of the database only the default differs, and here one is named.
OF_ONE_MACHINE = {
    "ALLOWED_HOSTS",
    "FACTOR_KEYS",
    "IS_LOCAL",
    "LOGGING",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "SECOND_FACTOR_MAY_BE_SKIPPED",
    "SECRET_KEY",
    "WAGTAILADMIN_BASE_URL",
}
WITHOUT_MAIL = {"EMAIL_BACKEND", "MAILERS"}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("ASTRA_") or name in {"DEBUG", "PORT"}:
            monkeypatch.delenv(name)
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)


def settings_of(name: str) -> dict:
    # Else one that another has imported would be taken as it was then.
    for module in ("local", name):
        sys.modules.pop(f"astra_site.settings.{module}", None)
    found = runpy.run_module(f"astra_site.settings.{name}")
    return {key: value for key, value in found.items() if key.isupper() and not callable(value)}


def differences(one: str, other: str) -> set[str]:
    mine, theirs = settings_of(one), settings_of(other)
    return {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}


def test_the_product_at_home_differs_from_the_public_one_in_these_settings_only() -> None:
    assert differences("production", "local") == WITHOUT_TLS | OF_ONE_MACHINE | WITHOUT_MAIL


def test_it_shows_no_faults_and_serves_hashed_and_compressed_files() -> None:
    local = settings_of("local")
    assert local["DEBUG"] is False
    assert local["STORAGES"]["staticfiles"]["BACKEND"].startswith("whitenoise.storage.CompressedManifest")


def test_the_developers_site_differs_from_it_in_these_settings_only() -> None:
    changed = {
        "DEBUG", "LOGGING", "LOGGING_CONFIG", "MAILERS", "STORAGES", "WAGTAIL_PASSWORD_RESET_ENABLED",
    }  # fmt: skip
    assert differences("local", "dev") == changed
    assert settings_of("dev")["DEBUG"] is True


@pytest.mark.parametrize("name", ["local", "dev"])
def test_without_a_database_named_it_is_sqlite_in_the_folder_of_local_files(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    found = settings_of(name)
    assert found["DATABASES"]["default"]["NAME"] == found["VAR_DIR"] / "astra.sqlite3"


def test_the_port_is_part_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert settings_of("local")["WAGTAILADMIN_BASE_URL"] == "http://127.0.0.1:8123"


def test_no_settings_come_from_the_sites_code() -> None:
    folder = Path(__file__).resolve().parent.parent.parent / "astra_site" / "settings"
    lines = [line for file in folder.glob("*.py") for line in file.read_text("utf-8").splitlines()]
    imports = [
        line for line in lines if line.startswith(("from astra_site", "import astra_site", "from networks"))
    ]
    assert imports
    assert not [line for line in imports if not line.startswith("from astra_site.settings")]
