"""Reads the project's sources for the contract tests."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.apps import apps
from django.template.base import Lexer, Token, TokenType
from django.template.utils import get_app_template_dirs

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("astra_site", "networks")
TEMPLATES = ROOT / "templates"
# Elements whose content nobody reads, and attributes that somebody does.
UNREAD_ELEMENTS = {"script", "style"}
READ_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title"}
# Names are the same in both languages.
NAMES = {"ASTRA", "English", "KB", "PDF", "srpski"}
TRANSLATED = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}
NAME_OF_A_TEMPLATE = re.compile(r"""["']([\w./-]+\.html)["']""")
VALUE_IN_A_TAG = re.compile(r"""\w=["']([^"']*)["']""")


def snake(name: str) -> str:
    """Return NetworkIndexPage as network_index_page."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def python_files(*rooms: str) -> list[Path]:
    """Return the Python files of the rooms, without migrations."""
    files = [path for room in rooms or ROOMS for path in (ROOT / room).rglob("*.py")]
    return sorted(path for path in files if "migrations" not in path.parts)


def template_files() -> list[Path]:
    """Return the project's templates, also those inside an app."""
    inside_apps = [path for room in ROOMS for path in (ROOT / room).rglob("templates/**/*.html")]
    return sorted([*TEMPLATES.rglob("*.html"), *inside_apps])


def template_name(path: Path) -> str:
    """Return the name under which Django knows the template at `path`."""
    return str(path).rpartition("/templates/")[2]


def named_templates() -> dict[str, str]:
    """Return every template that code or another template names, with one place that does."""
    found = {}
    for path in [*python_files(), *template_files()]:
        for name in NAME_OF_A_TEMPLATE.findall(path.read_text("utf-8")):
            found.setdefault(name, str(path.relative_to(ROOT)))
    return found


def is_override(name: str) -> bool:
    """Tell whether a package has a template of this name, which ours takes the place of."""
    ours = {
        Path(config.path) / "templates"
        for config in apps.get_app_configs()
        if ROOT in Path(config.path).parents
    }
    packaged = [folder for folder in get_app_template_dirs("templates") if folder not in ours]
    # The virtual environment lies inside the project's folder.
    packaged += [folder for folder in ours if ".venv" in folder.parts]
    return any((folder / name).exists() for folder in packaged)


def imports(path: Path) -> set[str]:
    """Return the names of the modules that the file at `path` imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Return the classes at the top of the file at `path`."""
    return (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef))


def has_words(text: str) -> bool:
    """Tell whether `text` has a word that a translator would have to look at."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(word not in NAMES for word in words)


class _Reader(HTMLParser):
    """Collects what a visitor reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD_ELEMENTS
        for name, value in attrs:
            if name in READ_ATTRIBUTES and value and has_words(value):
                self.found.append((self.getpos()[0], f"{name}={value}"))

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD_ELEMENTS

    def handle_data(self, data: str) -> None:
        if not self.unread and has_words(data):
            self.found.append((self.getpos()[0], " ".join(data.split())))


def _outside_translations(source: str) -> Iterator[Token]:
    """Return the tokens of a template that do not stand between the tags of a translation."""
    closing = ""
    for token in Lexer(source).tokenize():
        tag = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if closing:
            closing = "" if tag == closing else closing
        elif tag in TRANSLATED:
            closing = TRANSLATED[tag]
        else:
            yield token


def untranslated(source: str) -> list[tuple[int, str]]:
    """Return the literal texts of a template that no translator would get to see, with their lines."""
    reader, found, line = _Reader(), [], 1
    for token in _outside_translations(source):
        # What was left out in between still counts for the line.
        reader.feed("\n" * max(token.lineno - line, 0))
        line = max(token.lineno, line)
        if token.token_type is TokenType.TEXT:
            reader.feed(token.contents)
            line += token.contents.count("\n")
        elif token.token_type is TokenType.BLOCK and token.split_contents()[0] in {"include", "with"}:
            values = VALUE_IN_A_TAG.findall(token.contents)
            found += [(token.lineno, value) for value in values if has_words(value) and not value.islower()]
    reader.close()
    return sorted(found + reader.found)
