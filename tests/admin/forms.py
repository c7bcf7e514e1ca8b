"""What a browser would send of a form, read from its HTML."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

_SKIPPED_TYPES = {"submit", "button", "file", "image", "reset"}


class _Fields(HTMLParser):
    """Collects the fields of the editor's form; <template> elements hold no fields."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self._in_form = False
        self._templates = 0
        self._textarea: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._templates += 1
        elif tag == "form" and "data-edit-form" in names:
            self._in_form = True
        elif self._in_form and not self._templates:
            self._take(tag, names)

    def _take(self, tag: str, attrs: dict[str, str]) -> None:
        name = attrs.get("name", "")
        if tag == "input" and name:
            self._take_input(name, attrs)
        elif tag in {"textarea", "select"} and name:
            self.data[name] = ""
            self._textarea, self._select = (name, None) if tag == "textarea" else (None, name)
        elif tag == "option" and self._select and "selected" in attrs:
            self.data[self._select] = attrs.get("value", "")

    def _take_input(self, name: str, attrs: dict[str, str]) -> None:
        kind = attrs.get("type")
        is_choice = kind in {"checkbox", "radio"}
        if kind not in _SKIPPED_TYPES and (not is_choice or "checked" in attrs):
            self.data[name] = attrs.get("value", "on" if is_choice else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._in_form = False
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._textarea and not self._templates:
            self.data[self._textarea] += data


def posted_form(html: str) -> dict[str, Any]:
    """Return the names and values of the editor's form in `html`, streams included.

    A stream's blocks are drawn by a script from a JSON value; here every stream is sent empty.
    """
    fields = _Fields()
    fields.feed(html)
    names = ("body_sr_latn", "body_en", "easy_read_sr_latn", "easy_read_en")
    streams = {f"{name}-count": "0" for name in names}
    return {**streams, **fields.data}


def row_url(page: Any, relation: str = "memberships") -> str:
    """Return where the form of one row of `page` is fetched."""
    return reverse("row_form", args=[page._meta.label, page.pk or 0, relation])


def opened_row(client: Client, page: Any, key: str, index: int = 0, **changes: Any) -> dict[str, Any]:
    """Open a member's row and return what its fields would send, with some of them changed."""
    response = client.get(row_url(page), {"key": key, "index": index})
    assert response.status_code == 200, response
    fields = posted_form(f"<form data-edit-form>{response.content.decode()}</form>")
    own = {name: value for name, value in fields.items() if name.startswith("memberships-")}
    return {**own, **{f"memberships-{index}-{name}": value for name, value in changes.items()}}
