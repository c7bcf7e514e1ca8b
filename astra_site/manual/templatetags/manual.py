"""The way from a screen of the admin to its chapter.

{% chapter_of_this_screen as chapter %}   None where the manual says nothing of the screen
{{ chapter.title|in_alphabet }}           in the alphabet of the interface
"""

from django import template

from astra_site import languages
from astra_site.manual import rendering
from astra_site.manual.guides import Chapter, chapter_of_screen

register = template.Library()
register.filter("in_alphabet", rendering.in_alphabet)


@register.simple_tag(takes_context=True)
def chapter_of_this_screen(context: template.RequestContext) -> Chapter | None:
    """Return the chapter about the screen that is being shown."""
    # A header is included with nothing but its own variables; the request is still known.
    request = getattr(context, "request", None)
    match = request.resolver_match if request else None
    return chapter_of_screen(match.view_name, languages.active()) if match else None
