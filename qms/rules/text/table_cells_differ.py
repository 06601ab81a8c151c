r"""A row of a table has more cells than its head, or the line below the head has another number of them.

The print leaves out what is beyond the last column of the head, and where the line below the head does not fit, it has
no table at all. A stroke within a cell is written `\|`, in code, too.

Flagged:
    body:
    # 1. Максаты

    | Кадам | Аткаруучу |
    |---|---|
    | текшерүү | аудитор | беш күн |

Flagged:
    -references
    body:
    # 1. Максаты

    | Кадам | Аткаруучу | Мөөнөт |
    |---|---|
    | текшерүү | аудитор | беш күн |

Accepted:
    -references
    body:
    # 1. Максаты

    | Кадам | Аткаруучу |
    |:---|---|
    | а \| б | аудитор |
    | отчет |
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Kind, Line
from qms.rules.rule import Finding, Rule, View

_STROKE = pattern(r"(?<!\\)\|")
_PARTING = pattern(r"[\s|]*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")


def check(context: Context) -> Iterator[Finding]:
    """Count the cells of all rows as they are written; fewer than the head has are empty cells."""
    for document in context.marked:
        if "\n|" in document.body:
            reading = context.reading(document)
            for block in reading.blocks:
                if block.kind is Kind.TABLE:
                    first = block.lines[0].number - document.body_line
                    yield from _rows(document, reading.lines[first : first + len(block.lines)])


def _rows(document: Document, lines: tuple[Line, ...]) -> Iterator[Finding]:
    parting = next((at for at, line in enumerate(lines) if _PARTING.match(line.text)), 0)
    if not parting:
        return
    wanted = _cells(lines[parting].text)
    head = _cells(lines[parting - 1].text)
    if head != wanted:
        yield Finding(
            place(document, lines[parting], 0),
            msg("The line below the head of the table has {count} cells, the head {head}", count=wanted, head=head),
            msg('Give both the same number of cells; a stroke within a cell is written "\\|"'),
            document.code or document.path,
        )
        return
    for line in lines[parting + 1 :]:
        if line.text.lstrip().startswith("|") and _cells(line.text) > head:
            yield Finding(
                place(document, line, 0),
                msg(
                    "The row has {count} cells, the head of the table {head}; the print leaves out the others",
                    count=_cells(line.text),
                    head=head,
                ),
                msg('Give the head as many cells; a stroke within a cell is written "\\|"'),
                document.code or document.path,
            )


def _cells(text: str) -> int:
    """Return how many cells a row has: the strokes at its ends bound the first and the last one."""
    plain = text.strip()
    strokes = len(_STROKE.findall(plain))
    return strokes + 1 - plain.startswith("|") - (plain.endswith("|") and not plain.endswith("\\|"))


RULE = Rule("TX027", Severity.ERROR, check, View.ALONE)
