"""The last look at what many-at-once deletes. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from astra_site.removal.middleware import refuse
from astra_site.removal.targets import Verb
from astra_site.removal.uses import uses_of


@hooks.register("before_bulk_action")
def keep_what_is_used(request: HttpRequest, action: str, objects: list, _view: Any) -> HttpResponse | None:
    """Refuse to delete what is used, also where all of a list was chosen and no address names it."""
    is_looked_at = getattr(request, "removal", None) is not None
    uses = uses_of(objects) if action == Verb.DELETE and not is_looked_at else []
    return refuse(request, uses) if uses else None
