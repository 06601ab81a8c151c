"""A list of processes names one otherwise than the process register.

Two names for one number leave the reader to guess whether one or two processes are meant (ISO 9001:2015, 4.4.1). Only
lists and tables most of whose rows are the register's own are compared: numbers alone mean many things.

Flagged:
    file: registers/processes.yaml
    entries:
      - {number: "1", group: true, title: {ky: Башкаруу процесстери}}
      - {number: "1.1", title: {ky: Стратегиялык пландаштыруу}, owner: rector}
      - {number: "1.2", title: {ky: Сапат менеджменти системасын башкаруу}, owner: rector}
      - {number: "1.3", title: {ky: Коомчулукту кабардар кылуу}, owner: rector}
      - {number: "4.1", title: {ky: Ички аудиттер}, owner: rector}
      - {number: "1.4", title: {ky: Эл аралык байланыш боюнча ишмердик}, owner: rector}
    body:
    # Процесстер

    - 1.1. Стратегиялык пландаштыруу;
    - 1.2. Сапат менеджменти системасын башкаруу;
    - 1.3. Коомчулукту кабардар кылуу;
    - 1.4. Чет өлкөлүктөр менен иштөө.

Accepted:
    file: registers/processes.yaml
    entries:
      - {number: "1", group: true, title: {ky: Башкаруу процесстери}}
      - {number: "1.1", title: {ky: Стратегиялык пландаштыруу}, owner: rector}
      - {number: "1.2", title: {ky: Сапат менеджменти системасын башкаруу}, owner: rector}
      - {number: "1.3", title: {ky: Коомчулукту кабардар кылуу}, owner: rector}
      - {number: "4.1", title: {ky: Ички аудиттер}, owner: rector}
    body:
    # Процесстер

    - 1.1. Стратегиялык пландаштыруу;
    - 1.2. Сапат менеджменти системасын башкаруу;
    - 1.3. Коомчулукту кабардар кылуу.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from qms.model.diagnostic import Severity
from qms.model.document import Document, Process
from qms.model.field import choose
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.folding import left_over
from qms.rules.prose import place
from qms.rules.reading import Line
from qms.rules.rule import Finding, Rule, View

_ROW = pattern(r"\s*(?:[-*+]\s+|\|\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})\.?\s*(?:\|\s*|\s)(?P<title>[^|]{4,200})")
_HEADING = pattern(r"\s*#")
FEWEST = 3
LINK = 4
"""Words of so few letters ("жана", "and") make no other name."""
GAP = 4
"""Rows of one list stand at most so many lines apart: group titles and blank lines lie between."""


class Row(NamedTuple):
    """A row of a list of processes: its line, where its title begins, the title, the process of that number."""

    line: Line
    column: int
    title: str
    process: Process


def check(context: Context) -> Iterator[Finding]:
    """Compare the lists of every document with the register."""
    processes = {number: item for number, item in context.names.processes.items() if not item.group}
    for document in context.readable if processes else ():
        for rows in _lists(context, document, processes):
            wrong = [row for row in rows if not _is_named(row)]
            if FEWEST <= len(rows) - len(wrong) > len(wrong):
                yield from (_finding(document, row) for row in wrong)


def _lists(context: Context, document: Document, processes: dict[str, Process]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for line in context.reading(document).prose:
        found = None if _HEADING.match(line.text) else _ROW.match(line.text)
        process = processes.get(found["number"]) if found else None
        if not found or not process:
            continue
        if held and line.number - held[-1].line.number > GAP:
            yield held
            held = []
        held.append(Row(line, found.start("title"), found["title"].strip(" ;.,"), process))
    yield held


def _is_named(row: Row) -> bool:
    """Tell whether a row bears the name of its process in any language, but for the spelling."""
    names = row.process.title.values()
    return any(not any(len(word) > LINK for word in chain(*left_over(row.title, name))) for name in names)


def _finding(document: Document, row: Row) -> Finding:
    return Finding(
        place(document, row.line, row.column),
        msg('Process "{number}" has another name in the register', number=row.process.number),
        msg('Write "{suggestion}"', suggestion=choose(row.process.title, document.language)),
        document.code or document.path,
    )


RULE = Rule("LV009", Severity.WARNING, check, View.ALONE)
