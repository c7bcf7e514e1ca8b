"""The sanitiser of rich text that comes from elsewhere: a file, a record of the starter content."""

import nh3

from astra_site import links

_TAGS = {"a", "b", "br", "i", "li", "ol", "p", "span", "ul"}
_ATTRIBUTES = {"a": {"href", "id"}, "span": {"lang"}}
# Links to pages and documents of this site have their number in the place of an address.
_LINKS_INSIDE = {"a": {"linktype": {"page", "document"}}}


def clean_rich_text(html: str) -> str:
    """Return `html` with only what the editor of rich text can write.

    Rich text put in by code is shown as it is, so it must not carry more than the editor allows.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_LINKS_INSIDE,
        attribute_filter=_allowed,
        link_rel=None,
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    is_allowed = {"id": str.isdigit, "href": links.is_allowed}.get(attribute)
    return value if is_allowed is None or is_allowed(value) else None
