"""Cookies of the pages of staff, beside the session's: sent to no other page, and read by no script."""

from django.conf import settings
from django.http import HttpResponse

YEAR = 365 * 24 * 60 * 60  # seconds


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Let the browser keep a value for a year."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        path=settings.STAFF_PATHS[0],
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
