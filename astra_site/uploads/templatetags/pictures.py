"""Template tags for uploaded pictures, in the copies that were made at publish."""

from typing import Any

from django import template
from django.template.context import Context
from wagtail.images.models import Picture

from astra_site.uploads import renditions
from astra_site.uploads.models import SiteImage
from astra_site.uploads.renditions import IN_TEXT, LOGO

register = template.Library()


def _is_preview(context: Context) -> bool:
    """Tell whether a member of staff looks at what is not published yet, so its copies may be missing."""
    return bool(getattr(context.get("request"), "is_preview", False))


@register.simple_tag(takes_context=True)
def logo(context: Context, thing: Any, css_class: str) -> Picture | str:
    """Return the logo of `thing`; what it says stands beside it in words."""
    if getattr(thing, "logo_id", None) is None:
        return ""
    if _is_preview(context):
        renditions.make(thing.logo, LOGO, only_last_resort=True)
    return renditions.picture(thing.logo.renditions_made(), LOGO, {"class": css_class, "alt": ""})


@register.simple_tag(takes_context=True)
def picture_in_text(context: Context, image: SiteImage | None) -> Picture | str:
    """Return a picture of a text, which is rarely at the top of its page; nothing when it was deleted."""
    if image is None:
        return ""
    if _is_preview(context):
        renditions.make(image, IN_TEXT, only_last_resort=True)
        image = SiteImage.objects.get(pk=image.pk)
    found = [rendition for rendition in image.renditions_made() if rendition.filter_spec in IN_TEXT.specs]
    return renditions.picture(found, IN_TEXT, {"loading": "lazy"})
