"""The pages that the rooms add to the admin: each has its address, and its list alone for the scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver
from wagtail import hooks

LIST_ALONE = {"results_only": True}
# The names of the addresses by the room that adds them.
ADDRESSES = {
    "astra_site.accounts": ["second_factors", "reset_factors", "audit", "audit_results"],
    "astra_site.content_checks": [
        "content_checks_report", "content_checks_report_results", "content_checks_object",
    ],
    "astra_site.editing": ["row_form"],
    "astra_site.link_checks": ["link_report", "link_report_results", "check_links", "accept_link"],
    "astra_site.manual": ["contents", "picture", "chapter"],
    "astra_site.status": ["status"],
    "astra_site.tasks": ["index", "job", "cancel"],
    "astra_site.translations": ["overview", "overview_results", "field", "decide"],
    "networks": [
        "contact_report", "contact_report_results", "contact_checked_today", "secret_place", "names_alike",
        "organisations_in_order",
    ],
    "networks.spreadsheets": ["index", "export", "dry_run", "try_again", "undo"],
}  # fmt: skip
IN_MENUS = {
    "register_reports_menu_item": {
        "astra_site.accounts", "astra_site.content_checks", "astra_site.link_checks", "astra_site.status",
        "astra_site.translations", "networks",
    },
    "register_admin_menu_item": {"astra_site.manual", "astra_site.tasks", "networks.spreadsheets"},
}  # fmt: skip


def ours(hook: str) -> Iterator[tuple[str, Any]]:
    """Yield what our rooms have registered, each with its room."""
    for function in hooks.get_hooks(hook):
        room = function.__module__.rpartition(".")[0]
        if room.startswith(("astra_site", "networks")):
            yield room, function


def patterns(found: list[Any]) -> Iterator[URLPattern]:
    for each in found:
        yield from patterns(each.url_patterns) if isinstance(each, URLResolver) else [each]


def test_each_room_gives_its_pages_their_addresses() -> None:
    found: dict[str, list[str]] = {}
    for room, function in ours("register_admin_urls"):
        for pattern in patterns(function()):
            found.setdefault(room, []).append(str(pattern.name))
            options = getattr(pattern.callback, "view_initkwargs", {})
            assert options == (LIST_ALONE if str(pattern.name).endswith("_results") else {}), pattern.name
    assert found == ADDRESSES


@pytest.mark.parametrize("hook", IN_MENUS)
def test_each_room_has_its_place_in_the_menus(hook: str) -> None:
    items = {room: function() for room, function in ours(hook)}
    assert items.keys() == IN_MENUS[hook]
    assert all(item.url.startswith("/admin/") and item.icon_name for item in items.values())
