"""Where everything stands in a YAML file: values with the places where they begin and end, and the comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Place = tuple[int, int]
"""A line and a column, both from 0."""


@dataclass(slots=True)
class Mark:
    """A value with its place; `keys` of a mapping hold key and value, `flow` tells one in brackets."""

    start: Place
    end: Place
    flow: bool = True
    scalar: bool = True
    keys: dict[str, tuple[Mark, Mark]] | None = None
    items: list[Mark] | None = None
    waiting: Mark | None = None
    text: str = ""


@dataclass(slots=True)
class _Builder:
    stack: list[Mark] = field(default_factory=list)
    root: Mark | None = None

    def step(self, event: Any) -> None:  # Any: ruamel's events
        name = type(event).__name__
        start = (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        if name == "ScalarEvent":
            self.put(Mark(start, end, text=event.value))
        elif name in {"MappingStartEvent", "SequenceStartEvent"}:
            node = Mark(start, end, flow=bool(event.flow_style), scalar=False)
            node.keys, node.items = ({}, None) if name[0] == "M" else (None, [])
            self.stack.append(node)
        elif name in {"MappingEndEvent", "SequenceEndEvent"}:
            node = self.stack.pop()
            children = [*(pair[1] for pair in (node.keys or {}).values()), *(node.items or [])]
            keys = [pair[0].end for pair in (node.keys or {}).values()]
            node.end = end if node.flow else max([*(child.end for child in children), *keys], default=end)
            self.put(node)

    def put(self, node: Mark) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            self.root = node
        elif parent.items is not None:
            parent.items.append(node)
        elif parent.waiting is None:
            parent.waiting = node
        else:
            if parent.keys is not None:
                parent.keys[parent.waiting.text] = (parent.waiting, node)
            parent.waiting = None


def tree(text: str) -> Mark | None:
    """Return where everything stands in a file that could be read before."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    builder = _Builder()
    try:
        for event in YAML(typ="safe", plug_ins=[]).parse(text):
            builder.step(event)
    except YAMLError:
        return None
    return builder.root


def _leaves(node: Mark) -> Iterator[Mark]:
    if node.scalar:
        yield node
    for pair in (node.keys or {}).values():
        yield from _leaves(pair[0])
        yield from _leaves(pair[1])
    for item in node.items or []:
        yield from _leaves(item)


def comments(text: str) -> list[str]:
    """Return the comments of a file, in its order."""
    root = tree(text)
    lines = text.split("\n")
    for leaf in _leaves(root) if root else ():
        for number in range(leaf.start[0], min(leaf.end[0], len(lines) - 1) + 1):
            first = leaf.start[1] if number == leaf.start[0] else 0
            last = leaf.end[1] if number == leaf.end[0] else len(lines[number])
            lines[number] = lines[number][:first] + "x" * (last - first) + lines[number][last:]
    found = (re.search(r"(?:^|\s)(#.*)", one) for one in lines)
    return [match[1].rstrip() for match in found if match]
