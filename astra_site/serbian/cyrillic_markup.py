"""A finished HTML page in Cyrillic: its texts and what is read of its attributes; nothing else is touched.

The page is read as a browser's tokenizer reads it (tags with quoted attributes, comments, raw text of
scripts), and every character that is no text stays as it is; so nothing has to be written anew.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

Change = Callable[[str], str]

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)|<(?P<raw>script|style|textarea)\b(?P<raw_attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|<(?P<closing>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<[!?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=\"'/>]+)(?P<is>\s*=\s*)(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.DOTALL
)
# What people read or hear of an attribute. `exit.js` says its own (data-leaving), a sign shows
# its letters by CSS.
_READ = frozenset(
    "abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext label"
    " placeholder summary title data-expired data-letters data-leaving data-one-more data-two-more".split()
)
_LEADS = frozenset({"href", "xlink:href", "action"})
_READ_META = frozenset(
    "description application-name og:title og:description og:site_name og:image:alt twitter:title"
    " twitter:description twitter:image:alt".split()
)
# Worth a closer look: all other tags stay as they are.
_INTERESTING = re.compile(
    r"\b(?:abbr|alt|aria-[dlprv]|label|placeholder|summary|title|data-[elot]|lang|translate|href|action|content)",
    re.IGNORECASE,
)
# Most tags of a map: they have nothing to read.
_SHAPES = frozenset("circle ellipse line path polygon polyline rect use".split())
DRAWING = "svg"
_CODE = frozenset({"code", "kbd", "samp", "pre", "var"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SOURCE_LANGUAGE, LANGUAGE = "sr-Latn", "sr-Cyrl"
_SERBIAN = frozenset({"sr", "sr-latn", "sr-latn-rs", "sr-rs"})


class Zone(NamedTuple):
    """An element with a language of its own, or one that nobody is to translate."""

    name: str
    is_changed: bool
    # How many elements of the same name are open in it, with itself.
    depth: int = 1


class Page:
    """Reads one page, and knows in which zone it is."""

    def __init__(self, text: Change, link: Change) -> None:
        """Take what changes a text, and what changes the address of a link."""
        self.text, self.link = text, link
        self.zones: list[Zone] = [Zone("", is_changed=True)]

    @property
    def is_changed(self) -> bool:
        """Tell whether texts are changed here."""
        return self.zones[-1].is_changed

    def pieces(self, html: str) -> Iterator[str]:
        """Yield the page in Cyrillic, piece by piece."""
        position = 0
        while token := _TOKEN.search(html, position):
            if token.start() > position:
                yield self._text(html[position : token.start()])
            position = token.end()
            if token["name"] == DRAWING and self.is_changed and (end := _end_of_drawing(token, html)):
                yield self._tag(token) + _drawing(html[position:end], self.text, self.link)
                position = end
            elif token["raw"]:
                position = _end_of_raw(html, token["raw"], position)
                yield self._raw(token, html[token.end() : position])
            else:
                yield self._tag(token) if token["name"] else token[0]
        yield self._text(html[position:])

    def _text(self, text: str) -> str:
        return text if not self.is_changed or text.isspace() else self.text(text)

    def _raw(self, token: re.Match, content: str) -> str:
        return self._with_attributes(token[0], token["raw"].lower(), token["raw_attributes"]) + content

    def _tag(self, token: re.Match) -> str:
        name = token["name"].lower()
        if name in _SHAPES:
            return token[0]
        if token["closing"]:
            if name == self.zones[-1].name:
                self._close(name)
            return token[0]
        if not token["attributes"] and name != self.zones[-1].name and name not in _CODE:
            return token[0]
        attributes = token["attributes"]
        own = _zone_of(name, attributes, self.is_changed) if _may_be_zone(name, attributes) else None
        is_open = name not in _VOID and not attributes.endswith("/")
        if own is None or not is_open:
            if is_open:
                self._nest(name, 1)
            return self._with_attributes(token[0], name, attributes, own)
        self.zones.append(Zone(name, own))
        return self._with_attributes(token[0], name, attributes)

    def _close(self, name: str) -> None:
        if self._nest(name, -1) and self.zones[-1].depth == 0:
            self.zones.pop()

    def _nest(self, name: str, step: int) -> bool:
        zone = self.zones[-1]
        if zone.name != name:
            return False
        self.zones[-1] = zone._replace(depth=zone.depth + step)
        return True

    def _with_attributes(self, tag: str, name: str, attributes: str, is_changed: bool | None = None) -> str:
        if not _INTERESTING.search(attributes):
            return tag
        changes = self.is_changed if is_changed is None else is_changed
        return _with_attributes(tag, name, attributes, changes, self.text, self.link)


# Menu, footer and many links are the same on every page, and a drawing on every one that shows it.
@lru_cache(maxsize=8192)
def _with_attributes(tag: str, name: str, attributes: str, changes: bool, text: Change, link: Change) -> str:
    leads_to_a_language = "hreflang" in attributes
    is_read = _is_read_meta(attributes) if name == "meta" else True

    def changed(found: re.Match) -> str:
        key, value = found["name"].lower(), found["value"]
        if key in _LEADS and not leads_to_a_language and name != "base":
            value = link(value)
        elif key == "lang" and value.lower() in _SERBIAN and changes:
            value = LANGUAGE
        elif changes and is_read and (key in _READ or (key == "content" and name == "meta")):
            value = text(value)
        return f"{found['name']}{found['is']}{found['quote']}{value}{found['quote']}"

    return tag.replace(attributes, _ATTRIBUTE.sub(changed, attributes), 1)


@lru_cache(maxsize=32)
def _drawing(svg: str, text: Change, link: Change) -> str:
    return "".join(Page(text, link).pieces(svg))


def in_cyrillic(html: str, text: Change, link: Change) -> str:
    """Return a whole page, with `text` for what is read and `link` for addresses that are followed.

    What repeats is remembered by these two, so both are to be the same objects for the same changes.
    """
    return "".join(Page(text, link).pieces(html))


def _end_of_drawing(token: re.Match, html: str) -> int:
    """Return where what is in a drawing ends; 0 where it is a zone, or has a drawing in it."""
    attributes = token["attributes"]
    if token["closing"] or attributes.endswith("/") or _may_be_zone(DRAWING, attributes):
        return 0
    end = html.find(f"</{DRAWING}", token.end())
    return end if end > 0 and html.find(f"<{DRAWING}", token.end(), end) < 0 else 0


def _end_of_raw(html: str, name: str, position: int) -> int:
    end = re.compile(f"</{name}", re.IGNORECASE).search(html, position)
    return end.start() if end else len(html)


def _may_be_zone(name: str, attributes: str) -> bool:
    return "lang=" in attributes or "translate=" in attributes or name in _CODE


@lru_cache(maxsize=1024)
def _values(attributes: str) -> dict[str, str]:
    return {found["name"].lower(): found["value"] for found in _ATTRIBUTE.finditer(attributes)}


def _zone_of(name: str, attributes: str, is_changed: bool) -> bool | None:
    """Tell whether texts in an element are changed; None where it says nothing of it."""
    values = _values(attributes)
    if name in _CODE or values.get("translate", "").lower() == "no":
        return False
    if "lang" in values:
        return values["lang"].lower() in _SERBIAN
    return True if "translate" in values else None


def _is_read_meta(attributes: str) -> bool:
    values = _values(attributes)
    return (values.get("name") or values.get("property") or "").lower() in _READ_META
