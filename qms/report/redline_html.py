"""A redline as one HTML page: no script, no file beside it, every word of the document escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from qms.history.passages import is_rule
from qms.model.message import Catalog
from qms.model.redline import Change, Kind, Line, Mark, Part, Run
from qms.report.redline import title
from qms.report.safe import show

_TAGS = {Mark.INSERTED: "ins", Mark.DELETED: "del"}
_STYLE = """
body { font: 11pt/1.5 Georgia, "PT Serif", "Times New Roman", serif; max-width: 46em; margin: 2em auto; padding: 0 1em;
  color: #1a1a1a; }
h1 { font-size: 1.4em; } h2 { font-size: 1.05em; border-bottom: 1px solid #bbb; margin-top: 2em; }
h2 small { font-weight: normal; color: #666; } h3 { font-size: 1em; }
ins { color: #0b6b2f; background: #e7f5ea; } del { color: #a31621; background: #fbeaec; }
table { border-collapse: collapse; width: 100%; }
td { border: 1px solid #bbb; padding: .2em .5em; vertical-align: top; }
p.item { margin: .2em 0 .2em 1.6em; } p.code { font: .9em/1.4 monospace; margin: 0; white-space: pre-wrap; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr, p { break-inside: avoid; } }
"""


def render(heading: str, note: str, parts: Iterable[Part], catalog: Catalog) -> str:
    """Return the page: a heading, a line below it, the sections that changed in full."""
    body = "\n".join(line for part in parts for line in _part(part, catalog))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(catalog.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="viewport" content="width=device-width">\n<title>{_text(heading)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(heading)}</h1>\n<p>{_text(note)}</p>\n{body}\n"
        "</body>\n</html>\n"
    )


def _part(part: Part, catalog: Catalog) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(title(part, catalog))}</h2>"
    if part.change is not Change.SAME:
        for row, lines in groupby(part.shown, lambda line: line.kind is Kind.ROW):
            block = list(lines)
            yield from _table(block) if row else map(_line, block)
    yield "</section>"


def _table(lines: Iterable[Line]) -> Iterator[str]:
    yield "<table>"
    for line in lines:
        if not is_rule(line.side(Mark.DELETED)) and not is_rule(line.side(Mark.INSERTED)):
            yield "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in line.cells) + "</tr>"
    yield "</table>"


def _line(line: Line) -> str:
    words = " ".join(_cell(cell) for cell in line.cells)
    if line.kind is Kind.HEADING:
        return f"<h3>{words}</h3>"
    lead = f"{_text(line.lead.strip())} " if line.lead else ""
    return f'<p class="{line.kind.value}">{lead}{words}</p>'


def _cell(cell: Iterable[Run]) -> str:
    return "".join(_run(run) for run in cell)


def _run(run: Run) -> str:
    text = _text(run.text)
    return f"<{_TAGS[run.mark]}>{text}</{_TAGS[run.mark]}>" if run.mark in _TAGS else text


def _text(text: str) -> str:
    return escape(show(text))
