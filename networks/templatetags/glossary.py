"""Template tags for the glossary: its terms, and a part of a page that leads to them."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from networks import glossary, term_links
from networks.models import GlossaryTerm

register = template.Library()


@register.simple_tag(takes_context=True)
def terms(context: Context) -> list[GlossaryTerm]:
    """Return the terms in alphabetical order."""
    return glossary.in_order(context.get("request"))


class TermsNode(template.Node):
    """A part of a page in whose text the first use of each term leads to the glossary."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return the part; the glossary does not lead to itself."""
        content = self.nodelist.render(context)
        known = term_links.known_terms(context.get("request"))
        own = glossary.GLOSSARY.get(context.get("request")).page
        if known is None or getattr(context.get("page"), "pk", None) == getattr(own, "pk", None):
            return content
        return mark_safe(term_links.with_links(content, known))


@register.tag
def with_terms(parser: Parser, token: Token) -> TermsNode:
    """Lead to the glossary up to {% endwith_terms %}."""
    nodelist = parser.parse(("endwith_terms",))
    parser.delete_first_token()
    return TermsNode(nodelist)
