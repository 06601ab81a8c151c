"""Widths of the columns of a table: a narrow «№», wide sentences, no broken words, and as few lines as can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

UPRIGHT, TURNED = 459.0, 728.0
"""Points across the text of an upright page, and of one on its side."""
PADDING = 10.5
"""Points that a cell keeps free on both sides together."""
LONGEST_WORD = 13.0
"""A longer word (in letter heights) may break rather than take the room of the others."""
SIZES = (100, 92, 84, 76)
TALL = 255.0
"""Points; a table that is estimated to be higher may be set one size smaller, where that spares a good part of it."""
SPARED = 0.85
"""What must be left of the height of a tall table for a smaller size to be worth reading."""
PATTERN_ROWS = 150
"""Of a longer table as many rows, evenly taken, stand for all."""
STEPS = 90
"""Into how many parts the width is divided when columns are weighed against each other."""

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
    many letters on a word of each column may break: one more than its longest word has, where all of them fit; `rooms`
    are the widths left for texts, in letter heights of bold type; `height` is an estimate of the whole, in points.
    """

    shares: tuple[int, ...]
    size: int
    wide: bool
    letters: tuple[int, ...]
    rooms: tuple[float, ...]
    height: float


def fit(head: Sequence[str], rows: Sequence[Sequence[str]], *, may_turn: bool, room: float = UPRIGHT) -> Columns:
    """Choose the largest size at which no word breaks, turning the page only where the smallest does not do."""
    count = max(len(head), max(map(len, rows), default=0), 1)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(count)]
    titles = [*head, *[""] * count][:count]
    need = [min(_need(title, column), LONGEST_WORD) for title, column in zip(titles, columns, strict=True)]
    wide = may_turn and not _fits(need, SIZES[-1], room)
    room = TURNED if wide else room
    text = _Texts(titles, columns)
    size = next((size for size in SIZES if _fits(need, size, room)), SIZES[-1])
    free, widths = _balanced(text, need, size, room)
    smaller = next((one for one in SIZES if one < size), size)
    if (height := text.height(widths, size)) > TALL:
        tried = _balanced(text, need, smaller, room)
        if text.height(tried[1], smaller) < SPARED * height:
            size, (free, widths) = smaller, tried
    pad = PADDING * 10 / size
    scale = 1000 / (sum(widths) + pad * count)
    shares = tuple(max(1, round((width + pad) * scale)) for width in widths)
    ratio = min(1.0, free / sum(widths))
    letters = tuple(_letters(titles[at], columns[at], widths[at] * ratio) for at in range(count))
    rooms = tuple(one * ratio / _BOLD for one in widths)
    return Columns(shares, size, wide, letters, rooms, text.height(widths, size))


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


class _Texts:
    """The texts of a table as widths of their words, to estimate its lines and its height."""

    def __init__(self, titles: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
        self.cells = columns
        self.rows = len(columns[0])
        every = -(-self.rows // PATTERN_ROWS) or 1
        self.columns = [
            [_parts(title, _BOLD), *(_parts(text, 1.0) for text in column[::every])]
            for title, column in zip(titles, columns, strict=True)
        ]
        self.filled = [any(column) for column in columns]
        self.share = max(1.0, self.rows / max(1, len(range(0, self.rows, every))))
        self._known: dict[tuple[int, float], list[int]] = {}

    def lines(self, widths: Sequence[float]) -> int:
        """Return how many lines the rows have together."""
        return sum(map(max, zip(*(self._column(at, width) for at, width in enumerate(widths)), strict=True)))

    def height(self, widths: Sequence[float], size: int) -> float:
        """Return the height in points, from the leading and the insets of the layout."""
        return self.share * self.lines(widths) * size * 0.117 + self.rows * (9.0 - size * 0.052)

    def _column(self, at: int, width: float) -> list[int]:
        key = (at, round(width, 2))
        if key not in self._known:
            self._known[key] = [_wrapped(parts, width) for parts in self.columns[at]]
        return self._known[key]


def _parts(text: str, weight: float) -> list[tuple[float, float]]:
    """Return for every piece that a line does not part the space before it and its width."""
    return [
        (0.0 if at else 0.25, width(part) * weight)
        for word in text.split()
        for at, part in enumerate(_HYPHEN.split(word))
    ]


def _wrapped(parts: Sequence[tuple[float, float]], room: float) -> int:
    """Return how many lines the pieces of a cell take."""
    lines, at = 1, 0.0
    for space, wide in parts:
        if at and at + space + wide > room:
            lines, at = lines + 1, wide
        else:
            at += wide + (space if at else 0.0)
        if at > room:
            lines, at = lines + int(at / room), at % room
    return lines


def _balanced(text: _Texts, need: Sequence[float], size: int, room: float) -> tuple[float, list[float]]:
    """Return the width free for texts at a size, and widths under which the table has as few lines as were found."""
    free = max((room - PADDING * len(need)) * 10 / size, 1.0)
    widths = _widths(text.cells, need, free)
    least = [low if filled else wide for low, wide, filled in zip(need, widths, text.filled, strict=True)]
    lines = text.lines(widths)
    for _ in range(12):
        moved = min(((text.lines(one), one) for one in _moves(widths, least, free / STEPS)), default=(lines, widths))
        if moved[0] >= lines:
            break
        lines, widths = moved
    return free, widths


def _moves(widths: Sequence[float], least: Sequence[float], step: float) -> Iterator[list[float]]:
    """Yield the widths with a part of one column given to another, as long as the first keeps its longest word."""
    pairs = [(one, two) for one in range(len(widths)) for two in range(len(widths)) if one != two]
    for one, two in pairs if len(widths) <= 8 else ():
        for steps in (1, 2, 4, 8, 16):
            if widths[one] - steps * step >= least[one]:
                given = list(widths)
                given[one], given[two] = given[one] - steps * step, given[two] + steps * step
                yield given


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
