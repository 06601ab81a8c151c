"""Tables of a Word file: real widths, heads that are repeated, merged cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qms.adapters.markdown.blocks import Node
from qms.adapters.prints.docx_runs import Place, paragraph

FORM_ROW = 600
"""Twips that a row to be filled in by hand is high."""

Write = Callable[[Sequence[Node], str], str]
"""Writes inlines with the run properties that are around them."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the cells of a row are set."""

    widths: Sequence[int]
    align: Sequence[str]
    head: bool
    size: int
    form: bool

    def cell(self, at: int, wide: int, merge: str, body: str) -> str:
        """Return a cell over `wide` columns from `at` on."""
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        place = '<w:vAlign w:val="center"/>' if self.head or self.form else ""
        width = sum(self.widths[at : at + wide])
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{place}</w:tcPr>{body}</w:tc>'


def table(node: Node, place: Place, write: Write) -> str:
    """Return a table and the empty line after it, without which two tables grow together."""
    room = place.measure - place.indent
    total = sum(node["widths"])
    widths = [max(200, round(room * share / total)) for share in node["widths"]]
    rows = [*node["head"], *node["rows"]]
    body, below = [], dict[int, tuple[int, int]]()
    for at, row in enumerate(rows):
        head = at < node["heads"]
        shape = _Shape(widths, node["align"], head, node["size"], bool(node["form"]))
        cells, below = _row(row, below, shape, write)
        tall = f'<w:trHeight w:val="{FORM_ROW}" w:hRule="atLeast"/>' if node["form"] and not head else ""
        properties = "<w:cantSplit/>" + tall + ("<w:tblHeader/>" if head else "")
        body.append(f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{place.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>" + paragraph("", "AfterTable")
    )


def _row(
    row: Sequence[Node], above: Mapping[int, tuple[int, int]], shape: _Shape, write: Write
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the cells of a row, and what reaches into the next: rows left and columns by the first column."""
    parts, below = [], dict[int, tuple[int, int]]()
    cells, at = list(row), 0
    while at < len(shape.widths):
        if at in above:
            left, wide = above[at]
            parts.append(shape.cell(at, wide, '<w:vMerge w:val="continue"/>', paragraph("", "TableText")))
        else:
            cell: Node = cells.pop(0) if cells else {"rows": 1, "columns": 1, "body": []}
            left, wide = cell["rows"], cell["columns"]
            merge = '<w:vMerge w:val="restart"/>' if left > 1 else ""
            parts.append(shape.cell(at, wide, merge, _in_cell(cell, at, shape, write)))
        if left > 1:
            below[at] = (left - 1, wide)
        at += wide
    return "".join(parts), below


def _in_cell(cell: Node, at: int, shape: _Shape, write: Write) -> str:
    style = "TableHead" if shape.head else "TableText"
    column = "" if shape.head or cell["columns"] > 1 else str(shape.align[at])
    properties = f'<w:jc w:val="{column}"/>' if column in {"right", "center"} else ""
    size = f'<w:sz w:val="{round(shape.size / 5)}"/>' if shape.size != 100 else ""
    return paragraph(write(cell["body"], size), style, properties)
