"""Notes which lines of our templates are rendered, for `coverage report`.

Coverage measures Python by sys.monitoring, which costs next to nothing and cannot see templates: their
plugin needs the tracer that asks at every line. So each node of a template notes itself once, when it is
first rendered, and is itself again. The plugin only says at the end which lines of a template count.
"""

import atexit
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coverage import Coverage, CoverageData
from django.template import base
from django.templatetags.i18n import BlockTranslateNode
from django.utils.safestring import SafeString

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "django_coverage_plugin.DjangoTemplatePlugin"
_lines: dict[str, set[int]] = defaultdict(set)


def start() -> None:
    """Begin, where this process is measured at all."""
    measuring = Coverage.current()
    if measuring is None:
        return
    compile_nodelist = base.Template.compile_nodelist

    def compile_and_watch(template: base.Template) -> base.NodeList:
        nodes = compile_nodelist(template)
        path = Path(str(template.origin.name))
        if ROOT in path.parents and ".venv" not in path.parts:
            watch(nodes, str(path))
        return nodes

    base.Template.compile_nodelist = compile_and_watch
    atexit.register(_save, measuring.config.data_file)


def watch(nodes: base.NodeList, path: str) -> set[int]:
    """Return the set of lines that fills as the nodes of the template at `path` are rendered."""
    for node in nodes.get_nodes_by_type(base.Node):
        node.render_annotated = _first_of(node, _lines[path])
    return _lines[path]


def _first_of(node: base.Node, noted: set[int]) -> Callable[[Any], SafeString]:
    """Return what stands in for the node's rendering until it is first asked for."""

    def render_annotated(context: Any) -> SafeString:
        noted.update(lines(node))
        vars(node).pop("render_annotated", None)
        return node.render_annotated(context)

    return render_annotated


def lines(node: base.Node) -> range:
    """Return the lines of its template that a node is made of."""
    first = node.token.lineno
    if isinstance(node, BlockTranslateNode):
        last = (node.plural or node.singular or [node.token])[-1]
        return range(first, last.lineno + last.contents.count("\n") + 1)
    if isinstance(node, base.TextNode):
        return range(first, first + len(node.s.splitlines()))
    return range(first, first + 1)


def _save(data_file: str) -> None:
    """Write a file of coverage's own beside that of this process; `coverage combine` puts them together."""
    data = CoverageData(basename=f"{data_file}.templates.{os.getpid()}")
    ours = {path: noted for path, noted in _lines.items() if noted and Path(path).is_absolute()}
    data.add_lines(ours)
    data.add_file_tracers(dict.fromkeys(ours, PLUGIN))
    data.write()
