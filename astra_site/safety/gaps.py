"""What visitors lack who look for somebody to call: told to staff, on the start page of the admin."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astra_site.editing.edit_urls import edit_url_of
from astra_site.safety.models import ChosenHotline, Hotline


class Gap(NamedTuple):
    """What is missing, where it is put right, and what exactly."""

    name: str
    url: str
    detail: str


def gaps() -> list[Gap]:
    """Return what is missing, the worst first."""
    hotlines = list(Hotline.objects.order_by("pk"))
    found = [] if _has_one_on_every_page(hotlines) else [_nobody_to_call()]
    return [*found, *(_gap(hotline) for hotline in hotlines if hotline.unknown_facts or not hotline.is_shown)]


def _has_one_on_every_page(hotlines: list[Hotline]) -> bool:
    shown = {hotline.pk for hotline in hotlines if hotline.is_shown}
    return bool(shown & set(ChosenHotline.objects.values_list("hotline", flat=True)))


def _nobody_to_call() -> Gap:
    return Gap(
        _("No page tells visitors whom to call"),
        reverse("wagtailsettings:edit", args=["safety", "safetysettings"]),
        _("Choose at least one hotline that is published and shown."),
    )


def _gap(hotline: Hotline) -> Gap:
    unknown = ", ".join(hotline.unknown_facts)
    details = [] if hotline.is_shown else [pgettext("a hotline", "not shown to visitors")]
    details += [_("not known: %(facts)s") % {"facts": unknown}] if unknown else []
    return Gap(str(hotline), edit_url_of(hotline), " · ".join(details))
