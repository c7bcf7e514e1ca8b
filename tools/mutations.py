"""Small faults that can be put into a file, one at a time; most are mistakes that people make.

Left alone is what changes words or looks only, and what no running site would tell apart (`frozen=True`).
"""

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

QUIET_KEYWORDS = {
    "verbose_name", "verbose_name_plural", "help_text", "heading", "icon", "icon_name", "classname", "label",
    "related_name", "frozen", "slots", "order", "kw_only", "null", "db_index", "name", "menu_icon", "attrs",
    # Words; how much at a time; what Python and Django take anyway.
    "help", "explanation", "content", "subtitle", "code", "maxsize", "batch_size", "chunk_size", "strict",
    "encoding", "level", "dispatch_uid",
}  # fmt: skip
# Without these nothing below would work, which every test sees; the last two only spare work.
NEEDED = {
    "property", "dataclass", "staticmethod", "classmethod", "overload", "cached_property",
    "cache", "lru_cache",
}  # fmt: skip
SIGNS: dict[type, Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
# `rows.exclude(…)` becomes `rows`.
NARROWING = {"filter", "exclude", "live", "public", "distinct", "strip", "lower", "casefold", "order_by"}
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
    (r"(?<=\bif \()[^;]+?(?=\) (?:return|\{|[a-z]+ ?[.=(]))", "false"),
    # A statement that stands alone on its line, or alone in a function on one line.
    (r"(?m)(?<=^)[ ]+(?=[a-z])(?!\s*(?:var|function|return) ?)[^{}\n]*;$", ""),
    (r"(?m)(?<=\{ )[^{}]+;(?= \}\);$)", ""),
)


class Mutation(NamedTuple):
    """A fault: its number in the file, its line, what was and what became of it."""

    number: int
    line: int
    change: str


def mutations(path: str, source: str) -> list[Mutation]:
    """Return every fault that can be put into a file."""
    found = _of_script(source) if path.endswith(".js") else _of_python(ast.parse(source))
    return [Mutation(number, line, change) for number, (line, change, _script) in enumerate(found)]


def mutated(path: str, source: str, wanted: Mutation) -> str:
    """Return the file with a fault in it."""
    if path.endswith(".js"):
        return next(made for number, made in enumerate(_of_script(source)) if number == wanted.number)[2]
    return ast.unparse(tree_with(source, wanted.number))


def tree_with(source: str, wanted: int) -> ast.Module:
    """Return what Python reads in a file with a fault in it, each line where it was."""
    tree = ast.parse(source)
    # The fault stands in the tree as long as nobody asks for the next one.
    faults = _of_python(tree)
    next(fault for number, fault in enumerate(faults) if number == wanted)
    return ast.fix_missing_locations(tree)


def room_of(path: str) -> str:
    """Return the room of a file: the folder in which it stands, or what it is about."""
    if path.endswith(".js"):
        return "exit"
    if "membership" in path and "spreadsheets" not in path:
        return "memberships"
    app, *folders = Path(path).parts[:-1]
    return folders[0] if folders and (app, folders[0]) != ("networks", "pages") else "/".join((app, *folders))


def _of_script(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each fault, what is told of it, and the script with it."""
    for pattern, text in SCRIPT:
        for found in re.finditer(pattern, source):
            line = source.count("\n", 0, found.start()) + 1
            whole = source.splitlines()[line - 1].strip()
            if not whole.startswith("//"):
                result = source[: found.start()] + text + source[found.end() :]
                yield line, f"`{found[0].strip()}` → `{text}` in `{whole}`", result


def _of_python(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield the line of each fault and what is told of it, while it stands in the tree."""
    for node, put in _places(tree):
        for variant in _variants(node):
            change = f"`{_words(node)}` → `{_words(variant)}`"
            if dropped := getattr(variant, "dropped", None):
                change = f"without `{_words(dropped)}` in `{_words(node)}`"
            put(variant)
            yield getattr(variant, "told_of", 0) or _line(node), change, ""
            put(node)


def _places(node: ast.AST) -> Iterator[tuple[Any, Any]]:
    """Yield what runs, with a function that puts something in its place: no annotations, nothing for mypy."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "type_params"}:
            continue
        for number, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            is_for_mypy = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            is_quiet = isinstance(child, ast.keyword) and child.arg in QUIET_KEYWORDS
            if is_for_mypy or is_quiet or not isinstance(child, ast.AST):
                continue

            def put(new: ast.AST, number: int | None = number, name: str = name) -> None:
                if number is None:
                    setattr(node, name, new)
                else:
                    getattr(node, name)[number] = new

            yield child, put
            yield from _places(child)


def _line(node: Any) -> int:
    """Return where a node begins; a condition of a comprehension stands where its words do."""
    return getattr(node, "lineno", 0) or node.target.lineno


def _words(node: ast.AST) -> str:
    text = ast.unparse(ast.fix_missing_locations(node)) if not isinstance(node, ast.Pass) else "pass"
    return text.strip().partition("\n")[0][:160]


def _with(node: Any, **fields: Any) -> Any:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _without(node: Any, name: str, is_dropped: Any = None) -> Iterator[Any]:
    """Yield a copy for each part of a list that may be dropped, without it."""
    parts = getattr(node, name)
    for number, part in enumerate(parts):
        if is_dropped is None or is_dropped(part):
            changed = _with(node, **{name: [*parts[:number], *parts[number + 1 :]]})
            # The tests are asked that reach its line, and not the first of the node.
            changed.dropped, changed.told_of = part, getattr(part, "lineno", 0)
            yield changed


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _variants(node: Any) -> Iterator[Any]:  # noqa: C901, PLR0912 - a table, line by line
    """Yield what may stand in the place of a node."""
    match node:
        case ast.Compare(ops=[sign, *_]):
            yield _with(node, ops=[SIGNS[type(sign)](), *node.ops[1:]])
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not _is_text(node.left) and not _is_text(node.right):
            yield _with(node, op=SIGNS[type(node.op)]())
        case ast.BoolOp():
            for changed in _without(node, "values"):
                yield changed if len(changed.values) > 1 else changed.values[0]
        case ast.UnaryOp(op=ast.Not()):
            yield ast.Call(ast.Name("bool"), [node.operand], [])
        case ast.If() | ast.While():
            yield from (_with(node, test=ast.Constant(value)) for value in (True, False))
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.comprehension():
            yield from _without(node, "ifs")
        case ast.Call(func=ast.Name(id=name)) if name in TWINS:
            yield _with(node, func=ast.Name(TWINS[name]))
        case ast.Call(func=ast.Attribute(value=rows, attr=name)) if name in NARROWING:
            yield rows
        case ast.Subscript(slice=ast.Slice(lower=lower, upper=upper)) if lower or upper:
            yield _with(node, slice=ast.Slice())
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.List() | ast.Set() if len(node.elts) > 1:
            yield from _without(node, "elts")
    yield from _losses(node)


def _losses(node: Any) -> Iterator[Any]:
    """Yield a node of which a part is gone, or nothing in its place."""
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield from _without(
                node, "decorator_list", lambda part: not NEEDED & set(re.findall(r"\w+", _words(part)))
            )
        case (
            ast.Expr(value=ast.Call())
            | ast.Raise()
            | ast.AugAssign()
            | ast.Delete()
            | ast.Continue()
            | ast.Break()
        ):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
    if isinstance(node, ast.Call):
        yield from _without(node, "keywords", lambda part: part.arg and part.arg not in QUIET_KEYWORDS)
