"""Small faults that can be put into a file: each is one change of its text, and most are real mistakes.

Left alone is what only changes words or looks, what no running site would tell apart (`frozen=True`), and
limits like 100 that could as well be 101.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

# Words, looks, and what the kept test database does not show.
QUIET_KEYWORDS = {
    "verbose_name", "verbose_name_plural", "help_text", "heading", "icon", "icon_name", "classname", "label",
    "related_name", "frozen", "slots", "order", "kw_only", "null", "db_index", "name", "menu_icon", "attrs",
}  # fmt: skip
# Without these no line below would work, which every test sees.
NEEDED_DECORATORS = {"property", "dataclass", "staticmethod", "classmethod", "overload", "cached_property"}
COMPARISONS = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
}  # fmt: skip
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
# `rows.exclude(…)` becomes `rows`.
NARROWING = {"filter", "exclude", "live", "public", "distinct", "strip", "lower", "casefold", "order_by"}
DROPPED = (ast.Raise, ast.AugAssign, ast.Delete, ast.Continue, ast.Break)


class Mutation(NamedTuple):
    """One change: the characters from start to end become `text`."""

    start: int
    end: int
    text: str
    line: int

    def apply(self, source: str) -> str:
        """Return the source with the change."""
        return source[: self.start] + self.text + source[self.end :]

    def describe(self, source: str) -> str:
        """Return what was and what became of it, on one line."""
        was = " ".join(source[self.start : self.end].split())
        begin = source.rfind("\n", 0, self.start) + 1
        stop = source.find("\n", self.end)
        place = " ".join(source[begin:stop].split())
        return f"`{was}` → `{self.text.strip() or 'nothing'}` in `{place[:120]}`"


def mutations(path: str, source: str) -> list[Mutation]:
    """Return every change that can be made to a file, by its place."""
    found = _of_script(source) if path.endswith(".js") else _Python(source).all()
    return sorted(set(found), key=lambda mutation: (mutation.start, mutation.end, mutation.text))


class _Python:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.lines = source.splitlines(keepends=True)

    def all(self) -> Iterator[Mutation]:
        for node in self._nodes(self.tree):
            for changes in (self._conditions, self._calls, self._statements, self._values):
                yield from changes(node)

    def _nodes(self, node: ast.AST) -> Iterator[ast.AST]:
        """Return what runs: no annotations, and nothing that only a type checker sees."""
        yield node
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "type_params"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                is_for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
                if isinstance(child, ast.AST) and not is_for_types:
                    yield from self._nodes(child)

    def _offset(self, line: int, column: int) -> int:
        """Return the place in the text; ast counts columns in bytes."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def _start(self, node: ast.AST) -> int:
        return self._offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def _end(self, node: ast.AST) -> int:
        return self._offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _text(self, node: ast.AST) -> str:
        return self.source[self._start(node) : self._end(node)]

    def _replace(self, node: ast.AST, text: str) -> Mutation:
        return Mutation(self._start(node), self._end(node), text, node.lineno)  # type: ignore[attr-defined]

    def _between(self, before: ast.AST, after: ast.AST, was: str, text: str) -> Iterator[Mutation]:
        start, end = self._end(before), self._start(after)
        if match := re.search(rf"(?<!\w){re.escape(was)}(?!\w)", self.source[start:end]):
            line = self.source.count("\n", 0, start + match.start()) + 1
            yield Mutation(start + match.start(), start + match.end(), text, line)

    def _conditions(self, node: ast.AST) -> Iterator[Mutation]:
        match node:
            case ast.Compare():
                for before, sign, after in zip([node.left, *node.comparators], node.ops, node.comparators):  # noqa: B905
                    yield from self._between(before, after, *COMPARISONS[type(sign)])
            case ast.BoolOp():
                for value in node.values:
                    yield self._replace(value, "True" if isinstance(node.op, ast.And) else "False")
            case ast.UnaryOp(op=ast.Not()):
                yield self._replace(node, f"bool({self._text(node.operand)})")
            case ast.If() | ast.IfExp():
                yield from (self._replace(node.test, word) for word in ("True", "False"))
            case ast.comprehension():
                yield from (self._replace(condition, "True") for condition in node.ifs)

    def _calls(self, node: ast.AST) -> Iterator[Mutation]:
        if not isinstance(node, ast.Call):
            return
        parts = sorted([*node.args, *node.keywords], key=self._start)
        for before, part in pairwise([None, *parts]):
            if isinstance(part, ast.keyword) and part.arg and part.arg not in QUIET_KEYWORDS:
                yield self._without(part, before, parts)
        function = node.func
        if isinstance(function, ast.Name) and function.id in TWINS:
            yield self._replace(function, TWINS[function.id])
        if isinstance(function, ast.Attribute) and function.attr in NARROWING:
            yield self._replace(node, self._text(function.value))

    def _without(self, part: ast.AST, before: ast.AST | None, parts: list) -> Mutation:
        start = self._end(before) if before else self._start(part)
        end = self._end(part)
        if not before and len(parts) > 1:
            end = self._start(parts[1])
        return Mutation(start, end, "", part.lineno)  # type: ignore[attr-defined]

    def _statements(self, node: ast.AST) -> Iterator[Mutation]:
        is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        is_setting = isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
        if is_call or is_setting or isinstance(node, DROPPED):
            yield self._replace(node, "pass")
        for decorator in getattr(node, "decorator_list", []):
            if not NEEDED_DECORATORS & set(re.findall(r"\w+", self._text(decorator))):
                start = self.source.rfind("@", 0, self._start(decorator))
                yield Mutation(start, self._end(decorator), "", decorator.lineno)

    def _values(self, node: ast.AST) -> Iterator[Mutation]:
        match node:
            case ast.keyword(arg=name) if name in QUIET_KEYWORDS:
                return
            case ast.Return(value=ast.Constant(value=bool(value))) | ast.keyword(value=ast.Constant(value=bool(value))):
                yield self._replace(node.value, str(not value))
            case ast.BinOp(op=ast.Add() | ast.Sub()) if not self._is_text(node.left, node.right):
                signs = ("+", "-") if isinstance(node.op, ast.Add) else ("-", "+")
                start = self._end(node.left)
                sign = self.source.index(signs[0], start)
                yield Mutation(sign, sign + 1, signs[1], node.lineno)
            case ast.Subscript(slice=ast.Slice()) if ":" in self._text(node.slice):
                yield self._replace(node.slice, ":")
            case ast.Compare() | ast.BinOp() | ast.Subscript() | ast.Return():
                yield from self._numbers(node)
            case ast.List() | ast.Set() if len(node.elts) > 1:
                yield from self._elements(node.elts)

    def _is_text(self, *nodes: ast.AST) -> bool:
        return any(
            isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
            for node in nodes
        )

    def _numbers(self, node: ast.AST) -> Iterator[Mutation]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and type(child.value) is int:
                yield self._replace(child, str(child.value + 1))

    def _elements(self, elements: list[ast.expr]) -> Iterator[Mutation]:
        for before, element in pairwise([None, *elements]):
            if element is not None:
                yield self._without(element, before, elements)


SCRIPT = (
    (r" && !?[\w.]+(?:\([^()]*\))?(?=[);])", ""),
    (r"&&", "||"),
    (r"\|\|", "&&"),
    (r"===", "!=="),
    (r"!==", "==="),
    (r"!(?=\w)", ""),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<=[=>] )\d+000\b", "9000"),
    (r"(?<=[<>]) ", "= "),
    (r"(?<=\bif \()[^;]+?(?=\) (?:return|\{|[a-z]+ ?[.=(]))", "false"),
    # A statement that stands alone on its line, or alone in a function on one line.
    (r"(?m)(?<=^)[ ]+(?=[a-z])(?!\s*(?:var|function|return) ?)[^{}\n]*;$", ""),
    (r"(?m)(?<=\{ )[^{}]+;(?= \}\);$)", ""),
)


def _of_script(source: str) -> Iterable[Mutation]:
    for pattern, text in SCRIPT:
        for match in re.finditer(pattern, source):
            line = source.count("\n", 0, match.start()) + 1
            is_comment = re.match(r"\s*(//|\*|/\*)", source.splitlines()[line - 1])
            if not is_comment and text != match.group():
                yield Mutation(match.start(), match.end(), text, line)
