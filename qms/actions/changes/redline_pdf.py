"""A redline as a PDF in the layout of the printed documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from qms.actions.changes.diff import Diff
from qms.actions.prints.letterhead import letterhead
from qms.actions.session import Session
from qms.history.passages import is_rule
from qms.model.message import Catalog
from qms.model.printout import Block
from qms.model.redline import Change, Kind, Line, Mark, Part, Run


class Shown(NamedTuple):
    """What a redline says above and between its sections; `parts` are those that changed, each with its title."""

    heading: str
    note: str
    parts: Sequence[tuple[str, Part]]


def redline_pdf(session: Session, found: Diff, shown: Shown, catalog: Catalog) -> bytes:
    """Return the PDF: a heading, a line below it, the sections that changed, each under its title."""
    from qms.adapters.prints.typeset import set_pdf

    body = [_heading(1, shown.heading, 0), _paragraph([_words(shown.note)])]
    for number, (title, part) in enumerate(shown.parts, 1):
        body += [_heading(2, title, number), *_blocks(part)]
    head = letterhead(
        session.workspace.snapshot(),
        catalog,
        code=found.code,
        title=shown.heading,
        day=found.new.day or session.today.isoformat(),
    )
    return set_pdf(replace(head, revision=found.new.revision or 0, body=tuple(body), parts=("text",)))


def _blocks(part: Part) -> Iterator[Block]:
    if part.change is Change.SAME:
        return
    for kind, lines in groupby(part.shown, lambda line: line.kind):
        if kind is Kind.ROW:
            yield from _table([line for line in lines if not _parts_head(line)])
        elif kind is Kind.ITEM:
            yield {"t": "list", "ordered": 0, "tight": 1, "items": [_item(line) for line in lines]}
        else:
            yield from (_paragraph(_line(line)) for line in lines)


def _parts_head(line: Line) -> bool:
    return is_rule(line.side(Mark.DELETED)) or is_rule(line.side(Mark.INSERTED))


def _table(lines: Sequence[Line]) -> Iterator[Block]:
    count = max((len(line.cells) for line in lines), default=0)
    if count:
        rows = [[_runs(cell) for cell in line.cells] + [[]] * (count - len(line.cells)) for line in lines]
        yield {"t": "table", "align": [""] * count, "head": [], "rows": rows, "caption": []}


def _item(line: Line) -> Block:
    return {"t": "item", "task": "", "mark": line.lead.strip(), "body": [_paragraph(_line(line, lead=False))]}


def _line(line: Line, *, lead: bool = True) -> list[Block]:
    runs = [node for cell in line.cells for node in _runs(cell)]
    if line.kind is Kind.HEADING:
        return [{"t": "strong", "body": runs}]
    return [_words(f"{line.lead} "), *runs] if lead and line.lead else runs


def _runs(cell: Iterable[Run]) -> list[Block]:
    return [
        _words(run.text) if run.mark is Mark.SAME else {"t": run.mark.value, "body": [_words(run.text)]} for run in cell
    ]


def _words(text: str) -> Block:
    return {"t": "text", "text": text}


def _paragraph(body: Sequence[Block]) -> Block:
    return {"t": "paragraph", "tight": 0, "body": list(body)}


def _heading(level: int, text: str, number: int) -> Block:
    return {"t": "heading", "level": level, "number": "", "anchor": f"part-{number}", "body": [_words(text)]}
