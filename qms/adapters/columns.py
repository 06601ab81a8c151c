"""Widths of the columns of a table, from the widths of its texts: a narrow «№», wide sentences, no broken words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UPRIGHT, TURNED = 459.0, 728.0
"""Points across the text of an upright page, and of one on its side."""
PADDING = 10.5
"""Points that a cell keeps free on both sides together."""
LONGEST_WORD = 13.0
"""A longer word (in letter heights) may break rather than take the room of the others."""
SIZES = (100, 92, 84, 76)

_BOLD = 1.12
_USUAL = 0.58
_LETTERS = {
    0.28: " !',.:;\\ijl{|}",
    0.36: '"()*-/IJ[]frt•',
    0.46: "#$0123456789?`acesz~агезстьэё",
    0.52: "FLS^_bdgkopquvxyГбвклорухяө",
    0.66: "%CKTUVXZДКЛПСТФХЦЧЭф",
    0.76: "&ADGHNOQwАИЙНОЪжмыюӨҢ—…",
    0.92: "@MmЖМЫЮшщ№",
    1.04: "WШЩ",
}
_HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")
"""Where a line may end within a word: «окуу-методикалык», but no code such as «СМС-ДП-2.1-2022»."""
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is set: shares of the width (per mille), size (tenths of a point), on its side or not, and from how
    many letters on a word of each column may break: one more than its longest word has, where all of them fit.
    """

    shares: tuple[int, ...]
    size: int
    wide: bool
    letters: tuple[int, ...]


def fit(head: Sequence[str], rows: Sequence[Sequence[str]], *, may_turn: bool) -> Columns:
    """Choose the largest size at which no word breaks, turning the page only where the smallest does not do."""
    count = max(len(head), max(map(len, rows), default=0), 1)
    columns = [[row[at] for row in rows if at < len(row)] for at in range(count)]
    titles = [*head, *[""] * count][:count]
    need = [min(_need(title, column), LONGEST_WORD) for title, column in zip(titles, columns, strict=True)]
    wide = may_turn and not _fits(need, SIZES[-1], UPRIGHT)
    room = TURNED if wide else UPRIGHT
    size = next((size for size in SIZES if _fits(need, size, room)), SIZES[-1])
    free = max((room - PADDING * count) * 10 / size, 1.0)
    widths = _widths(columns, need, free)
    pad = PADDING * 10 / size
    scale = 1000 / (sum(widths) + pad * count)
    shares = tuple(max(1, round((width + pad) * scale)) for width in widths)
    ratio = min(1.0, free / sum(widths))
    letters = tuple(_letters(titles[at], columns[at], widths[at] * ratio) for at in range(count))
    return Columns(shares, size, wide, letters)


def width(text: str) -> float:
    """Estimate how wide a text is, in letter heights (em)."""
    return sum(_WIDTHS.get(letter, _USUAL) for letter in text)


def _need(title: str, column: Sequence[str]) -> float:
    """Return the width of the widest word of a column, or part of one with a hyphen; its title is bold."""
    parts = [width(part) for text in column for word in text.split() for part in _HYPHEN.split(word)]
    bold = [width(part) * _BOLD for word in title.split() for part in _HYPHEN.split(word)]
    return max([0.3, *parts, *bold]) * 1.02


def _letters(title: str, column: Sequence[str], room: float) -> int:
    """Return from how many letters on a word may break: none does where all fit, else those that might not fit."""
    words = [word for text in (title, *column) for word in text.split()]
    if _need(title, column) <= room + 0.001:
        return max([4, *(len(word) + 1 for word in words)])
    wide = [len(word) for word in words if width(word) * _BOLD > room]
    return max(4, min([int(room / _USUAL), *wide]))


def _fits(need: Sequence[float], size: int, room: float) -> bool:
    return sum(need) * size / 10 + PADDING * len(need) <= room


def _widths(columns: Sequence[Sequence[str]], need: Sequence[float], room: float) -> list[float]:
    """Give every column its longest word, then share the rest by the amount of text, to nobody more than it uses.

    A column without any text is there to be filled in by hand: it counts as one whose cells fill an equal part.
    """
    equal = room / len(columns)
    lengths = [[width(text) if any(column) else equal for text in column or [""]] for column in columns]
    whole = [max(low, max(column, default=0.0) * 1.02) for column, low in zip(lengths, need, strict=True)]
    if sum(need) >= room:
        return list(need)
    if sum(whole) <= room:
        return [one * room / sum(whole) for one in whole]
    amount = [sum(column) + 1.0 for column in lengths]
    widths = list(need)
    while (rest := room - sum(widths)) > 0.05:
        takers = [at for at in range(len(widths)) if whole[at] - widths[at] > 0.01]
        share = rest / sum(amount[at] for at in takers)
        for at in takers:
            widths[at] = min(whole[at], widths[at] + share * amount[at])
    return widths
