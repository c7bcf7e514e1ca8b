"""Text or HTML as a row of clean blocks: headings, paragraphs, lists. What is left out is counted."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

import nh3

from networks.starter.body import clean_rich_text

_INLINE = {"a", "b", "i", "br", "strong", "em", "span"}
_ENDS_BLOCK = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption",
    "blockquote", "table", "thead", "tbody", "tr", "td", "th", "dl", "dt", "dd", "hr", "pre",
}  # fmt: skip
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_KEPT = {*_INLINE, *_ENDS_BLOCK, *_HEADINGS, "ul", "ol", "li"}
_SAID_WHEN_DROPPED = {
    "img",
    "iframe",
    "script",
    "style",
    "form",
    "object",
    "embed",
    "video",
    "audio",
    "svg",
    "input",
}
_LOOKS_LIKE_HTML = re.compile(r"<\s*(!doctype|html|body|div|p|h[1-6]|ul|ol|br|table)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\u00a0\u2007\u202f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BREAK = re.compile(r"\s*<br\s*/?>\s*")


@dataclass
class Block:
    """One heading, paragraph or list. `html` is clean, `items` are those of a list."""

    kind: str
    html: str = ""
    level: int = 0
    items: list[str] = field(default_factory=list)
    is_ordered: bool = False

    @property
    def text(self) -> str:
        """Return the words without any formatting."""
        return plain(self.html)

    @property
    def lines(self) -> list[str]:
        """Return the lines of a paragraph with breaks in it, or the items of a list."""
        return self.items or [part for part in _BREAK.split(self.html) if plain(part)]

    def as_rich_text(self) -> str:
        """Return the block as the value of a paragraph in the stream."""
        if self.kind != "list":
            return clean_rich_text(f"<p>{self.html}</p>")
        tag = "ol" if self.is_ordered else "ul"
        return clean_rich_text(f"<{tag}>{''.join(f'<li>{item}</li>' for item in self.items)}</{tag}>")


def plain(html: str) -> str:
    """Return the words of `html`."""
    return _SPACES.sub(" ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()


def blocks_of(text: str) -> tuple[list[Block], list[str]]:
    """Return the blocks of a page and what was left out of them."""
    if _LOOKS_LIKE_HTML.search(text):
        return _of_html(text)
    return _of_plain_text(text), []


# HTML


class _Counter(HTMLParser):
    """Counts what sanitising takes away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SAID_WHEN_DROPPED:
            self.found[tag] += 1
        for name, value in attrs:
            if name == "style":
                self.found["style=…"] += 1
            elif name.startswith("on"):
                self.found["on…="] += 1
            elif name == "href" and re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.found["javascript:"] += 1


class _Builder(HTMLParser):
    """Puts the parts of sanitised HTML together as blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.buffer = ""
        self.heading = 0
        self.lists: list[Block] = []

    def finish(self) -> None:
        """End the paragraph, heading or item at hand."""
        html = _tidy(self.buffer)
        self.buffer = ""
        if not plain(html):
            return
        if self.heading:
            self.blocks.append(Block("heading", escape(plain(html), quote=False), level=self.heading))
        elif self.lists:
            self.lists[-1].items.append(html)
        else:
            self.blocks.append(Block("paragraph", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE:
            self.buffer += _opening(tag, dict(attrs))
            return
        self.finish()
        if tag in _HEADINGS:
            self.heading = int(tag[1])
        elif tag in {"ul", "ol"}:
            self.lists.append(Block("list", is_ordered=tag == "ol"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            if tag != "br":
                self.buffer += f"</{_bare_tag(tag)}>"
            return
        self.finish()
        if tag in _HEADINGS:
            self.heading = 0
        elif tag in {"ul", "ol"} and self.lists:
            done = self.lists.pop()
            if self.lists:
                self.lists[-1].items += done.items
            elif done.items:
                self.blocks.append(done)

    def handle_data(self, data: str) -> None:
        self.buffer += escape(_INVISIBLE.sub("", data), quote=False)


def _bare_tag(tag: str) -> str:
    return {"strong": "b", "em": "i"}.get(tag, tag)


def _opening(tag: str, attributes: dict[str, Any]) -> str:
    if tag == "a":
        return f'<a href="{escape(attributes.get("href") or "")}">'
    if tag == "span" and attributes.get("lang"):
        return f'<span lang="{escape(attributes["lang"])}">'
    return f"<{_bare_tag(tag)}>"


def _tidy(html: str) -> str:
    """Return inline HTML with single spaces, without empty tags and without breaks at its ends."""
    tidy = clean_rich_text(_SPACES.sub(" ", html))
    # A link whose address was taken out leaves its words.
    tidy = re.sub(r'<span>(.*?)</span>|<a href="">(.*?)</a>', r"\1\2", tidy)
    for _round in range(3):
        tidy = re.sub(r"<(b|i|a|span)(?: [^>]*)?>\s*</\1>", "", tidy)
    return re.sub(r"^(\s|<br>)+|(\s|<br>)+$", "", tidy)


def _of_html(text: str) -> tuple[list[Block], list[str]]:
    counter = _Counter()
    counter.feed(text)
    clean = nh3.clean(
        text,
        tags=_KEPT,
        attributes={"a": {"href"}, "span": {"lang"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        clean_content_tags={"script", "style", "title", "noscript", "template"},
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    builder.finish()
    dropped = [f"{number} × {name}" for name, number in sorted(counter.found.items())]
    return builder.blocks, dropped


# Plain text


def _of_plain_text(text: str) -> list[Block]:
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", _INVISIBLE.sub("", text)):
        lines = [_SPACES.sub(" ", line).strip() for line in part.split("\n") if line.strip()]
        while lines:
            used, block = _first_block(lines)
            blocks.append(block)
            lines = lines[used:]
    return blocks


def _first_block(lines: list[str]) -> tuple[int, Block]:
    """Return the first block of some lines without an empty one between, and how many it takes."""
    marked = re.match(r"(#{1,6})\s*(.+?)\s*#*$", lines[0])
    if marked:
        return 1, Block("heading", escape(marked[2], quote=False), level=len(marked[1]))
    if len(lines) > 1 and re.fullmatch(r"=+|-{3,}", lines[1]):
        return 2, Block("heading", escape(lines[0], quote=False), level=1 if lines[1][0] == "=" else 2)
    bullets = 0
    while bullets < len(lines) and re.match(r"([-–—•*·]|\d+[.)])\s+", lines[bullets]):
        bullets += 1
    if bullets:
        items = [re.sub(r"^([-–—•*·]|\d+[.)])\s+", "", line) for line in lines[:bullets]]
        return bullets, Block("list", items=[escape(item, quote=False) for item in items])
    end = next(
        (at for at, line in enumerate(lines) if at and re.match(r"#{1,6}\s|[•*·]\s", line)), len(lines)
    )
    return end, Block("paragraph", "<br>".join(escape(line, quote=False) for line in lines[:end]))
