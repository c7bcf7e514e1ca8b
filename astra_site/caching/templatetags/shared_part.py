"""`{% shared_part "footer" %}…{% endshared_part %}`: what stands on many pages and is the same on them.

What it depends on besides the content and the version of the site stands behind its name.
"""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token

from astra_site.caching import fragments

register = template.Library()


class SharedPartNode(template.Node):
    """The part between the tags."""

    def __init__(self, nodelist: NodeList, name: FilterExpression, vary: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._name, self._vary = name, vary

    def render(self, context: template.Context) -> str:
        """Return what is kept of this generation, or render it."""
        vary = [bool(one.resolve(context, ignore_failures=True)) for one in self._vary]
        name = self._name.resolve(context)
        return fragments.shared(context.get("request"), name, lambda: self.nodelist.render(context), *vary)


@register.tag
def shared_part(parser: Parser, token: Token) -> SharedPartNode:
    """Keep what stands until `endshared_part`."""
    name, *vary = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(["endshared_part"])
    parser.delete_first_token()
    return SharedPartNode(nodelist, name, vary)
