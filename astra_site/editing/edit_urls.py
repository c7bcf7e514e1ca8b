"""Edit URLs: where in the admin something is edited and compared: one answer for whatever it is.

Nothing is read for it and nobody's rights are asked; the form itself checks them.
"""

from functools import lru_cache

from django.db.models import Model
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import AbstractPage


def edit_url(model: type[Model] | None, pk: object) -> str | None:
    """Return the address of the edit form of the object of `model` with this key, or None without one."""
    if model is None:
        return None
    if issubclass(model, AbstractPage):
        return reverse("wagtailadmin_pages:edit", args=(pk,))
    # Settings are named by their site.
    more = {"site_id": _site_of(model, pk)} if issubclass(model, BaseSiteSetting) else {}
    return AdminURLFinder().get_edit_url(model(pk=pk, **more))


def edit_url_of(instance: Model) -> str:
    """Return the address of the edit form of `instance`; empty without one."""
    return AdminURLFinder().get_edit_url(instance) or ""


def comparison_url(model: type[Model] | None, pk: object, earlier: object, later: object) -> str:
    """Return where two versions are compared; empty where that is not offered.

    Each is a revision's key or one of Wagtail's words: earliest, live, latest.
    """
    viewset = getattr(model, "snippet_viewset", None)
    if model is not None and issubclass(model, AbstractPage):
        name = "wagtailadmin_pages:revisions_compare"
    elif viewset is not None:
        name = viewset.get_url_name("revisions_compare")
    else:
        return ""
    return reverse(name, args=(pk, earlier, later))


@lru_cache(maxsize=64)
def _site_of(model: type[Model], pk: object) -> int:
    """Return the site of settings, which never changes, so that a list asks once and not each line."""
    return model._default_manager.values_list("site_id", flat=True).get(pk=pk)
