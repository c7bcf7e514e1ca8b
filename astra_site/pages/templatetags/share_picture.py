"""Template tag for the picture that other sites show beside a link to a page (og:image)."""

from typing import NamedTuple
from urllib.parse import urljoin

from django import template
from django.db.models import Model
from django.template.context import Context
from django.templatetags.static import static
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.pages import alternates
from astra_site.uploads.renditions import largest_rendition

register = template.Library()

# The size of static/images/share-*.png; their source is docs/images/share.html.
WIDTH, HEIGHT = 1200, 630
# Narrower pictures are shown small beside the words; the large place would blow them up.
NARROWEST_LARGE = 600


class SharePicture(NamedTuple):
    """A picture as the head of a page names it; `url` has scheme and host."""

    url: str
    width: int
    height: int
    alt: str

    @property
    def twitter_card(self) -> str:
        """Return how large the picture is to be shown."""
        return "summary_large_image" if self.width >= NARROWEST_LARGE else "summary"


@register.simple_tag(takes_context=True)
def share_picture(context: Context, thing: Model) -> SharePicture:
    """Return the first picture of `thing`, or else the site's own in the page's language."""
    root = alternates.root_url(context.get("request"))
    own = largest_rendition(thing)
    if own is not None:
        return SharePicture(urljoin(root, own.url), own.width, own.height, own.image.default_alt_text)
    url = static(f"images/share-{languages.html_code(languages.active())}.png")
    return SharePicture(urljoin(root, url), WIDTH, HEIGHT, _("ASTRA: together against human trafficking"))
