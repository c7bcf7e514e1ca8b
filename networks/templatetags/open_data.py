"""Template filter for what a page says to search engines."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
# Nothing in a text may end the element that it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(thing: dict[str, Any] | None) -> SafeString:
    """Return a thing of schema.org as JSON-LD, or nothing where there is nothing to say.

    It is a block of data that no browser runs, so the content security policy lets it stand.
    """
    if not thing:
        return SafeString("")
    written = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')
