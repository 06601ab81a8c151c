"""The numbers of captions: what is wrong with their order."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.message import Message, msg
from qms.rules.captions import Caption, Sort, captions
from qms.rules.context import Context
from qms.rules.rule import Finding
from qms.rules.signs import Sign


def misnumbered(context: Context, sort: Sort) -> Iterator[Finding]:
    """Yield the captions of one sort that are numbered with letters, twice, or with a gap."""
    for document in context.having(Sign.CAPTIONS, context.marked):
        seen: dict[tuple[int, str], Caption] = {}
        last: dict[tuple[int, str], int] = {}
        for caption in captions(context.reading(document)):
            if caption.sort is not sort:
                continue
            chapter, _, final = caption.number.rpartition(".")
            series = (caption.part, chapter)
            expected = last.get(series, 0) + 1
            fault = _fault(caption, expected, seen.get((caption.part, caption.number)), begun=series in last)
            if fault:
                yield Finding(caption.at, *fault, document.code or document.path)
            seen[caption.part, caption.number] = caption
            last[series] = int(final) if final.isdigit() else expected


def _fault(caption: Caption, expected: int, before: Caption | None, *, begun: bool) -> tuple[Message, Message] | None:
    chapter, _, final = caption.number.rpartition(".")
    right = f"{chapter}.{expected}" if chapter else str(expected)
    if before:
        twice = msg('The number "{number}" stands in line {line} already', number=caption.number, line=before.line)
        return twice, msg("Keep one of the two") if right == caption.number else _write(right)
    if final.isdigit() and int(final) != expected and (begun or not caption.part):
        return msg('The number "{number}" is not the next one', number=caption.typed), _write(right)
    if not caption.typed[-1].isdigit():
        return msg('The number "{number}" is typed with letters', number=caption.typed), _write(caption.number)
    return None


def _write(number: str) -> Message:
    return msg('Write "{number}"', number=number)
