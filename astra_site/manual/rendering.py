"""From the Markdown of a chapter to HTML whose links and pictures work inside the admin."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from astra_site import languages
from astra_site.manual.guides import NAMES, Chapter, chapters
from astra_site.serbian.cyrillic import to_cyrillic
from astra_site.serbian.cyrillic_markup import in_cyrillic

# HTML in the files is shown as text: they need none.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# [Networks](admin:network_list:index) leads to a screen by the name of its view.
_SCREEN = "admin:"
# Only these of Markdown's own checks would be in the way.
_MARKDOWN.validateLink = lambda url: not url.lower().startswith(("javascript:", "data:", "vbscript:"))  # type: ignore[method-assign]


def render(text: str, language: str) -> SafeString:
    """Return `text` as HTML. The files are our own, so it is taken as it is."""
    tokens = _MARKDOWN.parse(text)
    for token in _with_children(tokens):
        if token.type == "image":
            name = str(token.attrs["src"]).removeprefix("images/")
            token.attrs |= {"src": reverse("manual:picture", args=[name]), "loading": "lazy"}
        elif token.type == "link_open":
            token.attrs["href"] = _address(str(token.attrs["href"]), language)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    # Buttons are named as the screen has them: both alphabets come from one text.
    return mark_safe(in_cyrillic(html, to_cyrillic, str) if is_cyrillic() else html)


def is_cyrillic() -> bool:
    """Tell whether the interface is in Cyrillic."""
    return languages.of_interface() == languages.CYRILLIC


def in_alphabet(text: str) -> str:
    """Return a title or a passage in the alphabet of the interface."""
    return to_cyrillic(text) if is_cyrillic() else text


def passages(chapter: Chapter) -> list[str]:
    """Return the paragraphs, items and cells of a chapter as plain text."""
    found = []
    for token in _MARKDOWN.parse(chapter.text):
        if token.type == "inline":
            text = "".join(child.content or " " for child in token.children or [] if child.type != "image")
            found.append(" ".join(strip_tags(text).split()))
    return [text for text in found if text]


def _with_children(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or []


def _address(href: str, language: str) -> str:
    """Return where a link leads: a screen, a chapter, the beginning of another guide, or as it is."""
    if href.startswith(_SCREEN):
        try:
            return reverse(href.removeprefix(_SCREEN))
        except NoReverseMatch:
            return reverse("manual:contents")
    if href.startswith("#"):
        return reverse("manual:chapter", args=[href[1:]])
    file, _, key = href.partition("#")
    name = file.partition(".")[0]
    if name not in NAMES or not file.endswith(".md"):
        return href
    first = next(found.key for found in chapters(language) if found.guide == name)
    return reverse("manual:chapter", args=[key or first])
