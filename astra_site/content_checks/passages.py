"""Texts cut into passages: what a reader sees as one piece, with what the rules must know of it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from astra_site.serbian.findings import MASK


class Link(NamedTuple):
    """A link inside a passage."""

    text: str
    url: str
    start: int


class Passage(NamedTuple):
    """A heading, a paragraph, an item of a list, a cell, or the text of a plain field."""

    text: str
    # The same text as long, with words of other languages masked.
    own_text: str
    links: tuple[Link, ...] = ()
    is_heading: bool = False
    is_rich: bool = False
    # Labels of the blocks around it, from the outside in, and the id of the outermost one.
    labels: tuple[str, ...] = ()
    block: str = ""


def plain_passage(text: str, **options: Any) -> Passage:
    """Return the passage of a text without markup."""
    return Passage(text, text, **options)


# Elements that end a passage, and elements of which a browser shows no text.
BLOCKS = {"p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "table", "tr", "td"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LINE_BREAK = re.compile(r" *\n\s*")
VOID = {"br", "hr", "img", "embed", "input", "wbr"}


class _Reader(HTMLParser):
    """Collects the passages of rich text as Wagtail stores it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.own = ""
        self.links: list[Link] = []
        self.heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end_passage()
            self.heading = tag in HEADINGS
        if tag == "br":
            self.handle_data(" ")
        if tag not in VOID:
            self.open.append((tag, {**dict(attrs), " start": str(len(self.text))}))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _attributes in self.open):
            name, attributes = self.open.pop()
            if name == "a":
                self.end_link(attributes)
            if name == tag:
                break
        if tag in BLOCKS:
            self.end_passage(is_closed=tag in HEADINGS)

    def handle_data(self, data: str) -> None:
        # A browser shows a line break of the source as one space, and none where a passage begins.
        data = LINE_BREAK.sub(" ", data)
        data = data if self.text else data.lstrip(" ")
        self.text += data
        foreign = any(attributes.get("lang") for _name, attributes in self.open)
        self.own += MASK * len(data) if foreign else data

    def end_link(self, attributes: dict[str, str | None]) -> None:
        start = int(attributes[" start"] or 0)
        url = attributes.get("href") or ""
        if attributes.get("linktype"):
            url = f"{attributes['linktype']}:{attributes.get('id') or ''}"
        self.links.append(Link(self.text[start:].strip(), url, start))

    def end_passage(self, is_closed: bool = False) -> None:
        if self.text.strip() or (self.heading and is_closed):
            self.passages.append(
                Passage(self.text, self.own, tuple(self.links), is_heading=self.heading, is_rich=True)
            )
        self.text, self.own, self.links, self.heading = "", "", [], False
        self.open = [(name, {**attributes, " start": "0"}) for name, attributes in self.open]


def rich_passages(html: str, **options: Any) -> Iterator[Passage]:
    """Yield the passages of rich text: one for each paragraph, heading and item of a list."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_passage()
    for passage in reader.passages:
        yield passage._replace(**options)
