"""The tables of a translation are other ones than those of its original.

A row that is missing in one language is a duty or a deadline that only half of the readers know. The numbers of tables,
rows and columns are compared, and the first difference is shown; lists of terms and abbreviations have their own rows
in every language.

Flagged:
    body:
    # 1. Мөөнөттөр

    «СМС-ДП-2.2-2024» боюнча:

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |
    | Акт | 3 күн |
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Сроки

    | Работа | Срок |
    |---|---|
    | Отчёт | 5 дней |

Accepted:
    body:
    # 1. Мөөнөттөр

    «СМС-ДП-2.2-2024» боюнча:

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Сроки

    | Работа | Срок |
    |:---|---:|
    | Отчёт | 5 дней |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qms.codes.folding import fold
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.reading import Block, Kind, Reading
from qms.rules.rule import Finding, Rule, View
from qms.rules.translations import translations

_TERMS = pattern(r"кыскарт|сокращен|abbreviat|глоссар|термин|glossar|\bterms")
_BORDER = pattern(r"(?<!\\)\|")


class Table(NamedTuple):
    """A table and whether it lists terms or abbreviations, which every language has its own of."""

    block: Block
    terms: bool


def check(context: Context) -> Iterator[Finding]:
    """Walk along the tables of both texts."""
    for text, original in translations(context):
        if text.body.strip():
            own, theirs = (list(_tables(context.reading(item))) for item in (text, original))
            yield from _differences(text, own, theirs)


def _tables(reading: Reading) -> Iterator[Table]:
    terms = False
    for block in reading.blocks if "|" in reading.document.body else ():
        if block.kind is Kind.HEADING:
            terms = bool(_TERMS.search(fold(block.text)))
        elif block.kind is Kind.TABLE:
            yield Table(block, terms)


def _differences(text: Document, own: list[Table], theirs: list[Table]) -> Iterator[Finding]:
    wanted = msg("Give both texts the same tables")
    for number, (table, other) in enumerate(zip(own, theirs, strict=False), 1):
        if _size(table) != _size(other):
            values = {"number": number, "size": _shown(table.block), "original": _shown(other.block)}
            message = msg("Table {number} is of {size} rows and columns, in the original of {original}", **values)
            yield Finding(place(text, table.block.lines[0], 0), message, wanted, text.code)
            return
    if len(own) != len(theirs):
        message = msg("The text has {own} tables, the original {theirs}", own=len(own), theirs=len(theirs))
        at = place(text, own[-1].block.lines[0], 0) if own else text.at("code")
        yield Finding(at, message, wanted, text.code)


def _size(table: Table) -> tuple[int, int]:
    return 0 if table.terms else len(table.block.lines), _columns(table.block)


def _columns(table: Block) -> int:
    return len(_BORDER.findall(table.lines[0].text.strip().strip("|"))) + 1


def _shown(table: Block) -> str:
    return f"{max(len(table.lines) - 2, 0)} × {_columns(table)}"


RULE = Rule("LN004", Severity.WARNING, check, View.NEAR)
