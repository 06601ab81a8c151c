"""A printout as one Markdown text: what the title page says, the text as it was typed, the sheets as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qms.adapters.markdown.blocks import Node, plain
from qms.adapters.prints import sheets_of_print as sheets
from qms.model.printout import Printout


def set_markdown(printout: Printout) -> bytes:
    """Return the text as UTF-8, its own headings one level below that of the title."""
    return ("\n\n".join(_parts(printout)).strip() + "\n").encode("utf-8", "replace")


def _parts(printout: Printout) -> Iterator[str]:
    if "title" in printout.parts:
        yield f"{sheets.shown(printout.organisation)} · {sheets.shown(printout.system)}"
        yield f"# {sheets.shown(printout.title or printout.code)}"
        if printout.subtitle:
            yield f"**{sheets.shown(printout.subtitle)}**"
        yield sheets.footer(printout)
        yield _title(printout)
    if "form" in printout.parts:
        yield f"{sheets.shown(printout.organisation)} · {sheets.shown(printout.system)}"
        yield f"# {sheets.shown(printout.title)}"
        yield sheets.shown(printout.kind)
    if "approval" in printout.parts and printout.signatories:
        yield f"**{sheets.label(printout, 'approval_sheet')}**"
        yield _table(sheets.approval(printout))
    if "text" in printout.parts:
        yield printout.text.strip()
    if "distribution" in printout.parts and printout.receivers:
        yield f"**{sheets.label(printout, 'distribution_sheet')}**"
        yield _table(sheets.distribution(printout))
    if "changes" in printout.parts and printout.changes.columns:
        yield f"**{sheets.label(printout, 'change_sheet')}**"
        yield _table(sheets.changes(printout))


def _title(printout: Printout) -> str:
    lines = [(f"**{printout.approval[0]}**", *printout.approval[1:])] if printout.approval else []
    rows = [f"- {_cell(', '.join(line))}" for line in lines]
    rows += [f"- {_cell(name)}: {_cell(value)}" for name, value in printout.facts]
    rows += [f"- *{_cell(printout.note)}*"] if printout.note else []
    return "\n".join(rows)


def _cell(text: str) -> str:
    return sheets.shown(text).replace("|", "\\|").replace("\n", " ").strip()


def _table(node: Node) -> str:
    """Return a table; of a head with two rows the second names its columns after the words of the first."""
    count = len(node["widths"])
    names = [" ".join(filter(None, column)) for column in zip(*_spread(node["head"], count), strict=True)]
    rows = [[_cell(plain(cell["body"])) for cell in row] for row in node["rows"]]
    lines = [names, ["---"] * count, *(row for row in rows if any(row))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _spread(head: Sequence[Sequence[Node]], count: int) -> list[list[str]]:
    """Return the rows of a head with a text for every column: merged cells are repeated over their columns."""
    grid: list[list[str | None]] = [[None] * count for _ in head]
    for at, row in enumerate(head):
        for cell in row:
            column = grid[at].index(None)
            for below in range(at, at + cell["rows"]):
                for beside in range(column, column + cell["columns"]):
                    grid[below][beside] = _cell(plain(cell["body"])) if below == at else ""
    return [[text or "" for text in row] for row in grid]
