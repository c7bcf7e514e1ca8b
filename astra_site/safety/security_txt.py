"""/.well-known/security.txt (RFC 9116): where to report a fault that puts somebody at risk."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import global_settings, settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from astra_site.pages.alternates import root_url

CONTACT_PAGE = "https://astra.rs/kontakt/"
# The standard asks for less than a year. The site itself answers, so what it says is as old as today.
VALID = timedelta(days=180)


def contacts() -> list[str]:
    """Return where reports go, the best first: the site's own e-mail address if it has one."""
    sender = settings.DEFAULT_FROM_EMAIL
    if sender == global_settings.DEFAULT_FROM_EMAIL:
        return [CONTACT_PAGE]
    return [f"mailto:{parseaddr(sender)[1]}", CONTACT_PAGE]


def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer with security.txt."""
    expires = (timezone.now() + VALID).replace(hour=0, minute=0, second=0)
    lines = [
        *(f"Contact: {contact}" for contact in contacts()),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sr, en",
        f"Canonical: {root_url(request)}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
