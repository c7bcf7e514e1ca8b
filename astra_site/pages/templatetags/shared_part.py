"""`{% shared_part "footer" %}…{% endshared_part %}`: what stands on many pages and is the same on them.

For pages that are made anew although nothing has changed: those of whoever has a session, and answers to a
question in own words. What a part depends on besides the content and the version of the site stands behind
its name.
"""

from collections.abc import Callable

from django import template
from django.http import HttpRequest
from django.template.base import FilterExpression, NodeList, Parser, Token

from astra_site import languages
from astra_site.caching.per_generation import PerGeneration

register = template.Library()
_parts: PerGeneration[str] = PerGeneration()


def shared(request: HttpRequest | None, name: str, render: Callable[[], str], *vary: bool) -> str:
    """Return the part of this name, which is the same on each page of a version but for what `vary` says."""
    if request is None or getattr(request, "is_preview", False):
        return render()
    return _parts.get((name, request.get_host(), languages.version(), *vary), render)


class SharedPartNode(template.Node):
    """The part between the tags."""

    def __init__(self, nodelist: NodeList, name: FilterExpression, vary: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._name, self._vary = name, vary

    def render(self, context: template.Context) -> str:
        """Return what is kept of this generation, or render it."""
        vary = [bool(one.resolve(context, ignore_failures=True)) for one in self._vary]
        name = self._name.resolve(context)
        return shared(context.get("request"), name, lambda: self.nodelist.render(context), *vary)


@register.tag
def shared_part(parser: Parser, token: Token) -> SharedPartNode:
    """Keep what stands until `endshared_part`."""
    name, *vary = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(["endshared_part"])
    parser.delete_first_token()
    return SharedPartNode(nodelist, name, vary)
