"""`{% main_part %}…{% endmain_part %}`: what `fragments` keeps."""

from django import template
from django.template.base import NodeList, Parser, Token

from astra_site.caching import fragments

register = template.Library()


class MainPartNode(template.Node):
    """The part between the tags."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """Return what is kept, if the page has found it, or render it."""
        if "main_part" in context:
            return context["main_part"]
        return fragments.keep(context.get("main_key"), lambda: self.nodelist.render(context))


@register.tag
def main_part(parser: Parser, _token: Token) -> MainPartNode:
    """Keep what stands until `endmain_part`."""
    nodelist = parser.parse(["endmain_part"])
    parser.delete_first_token()
    return MainPartNode(nodelist)
