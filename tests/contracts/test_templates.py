"""Every template is used and exists, and shows no text that could not be translated."""

import re
from pathlib import Path

import pytest
from django.forms.renderers import get_default_renderer
from django.template.loader import get_template

from tests.contracts import sources

ALWAYS_USED = {"404.html"}
# Of no use by itself: a whole page for staff, the blocks of a text, which have names of their own.
WITHOUT_A_CLASS = {"hotline_preview", "stream"}
LONGEST_TEMPLATE, LONGEST_LINE = 100, 160
COMPONENTS = [path for path in sources.template_files() if path.parent.name == "components"]


@pytest.mark.parametrize("path", sources.template_files(), ids=sources.template_name)
def test_the_template_is_used(path: Path) -> None:
    name = sources.template_name(path)
    used = name in ALWAYS_USED or name in sources.named_templates() or sources.is_override(name)
    assert used, f"nothing names {name}"


@pytest.mark.parametrize("name", sorted(sources.named_templates()))
def test_the_named_template_exists_and_can_be_parsed(name: str) -> None:
    # Widgets' templates are Django's own and found by the forms' renderer.
    find = get_default_renderer().get_template if name.startswith("django/forms/") else get_template
    assert find(name), f"named in {sources.named_templates()[name]}"


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_found_by_the_class_that_view_source_shows(path: Path) -> None:
    classes = {
        name.replace("__", "-")
        for attribute in re.findall(r'class="([^"]*)"', re.sub(r"{%.*?%}", " ", path.read_text("utf-8")))
        for name in attribute.split()
    }
    assert path.stem.replace("_", "-") in classes or path.stem in WITHOUT_A_CLASS


@pytest.mark.parametrize("path", sources.template_files(), ids=sources.template_name)
def test_the_template_can_be_read_in_an_editor(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.endswith("\n")
    assert len(text.splitlines()) <= LONGEST_TEMPLATE
    assert [line for line in text.splitlines() if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("path", sources.template_files(), ids=sources.template_name)
def test_the_template_shows_no_text_that_cannot_be_translated(path: Path) -> None:
    assert sources.untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Members</p>",
        '<p>\n{% translate "Members" %}\n and friends</p>',
        '<img alt="Our members">',
        '<a aria-label="Main menu" href="/">{{ page }}</a>',
        '{% include "components/card.html" with label="Members" %}',
        "{% blocktranslate %}Members{% endblocktranslate %} of {{ network }}",
        "<p>{{ count }} članica</p>",
    ],
)
def test_a_text_outside_the_translations_is_noticed(source: str) -> None:
    assert sources.untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Members" %}: {{ count }} · 24/7</p>',
        "{% blocktranslate count n=n %}{{ n }} member{% plural %}{{ n }} members{% endblocktranslate %}",
        "<script>let members = 1;</script><style>.members { color: red }</style>",
        '{% comment %}Members{% endcomment %}<img alt="{{ image.alt }}">',
        '{% include "components/card.html" with kind="network" %}',
        '<p class="members">ASTRA</p>',
    ],
)
def test_what_needs_no_translation_is_left_in_peace(source: str) -> None:
    assert sources.untranslated(source) == []
