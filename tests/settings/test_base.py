"""What the base gives to every site: each room and package that is used, in the order that each needs."""

import runpy
import zoneinfo
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.management import get_commands
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.documents import get_document_model

from astra_site.accounts.models import User

# What Django looks for in an app.
OF_APPS = ("apps.py", "models.py", "models", "receivers.py", "templatetags", "management", "wagtail_hooks.py")


# To look for them on the disk is most of the time that the base takes.
zones = cache(zoneinfo.available_timezones)


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Return the settings of the base, read anew."""
    monkeypatch.setattr(zoneinfo, "available_timezones", zones)
    return SimpleNamespace(**runpy.run_path(str(settings.BASE_DIR / "astra_site" / "settings" / "base.py")))


def test_each_room_that_has_something_for_django_is_installed(base: SimpleNamespace) -> None:
    rooms = [*(base.BASE_DIR / "astra_site").iterdir(), base.BASE_DIR / "networks" / "spreadsheets"]
    with_something = [room for room in rooms if any((room / name).exists() for name in OF_APPS)]
    assert len(with_something) > 15
    installed = {Path(config.path) for config in apps.get_app_configs()}
    # Its tags are among those that no template has to load.
    assert {room.name for room in with_something if room not in installed} <= {"languages"}


@pytest.mark.parametrize(
    "address",
    [
        "wagtailredirects:index", "wagtailsites:index", "wagtaildocs:index", "wagtailimages:index",
        "wagtailusers_users:index", "wagtailsnippets:index", "wagtailadmin_home", "sitemap",
    ],
)  # fmt: skip
def test_the_admin_has_its_screens(address: str) -> None:
    assert reverse(address)


@pytest.mark.parametrize(
    "template",
    ["typed_table_block/typed_table_block.html", "wagtailsettings/edit.html", "sitemap.xml"],
)
def test_what_comes_with_packages_is_found(template: str) -> None:
    assert get_template(template)


def test_commands_are_those_of_the_package_that_stands_first() -> None:
    commands = get_commands()
    assert commands["runserver"] == "whitenoise.runserver_nostatic"
    assert commands["makemessages"] == "astra_site.translations"
    assert {"collectstatic", "changepassword", "db_worker", "fixtree"} <= commands.keys()
    assert apps.is_installed("django.contrib.humanize") and apps.is_installed("wagtail.search")


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("csp.ContentSecurityPolicyMiddleware", "safety.middleware.SafetyHeadersMiddleware"),
        ("clickjacking.XFrameOptionsMiddleware", "SafetyHeadersMiddleware"),
        ("security.SecurityMiddleware", "WhiteNoiseMiddleware"),
        ("WhiteNoiseMiddleware", "CompressionMiddleware"),
        ("CompressionMiddleware", "CyrillicMiddleware"),
        ("SessionMiddleware", "AuthenticationMiddleware"),
        ("CyrillicMiddleware", "LanguageFromURLMiddleware"),
        ("LanguageFromURLMiddleware", "CommonMiddleware"),
        ("EveryPageIsPublicMiddleware", "CommonMiddleware"),
        ("CsrfViewMiddleware", "AuthenticationMiddleware"),
        ("AuthenticationMiddleware", "account.middleware.AccountMiddleware"),
        ("AccountMiddleware", "gate.GateMiddleware"),
        ("GateMiddleware", "SpokenMiddleware"),
        ("SessionMiddleware", "MessageMiddleware"),
        ("OtherLanguageRedirectMiddleware", "KnownRedirectMiddleware"),
        ("NothingIsLostMiddleware", "ConfirmationMiddleware"),
        ("ConfirmationMiddleware", "RemovalMiddleware"),
        ("RemovalMiddleware", "SecondPersonMiddleware"),
        ("SecondPersonMiddleware", "PublicNowMiddleware"),
        ("PublicNowMiddleware", "OneSaveAtATimeMiddleware"),
    ],
)
def test_whoever_needs_another_stands_inside_of_it(outer: str, inner: str, base: SimpleNamespace) -> None:
    def place(name: str) -> int:
        (found,) = [number for number, each in enumerate(base.MIDDLEWARE) if each.endswith(name)]
        return found

    assert place(outer) < place(inner)


@pytest.mark.django_db
def test_a_page_is_answered_with_what_visitors_are_promised(client: Client) -> None:
    answer = client.get("/", headers={"accept-encoding": "gzip"})
    policy = answer["Content-Security-Policy"]
    assert "img-src 'self' data:" in policy and "default-src 'none'" in policy
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Content-Encoding"] == "gzip"
    assert client.get("/mreze")["Location"] == "/mreze/"
    assert Client(enforce_csrf_checks=True).post("/").status_code == 403


@pytest.mark.django_db
def test_templates_know_who_asks_and_need_not_load_what_all_use(rf: Any) -> None:
    request: HttpRequest = rf.get("/mreze/")
    request.user, request._messages = User(username="ana"), ["poruka"]  # type: ignore[attr-defined, assignment]
    text = (
        "{% translate 'x' %} {% static 'x.css' %} {% active_language %} {{ request.path }}"
        " {{ user.username }} {{ messages|join:'' }} {{ settings.networks.SiteSettings.site.pk }}"
    )
    shown = Template(text).render(RequestContext(request))
    assert (
        shown.startswith("x /static/x.css sr-Latn /mreze/ ana poruka ") and shown.rpartition(" ")[2].isdigit()
    )
    assert get_template("wagtailadmin/base.html")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sr-latn", "best answer", "najbolji odgovor"),
        ("sr-latn", "Publish", "Objavi"),
        ("sr-cyrl", "Publish", "Објави"),
        ("en", "Publish", "Publish"),
    ],
)
def test_the_site_the_admin_and_packages_speak_each_language(language: str, text: str, expected: str) -> None:
    with translation.override(language):
        assert translation.gettext(text) == expected
    with translation.override("sr-latn"):
        assert translation.ngettext("%(num)d year", "%(num)d years", 5) == "%(num)d godina"


def test_times_are_those_of_belgrade_and_zones_have_places(base: SimpleNamespace) -> None:
    assert timezone.is_aware(timezone.now()) and base.TIME_ZONE == "Europe/Belgrade"
    offered = set(base.WAGTAIL_USER_TIME_ZONES)
    assert {"UTC", "Europe/Belgrade"} <= offered and not {"Factory", "localtime", "Zulu"} & offered
    assert [code for code, _name in base.WAGTAILADMIN_PERMITTED_LANGUAGES] == ["sr-latn", "sr-cyrl", "en"]
    assert [code for code, _name in base.LANGUAGES] == ["sr-latn", "en"]


@pytest.mark.parametrize("name", ["css/site.css", "images/share-en.png", "wagtailadmin/css/core.css"])
def test_files_of_the_site_and_of_packages_are_served(name: str) -> None:
    assert finders.find(name)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", "csv docx odp ods odt pdf pptx txt xlsx".split())
def test_documents_of_these_kinds_are_taken(kind: str) -> None:
    get_document_model()(title="x", file=f"documents/x.{kind}").clean()
    with pytest.raises(ValidationError):
        get_document_model()(title="x", file=f"documents/x.{kind}.html").clean()


@pytest.mark.parametrize("kind", "avif gif jpg jpeg png webp".split())
def test_and_pictures_of_these(kind: str, base: SimpleNamespace) -> None:
    assert kind in base.WAGTAILIMAGES_EXTENSIONS and "svg" not in base.WAGTAILIMAGES_EXTENSIONS


@pytest.mark.parametrize(
    "password",
    ["kratka lozinka", "dugačka " * 17, "astraastraastra1", "1q2w3e4r5t6y7u8i9o0p",
     "ana-petrovic-iz-nisa"],
)  # fmt: skip
def test_a_password_that_is_easy_to_guess_is_refused(password: str, base: SimpleNamespace) -> None:
    person = User(username="ana-petrovic-iz-nisa")
    validators = get_password_validators(base.AUTH_PASSWORD_VALIDATORS)
    validate_password("nekoliko dobrih reči u nizu", person, validators)
    with pytest.raises(ValidationError):
        validate_password(password, person, validators)


def test_what_would_be_careless_is_off_unless_somebody_says_so(base: SimpleNamespace) -> None:
    off = (
        "DEBUG", "SECOND_FACTOR_MAY_BE_SKIPPED", "BEHIND_PROXY", "IS_LOCAL", "SECOND_PERSON_APPROVES",
        "WHITENOISE_ALLOW_ALL_ORIGINS", "WAGTAIL_I18N_ENABLED", "WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT",
        "WAGTAIL_ENABLE_UPDATE_CHECK", "WAGTAIL_ENABLE_WHATS_NEW_BANNER", "WAGTAIL_ALLOW_UNICODE_SLUGS",
    )  # fmt: skip
    assert [name for name in off if getattr(base, name) is not False] == []
    on = ("CSRF_COOKIE_HTTPONLY", "USE_I18N", "USE_TZ", "WHITENOISE_KEEP_ONLY_HASHED_FILES")
    assert [name for name in on if getattr(base, name) is not True] == []
    assert base.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] is True
    assert base.MFA_SUPPORTED_TYPES == ["totp", "webauthn", "recovery_codes"]
