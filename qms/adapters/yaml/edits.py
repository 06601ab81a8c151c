"""Changes single values of a YAML file and leaves every other character as it is: comments, order, quotation marks.

What was written is read again and compared before anybody keeps it: a change that would touch anything else is refused.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from qms.adapters.files.text import decode
from qms.adapters.yaml.reading import TABLES, read
from qms.adapters.yaml.tree import Mark, comments, tree
from qms.errors import RefusedError
from qms.model.field import Node, Scalar, Table
from qms.model.field import Sequence as Items
from qms.model.message import msg

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A text, a list, or keys with values."""
_PLAIN = re.compile(r"[^\W_][\w .\-/()«»№–—%+;…]*")
_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|0[0-9]+|[0-9]+[eE:_][-+0-9eE:_]*)")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """Return a text as it stands in a file: plain where every reader takes it for this text, else in quotation marks.

    `true` and `false` stay plain: they are meant.
    """
    word = text.casefold() in _WORDS and text not in {"true", "false"}
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not word and not _NUMBER.fullmatch(text)
    return text if plain and text.isprintable() else json.dumps(text, ensure_ascii=False)


def flow(value: Value) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return scalar(value) if value else '""'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {flow(item)}" for name, item in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def line(name: str, value: Value, indent: str = "") -> list[str]:
    """Return the lines of a key with its value; the rows of a small table stand below it."""
    if isinstance(value, str):
        return [f"{indent}{name}: {scalar(value)}" if value else f"{indent}{name}:"]
    if isinstance(value, Sequence) and any(isinstance(item, Mapping) for item in value):
        return [f"{indent}{name}:", *(f"{indent}  - {flow(item)}" for item in value)]
    return [f"{indent}{name}: {flow(value)}"]


def written(values: Mapping[str, Value], head: Sequence[str] = ()) -> bytes:
    """Return a new file with `values`, below the lines of `head`."""
    lines = [*head, *(text for name, value in values.items() for text in line(name, value))]
    return ("\n".join(lines) + "\n").encode("utf-8")


def edited(
    data: bytes, path: str, changes: Mapping[str, Value], order: Sequence[str] = (), row: int | None = None
) -> bytes:
    """Return the file with the values of `changes` in its keys, or in those of the row `row` under `entries:`.

    Rows are counted from 0 as they are read (`Table.tables`): what stands between them and has no keys is passed over.
    A new key is put where `order` has it. RefusedError where the file is written in a way that only a person can
    change.
    """
    text, problem = decode(data, path)
    if problem or "\r" in text.replace("\r\n", ""):
        raise _refused(path)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    for name, value in changes.items():
        body = _with(body, path, (name, value), order, row)
    _compare(text.removeprefix(mark), body, path, changes, row)
    return (mark + body).encode("utf-8")


def appended(data: bytes, path: str, values: Mapping[str, Value]) -> bytes:
    """Return the file with one more row under `entries:`, written as the row before it is."""
    text, problem = decode(data, path)
    root = None if problem else tree(text.removeprefix("\ufeff"))
    rows = _child(root, "entries") if root else None
    if rows is None or rows.flow or (rows.items is None and rows.start != rows.end):
        raise _refused(path)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    if rows.items:
        indent, at = " " * (rows.items[-1].start[1] - 2), _last_line(rows) + 1
    else:
        indent, at = "  ", next(number for number, one in enumerate(lines) if one.startswith("entries:")) + 1
    new = [one for name, value in values.items() for one in line(name, value, f"{indent}  ")]
    new[0] = f"{indent}- " + new[0].lstrip()
    lines[at:at] = [one + end.removesuffix("\n") for one in new]
    after = "\n".join(lines)
    before, now = _values(text, path), _values(after, path)
    if now.get("entries") != [*_list(before.get("entries")), _plain_of(values)]:
        raise _refused(path)
    return after.encode("utf-8")


def _with(text: str, path: str, change: tuple[str, Value], order: Sequence[str], row: int | None) -> str:
    """Return the text with one value replaced or added."""
    name, value = change
    target = _target(tree(text), row)
    if target is None or target.keys is None:
        raise _refused(path)
    lines = text.split("\n")
    if target.flow:
        return _in_flow(lines, target, name, value)
    if name in target.keys:
        return _replaced(lines, *target.keys[name], value)
    column = next((key.start[1] for key, _ in target.keys.values()), 0)
    before = [key for key in order[: order.index(name)] if key in target.keys] if name in order else list(target.keys)
    at = _last_line(target.keys[before[-1]][1], target.keys[before[-1]][0]) + 1 if before else None
    if at is None:
        raise _refused(path)
    end = "\r" if lines[0].endswith("\r") else ""
    if at >= len(lines):
        lines[-1] += end
        lines.append("")
        return "\n".join([*lines[:-1], *line(name, value, " " * column), ""])
    lines[at:at] = [one + end for one in line(name, value, " " * column)]
    return "\n".join(lines)


def _replaced(lines: list[str], key: Mark, old: Mark, value: Value) -> str:
    """Put a value in place of the old one; comments that stood within it are kept above its key."""
    column = key.start[1]
    first, last = key.start[0], _last_line(old, key)
    end = "\r" if lines[first].endswith("\r") else ""
    new = line("", value)
    notes: list[str] = []
    tail = ""
    if old.start == old.end:
        tail = lines[first][key.end[1] + 1 :].rstrip("\r")
    elif old.scalar or old.flow:
        tail = lines[last][old.end[1] :].rstrip("\r") if old.end[1] else ""
    else:
        notes = [" " * column + note for note in _comments_within(lines, old)]
    head = (lines[first][: key.end[1]] + new[0] + (tail if tail.strip() else "")).rstrip()
    fresh = [*notes, head, *(f"{' ' * column}{one}" for one in new[1:])]
    lines[first : last + 1] = [one + end for one in fresh]
    return "\n".join(lines)


def _in_flow(lines: list[str], target: Mark, name: str, value: Value) -> str:
    keys = target.keys or {}
    if name in keys:
        key, old = keys[name]
        start = old.start if old.start != old.end else (key.end[0], key.end[1] + 1)
        return _cut(
            lines,
            start,
            old.end if old.start != old.end else start,
            (" " if old.start == old.end else "") + flow(value),
        )
    at = (target.end[0], target.end[1] - 1)
    return _cut(lines, at, at, (", " if keys else "") + f"{name}: {flow(value)}")


def _cut(lines: list[str], start: tuple[int, int], end: tuple[int, int], new: str) -> str:
    head, tail = lines[start[0]][: start[1]], lines[end[0]][end[1] :]
    return "\n".join([*lines[: start[0]], head + new + tail, *lines[end[0] + 1 :]])


def _last_line(node: Mark, key: Mark | None = None) -> int:
    """Return the last line that a value takes."""
    if node.start == node.end and key is not None:
        return key.start[0]
    return node.end[0] - 1 if node.end[1] == 0 and node.end[0] > node.start[0] else node.end[0]


def _target(root: Mark | None, row: int | None) -> Mark | None:
    if row is None or root is None:
        return root
    rows = _child(root, "entries")
    found = [item for item in (rows.items if rows else None) or () if item.keys is not None]
    return found[row] if row < len(found) else None


def _child(root: Mark, name: str) -> Mark | None:
    found = (root.keys or {}).get(name)
    return found[1] if found else None


def _comments_within(lines: list[str], node: Mark) -> list[str]:
    part = "\n".join([*[""] * node.start[0], " " * node.start[1] + lines[node.start[0]][node.start[1] :]])
    rest = lines[node.start[0] + 1 : _last_line(node) + 1]
    return comments("\n".join([part, *rest]))


def _values(text: str, path: str) -> dict[str, Any]:
    table, problems = read(text.removeprefix("\ufeff"), path, limits=TABLES)
    if problems:
        raise _refused(path)
    found = _plain(table)
    return found if isinstance(found, dict) else {}


def _plain(node: Node) -> Any:  # Any: texts, lists and dictionaries in each other
    if isinstance(node, Scalar):
        return "" if node.empty else node.text
    if isinstance(node, Table):
        return {name: _plain(item) for name, item in node.entries.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Items) else ""


def _plain_of(value: Value) -> Any:  # Any: as above
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, Mapping):
        return {name: _plain_of(item) for name, item in value.items()}
    return [_plain_of(item) for item in value]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _compare(before: str, after: str, path: str, changes: Mapping[str, Value], row: int | None) -> None:
    """Refuse where anything but the changes differs: a value, the order of keys, a comment."""
    old, new = _values(before, path), _values(after, path)
    old_part, new_part = (old, new) if row is None else (_rows(old)[row], _rows(new)[row])
    wanted = {**old_part, **{name: _plain_of(value) for name, value in changes.items()}}
    same = new_part == wanted and [name for name in new_part if name in old_part] == list(old_part)
    if row is not None:
        old_part.clear()
        new_part.clear()
    others = old == new or row is None
    if not (same and others) or Counter(comments(before)) - Counter(comments(after)):
        raise _refused(path)


def _rows(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [item for item in _list(values.get("entries")) if isinstance(item, dict)]


def _refused(path: str) -> RefusedError:
    return RefusedError(
        msg('"{path}" is written in a way that cannot be changed safely', path=path),
        msg("Change the value in an editor, one key on each line, then run: qms check"),
    )
