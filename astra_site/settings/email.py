"""ASTRA_EMAIL_URL as Django's e-mail settings."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from astra_site.settings import environment

FORM = "smtp://USER:PASSWORD@HOST:PORT (STARTTLS) or smtps://…"


def from_environment() -> dict:
    """Return the settings for sending mail, or those that send none without ASTRA_EMAIL_URL.

    The EMAIL_ settings and not MAILERS: Wagtail 8.0 overrides a mailer's user and password with None.

    Raises:
        ImproperlyConfigured: the address cannot be used.
    """
    url = environment.text("ASTRA_EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"ASTRA_EMAIL_URL is no address: {FORM}") from error
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(f"ASTRA_EMAIL_URL is no address of a mail server: {FORM}")
    is_wrapped = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if is_wrapped else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_wrapped,
        "EMAIL_USE_TLS": not is_wrapped,
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": environment.required("ASTRA_EMAIL_FROM", "the sender of the site's mail"),
    }
