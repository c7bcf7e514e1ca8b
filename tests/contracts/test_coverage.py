"""The coverage of templates can be whole, and a line that is not rendered is told of."""

from pathlib import Path

import pytest
from django.template import Context, Origin, Template, base
from django.template.engine import Engine
from django_coverage_plugin.plugin import FileReporter

from tests import template_coverage
from tests.contracts import sources


@pytest.mark.parametrize("path", sources.template_files(), ids=sources.template_name)
def test_every_line_that_counts_can_be_noted(path: Path) -> None:
    template = Template(path.read_text("utf-8"), Origin(str(path)))
    nodes = template.nodelist.get_nodes_by_type(base.Node)
    noted = {line for node in nodes for line in template_coverage.lines(node)}
    assert FileReporter(str(path)).lines() <= noted


def test_only_what_is_rendered_is_noted() -> None:
    source = "<p>\n{% if there %}\nyes\n{% else %}\nno\n{% endif %}\n</p>"
    template = Template(source, engine=Engine())
    rendered = template_coverage.watch(template.nodelist, "a.html")
    assert template.render(Context({"there": True})) == "<p>\n\nyes\n\n</p>"
    assert {1, 2, 3, 7} <= rendered
    assert 5 not in rendered


def test_a_part_that_was_noted_renders_as_before() -> None:
    template = Template("{% for number in numbers %}{{ number }},{% endfor %}", engine=Engine())
    template_coverage.watch(template.nodelist, "b.html")
    assert [template.render(Context({"numbers": [1, 2]})) for _time in range(3)] == ["1,2,"] * 3
