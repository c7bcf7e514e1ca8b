"""The big button below a form is the one that its person wants next; the others stand behind the arrow.

A form saves itself, so saving a draft is what she presses least. Enter in a field still does that: see
templates/wagtailadmin/shared/action_menu/menu.html.
"""

from typing import Any

from django.http import HttpRequest

from astra_site.editing import second_person

_APPROVE, _PUBLISH, _SUBMIT = "approve", "action-publish", "action-submit"


def put_wanted_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Let the menu begin with approving, else with publishing, else with submitting, as far as she may.

    Where an old version is looked at, and where a second person must approve what she wrote, the first
    button stays Wagtail's own.
    """
    if context.get("view") == "revisions_revert":
        return
    edited = context.get("page") or context.get("instance")
    wanted = [_APPROVE, _PUBLISH, _SUBMIT]
    is_alone = edited is None and second_person.is_needed(request.user)
    if is_alone or (edited is not None and second_person.is_missing(edited, request.user)):
        wanted = [_SUBMIT]
    for name in wanted:
        found = next((item for item in items if item.name == name), None)
        if found is not None:
            items.remove(found)
            items.insert(0, found)
            return
