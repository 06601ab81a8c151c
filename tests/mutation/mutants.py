"""Small faults for a piece of Python: each a copy of its tree in which one thing is otherwise."""

from __future__ import annotations

import ast
import copy
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
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Mutant(NamedTuple):
    """A fault: the name of the function, the line, what was written and what stands there now, the whole module."""

    function: str
    line: int
    before: str
    after: str
    module: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of the functions of a module."""
    whole = ast.parse(source)
    for name, function in _functions(whole, ""):
        for number, node in enumerate(_inner(function)):
            for kind in range(_kinds(node)):
                yield _mutant(whole, name, number, kind)


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _inner(function: ast.FunctionDef) -> list[ast.AST]:
    """Return the nodes of the body in an order that is always the same; docstring and annotations are left out."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = list(reversed(function.body[1:] if ast.get_docstring(function) else function.body))
    while waiting:
        node = waiting.pop()
        found.append(node)
        children = [child for name, child in _fields(node) if name not in {"annotation", "returns"}]
        waiting += reversed(children)
    return found


def _fields(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield name, child


def _kinds(node: ast.AST) -> int:  # noqa: PLR0911 - a line for each kind of node
    """Return in how many ways a node can be made wrong."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        return 1
    if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
        operator = node.ops[0] if isinstance(node, ast.Compare) else node.op
        return int(type(operator) in _OPPOSITE)
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.Not))
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool | int | str | bytes))
    if isinstance(node, ast.Return):
        return int(node.value is not None and not isinstance(node.value, ast.Constant))
    if isinstance(node, ast.comprehension):
        return len(node.ifs)
    return int(isinstance(node, ast.Continue | ast.Break | ast.Raise))


def _mutant(whole: ast.Module, name: str, number: int, kind: int) -> Mutant:
    module = copy.deepcopy(whole)
    function = next(found for path, found in _functions(module, "") if path == name)
    node = _inner(function)[number]
    shown = node.test if isinstance(node, ast.If | ast.While) else node
    before, line = ast.unparse(shown), getattr(node, "lineno", function.lineno)
    new = _spoilt(node, kind)
    if new is not node:
        _Swap(node, new).visit(function)
    ast.fix_missing_locations(module)
    after = new.test if isinstance(new, ast.If | ast.While) else new
    return Mutant(name, line, before, ast.unparse(after), module)


def _spoilt(node: ast.AST, kind: int) -> ast.AST:  # noqa: C901 - a line for each kind of node
    """Change a node in place, or return another one in its stead."""
    match node:
        case ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Compare():
            node.ops[0] = _OPPOSITE[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp():
            node.op = _OPPOSITE[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp():
            return node.operand
        case ast.Constant():
            node.value = _other(node.value)
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.comprehension():
            del node.ifs[kind]
        case ast.Continue():
            return ast.Break()
        case ast.Break():
            return ast.Continue()
        case ast.Raise():
            return ast.Pass()
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
