"""Opens the screens of the admin as a person of a role finds them: one of each kind."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

LINK = re.compile(r'(?:href|data-url|data-chooser-url|data-w-action-url-value)="(/admin/[^"#]*)"')
# The menu of the admin is drawn by a script.
IN_THE_MENU = re.compile(r'"(?:url|href|create_url)": "(/admin/[^"]*)"')
# Not screens, or the way out.
LEFT_OUT = re.compile(r"/admin/(?:logout|jsi18n|sprite)|export=|/manual/images/|/download")


def view_of(address: str) -> str:
    """Return which screen an address shows; chapters of the manual are one, settings are each its own."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    kind = [str(value) for value in match.kwargs.values() if not str(value).isdigit()]
    return match.view_name if match.view_name.startswith("manual") else " ".join([match.view_name, *kind])


def shown(response: HttpResponse) -> str:
    """Return the HTML of a screen, or of a window over it, which comes as JSON."""
    text = response.content.decode()
    return str(json.loads(text).get("html") or "") if "json" in response.headers["Content-Type"] else text


def links_of(html: str) -> list[str]:
    """Return the addresses of the admin that a screen leads to."""
    found = [*LINK.findall(html), *IN_THE_MENU.findall(html)]
    return [address for address in map(unescape, found) if not LEFT_OUT.search(address)]


def screens(client: Client, first: Iterable[str] = (), deep: bool = True) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of each kind of screen, from the start page on; or only what that leads to."""
    waiting, seen = [reverse("wagtailadmin_home"), *first], set()
    while waiting:
        address = waiting.pop(0)
        if (view := view_of(address)) in seen:
            continue
        seen.add(view)
        response = client.get(address, follow=True)
        kind = response.headers.get("Content-Type", "")
        if response.status_code != 200 or not kind.startswith(("text/html", "application/json")):
            continue
        # Wagtail says so of all that stands below its own address.
        assert "no-store" in response.headers["Cache-Control"], address
        yield address, (html := shown(response))
        if deep or len(seen) == 1:
            waiting += links_of(html)
