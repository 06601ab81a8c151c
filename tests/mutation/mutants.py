"""Small faults for a piece of Python: in each one thing of its tree is otherwise.

The English words of a message (`msg("…")`) are left alone: `tests/test_house.py` notices every change of them, as the
changed words have no translation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_TURNED = ast.Eq | ast.NotEq | ast.Is | ast.IsNot | ast.In | ast.NotIn


class Mutant(NamedTuple):
    """A fault: the name of its function, the lines of its statement, the node in the function, in which way spoilt."""

    function: str
    lines: range
    node: int
    way: int


class Fault(NamedTuple):
    """A mutant that was made: what was written, what stands there now."""

    before: str
    after: str


def mutants(whole: ast.Module) -> Iterator[Mutant]:
    """Yield every mutant of the functions of a module."""
    for name, function in _functions(whole, ""):
        for number, (node, statement, parent) in enumerate(_inner(function)):
            for way in range(_ways(node, parent)):
                yield Mutant(name, _lines(statement), number, way)


def made(module: ast.Module, mutant: Mutant) -> Fault:
    """Make a mutant of a module, whose tree is changed."""
    function = next(found for path, found in _functions(module, "") if path == mutant.function)
    node, _statement, parent = _inner(function)[mutant.node]
    while isinstance(parent, ast.JoinedStr | ast.FormattedValue | ast.keyword | ast.Slice):
        parent = next(over for child, _, over in _inner(function) if child is parent)
    wide = isinstance(node, ast.Constant) and isinstance(parent, ast.expr | ast.Return | ast.Assign)
    before = _shown(parent if wide else node)
    new = _spoilt(node, mutant.way)
    if new is not node:
        _Swap(node, new).visit(function)
    ast.fix_missing_locations(module)
    return Fault(before, _shown(parent if wide else new))


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node.test if isinstance(node, ast.If | ast.While) else node).split())


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _inner(function: ast.FunctionDef) -> list[tuple[ast.AST, ast.stmt, ast.AST]]:
    """Return the nodes of the body with their statement and their parent, in an order that is always the same.

    Docstring, annotations and the words of messages are left out.
    """
    found: list[tuple[ast.AST, ast.stmt, ast.AST]] = []
    body = function.body[1:] if ast.get_docstring(function) else function.body
    waiting: list[tuple[ast.AST, ast.stmt, ast.AST]] = [(node, node, function) for node in reversed(body)]
    while waiting:
        node, statement, parent = waiting.pop()
        found.append((node, statement, parent))
        children = [child for name, child in _fields(node) if name not in {"annotation", "returns"}]
        waiting += [
            (child, child if isinstance(child, ast.stmt) else statement, node)
            for child in reversed(children)
            if not _is_words(child, node)
        ]
    return found


def _is_words(node: ast.AST, parent: ast.AST) -> bool:
    if not isinstance(parent, ast.Call) or not parent.args or node is not parent.args[0]:
        return False
    return isinstance(parent.func, ast.Name) and parent.func.id == "msg" and isinstance(node, ast.Constant)


def _lines(statement: ast.stmt) -> range:
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    first = getattr(body[0], "lineno", None) or body[0].pattern.lineno if body else (statement.end_lineno or 0) + 1
    return range(statement.lineno, max(first, statement.lineno + 1))


def _fields(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def _ways(node: ast.AST, parent: ast.AST) -> int:  # noqa: PLR0911 - a line for each kind of node
    """Return in how many ways a node can be made wrong."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        return int(not _turns_alone(node.test))
    if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp | ast.AugAssign):
        operator = node.ops[0] if isinstance(node, ast.Compare) else node.op
        return int(type(operator) in _OPPOSITE)
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.Not))
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool | int | str | bytes) and not isinstance(parent, ast.Expr))
    if isinstance(node, ast.Return):
        return int(node.value is not None and not isinstance(node.value, ast.Constant))
    if isinstance(node, ast.comprehension):
        return len(node.ifs)
    if isinstance(node, ast.Expr):
        return int(isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom))
    return int(isinstance(node, ast.Continue | ast.Break | ast.Raise))


def _turns_alone(test: ast.expr) -> bool:
    """Tell whether the mutant of a condition itself says the opposite already."""
    if isinstance(test, ast.Compare):
        return len(test.ops) == 1 and isinstance(test.ops[0], _TURNED)
    return isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)


def _spoilt(node: ast.AST, way: int) -> ast.AST:  # noqa: C901 - a line for each kind of node
    """Change a node in place, or return another one in its stead."""
    match node:
        case ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Compare():
            node.ops[0] = _OPPOSITE[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            node.op = _OPPOSITE[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp():
            return node.operand
        case ast.Constant():
            node.value = _other(node.value)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.comprehension():
            del node.ifs[way]
        case ast.Continue():
            return ast.Break()
        case ast.Break():
            return ast.Continue()
        case ast.Raise():
            return ast.Pass()
        case ast.Expr():
            node.value = ast.Constant(None)
    return node


def _other(value: object) -> bool | int | str | bytes:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value + b"x" if isinstance(value, bytes) else f"{value}x"


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)
