"""A change-registration sheet that is typed into a text: where it stands, and the rows of its table."""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.folding import fold
from qms.model.document import Document
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.reading import Block, Kind, Line

_SHEET = pattern(
    r"[#*_\s\d.]*(?:(?:\d+-тиркеме|приложение \d+|appendix \d+)\W+)?(?:"
    r"озг[оеу]р\w+\s(?:жана толукто\w+ )?(?:катто\w*|кийир\w+|киргиз\w+) (?:барагы|журналы)"
    r"|(?:лист|журнал) (?:регистрации|учета|внесения) изменений(?: и дополнений)?(?: в \w+)?"
    r"|(?:change|revision) (?:registration|record) sheet|sheet of changes|(?:change|revision) (?:history|log)"
    r")[*_.:\s]*\Z"
)
_PARTING = pattern(r"[\s|:-]*-[\s|:-]*\Z")
_WORD = pattern(r"[^\W\d_]{2,}|\d{2,}")


def typed_sheets(context: Context, document: Document) -> Iterator[tuple[Line, tuple[Block, ...]]]:
    """Yield the line that names each typed sheet, and the blocks below it up to the next heading."""
    reading = context.reading(document)
    blocks = reading.blocks
    for at, block in enumerate(blocks, 1):
        if block.kind in {Kind.HEADING, Kind.PARAGRAPH} and _SHEET.match(fold(block.lines[0].text)):
            end = next((n for n in range(at, len(blocks)) if blocks[n].kind is Kind.HEADING), len(blocks))
            yield block.lines[0], tuple(blocks[at:end])


def filled_rows(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """Return the rows below the head of the first table that say something; a number alone is an empty row."""
    table = next((block.lines for block in blocks if block.kind is Kind.TABLE), ())
    parting = next((at for at, line in enumerate(table, 1) if _PARTING.match(line.text)), 0)
    return tuple(line for line in table[parting:] if _WORD.search(line.text))
