"""A finished entry was changed afterwards.

A finished entry is a record: it shows what was known and decided then (ISO 9001:2015, 7.5.3.2). What turns out later is
a new entry that refers to it. Comments may change.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: closed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    closed_on: 2024-06-01
    commit: Record
    edit: registers/risks/ТБ-2024-001.yaml
    quality-director = hr-head

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: closed
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
    closed_on: 2024-06-01
    commit: Record
    edit: registers/risks/ТБ-2024-001.yaml
    state: closed = state: closed  # жабылды
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.entries.lifecycle import is_closed
from qms.model.diagnostic import Severity
from qms.model.entry import Entry
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.message import msg
from qms.model.register import Register
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare every entry that was ever finished with what it was then."""
    for register, entries in context.entries:
        for entry in entries if register.states and context.whole else ():
            finished = _finished(register, entry, context)
            names = _changed(finished, entry.front) if finished else ()
            if names:
                told = msg('The finished entry was changed: "{fields}"', fields=", ".join(names))
                help_ = msg("Write what stood there, and begin a new entry that refers to it")
                yield Finding(entry.at(names[0]), told, help_, entry.code)


def _finished(register: Register, entry: Entry, context: Context) -> Table | None:
    """Return the fields of the first finished version, where the file looks otherwise today."""
    versions = context.entry_history.get(entry.path, ())
    first = next((item for item in versions if is_closed(register, item.state)), None)
    return first.front if first else None


def _changed(before: Table, now: Table) -> tuple[str, ...]:
    names = dict.fromkeys((*before.entries, *now.entries))
    return tuple(name for name in names if _plain(before.entries.get(name)) != _plain(now.entries.get(name)))


def _plain(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return "" if node.empty else node.text
    if isinstance(node, Table):
        return {name: _plain(item) for name, item in node.entries.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Sequence) else ""


RULE = Rule("RG016", Severity.ERROR, check, View.HEADS, history=True)
