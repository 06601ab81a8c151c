"""The redline: two texts section by section, what was inserted and what was deleted, by paragraphs and by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from qms.history.pairing import paired
from qms.history.passages import lines_of, passages
from qms.history.sections import Section, sections
from qms.model.redline import Change, Kind, Line, Mark, Part, Passage, Run

T = TypeVar("T")

ALIKE = 0.4
"""Two passages with less in common are one deleted and one inserted: single words among so many marks mislead."""
MOST_PAIRS = 40_000
_MANY = 4_000_000
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


Opcode = tuple[str, int, int, int, int]


class _Pair(NamedTuple):
    """A section in the old and in the new text; None where it is in one of them only."""

    left: Section | None
    right: Section | None


class Text(NamedTuple):
    """A document as it is compared: the lines of its front matter, and its body."""

    front: str
    body: str


def redline(old: Text, new: Text) -> tuple[Part, ...]:
    """Return all sections of both texts in the order of the new one; what is gone stands where it was.

    The first part, without a name, is the front matter.
    """
    front = _part(_Pair(None, None), lines_of(old.front), lines_of(new.front))
    pairs = _ordered(sections(old.body), sections(new.body))
    moved = _moved([pair.left for pair in pairs if pair.left and pair.right])
    parts = (_part(pair, _read(pair.left), _read(pair.right), moved=id(pair.left) in moved) for pair in pairs)
    return (front, *parts)


def aligned(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Yield the passages of two texts side by side, in an order that keeps both; None where there is no partner."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield from zip(old[:head], new[:head], strict=True)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    for name, first, last, start, end in _matcher(before, after).get_opcodes():
        if name == "equal":
            yield from zip(before[first:last], after[start:end], strict=True)
        else:
            yield from _alike(before[first:last], after[start:end])
    yield from zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)


def _common(old: Sequence[Passage], new: Sequence[Passage]) -> int:
    """Return with how many equal passages both begin."""
    differing = (at for at, (left, right) in enumerate(zip(old, new, strict=False)) if left != right)
    return next(differing, min(len(old), len(new)))


def _read(section: Section | None) -> tuple[Passage, ...]:
    return passages(section) if section else ()


def _part(pair: _Pair, old: Sequence[Passage], new: Sequence[Passage], *, moved: bool = False) -> Part:
    lines = tuple(_line(before, after) for before, after in aligned(old, new))
    left, right = pair
    if bool(left) is not bool(right):
        change = Change.REMOVED if left else Change.NEW
    else:
        same = all(line.mark is Mark.SAME for line in lines)
        change = Change.SAME if same else Change.CHANGED
    named = right or left
    return Part(named.name if named else "", left.name if left else "", change, lines, moved)


def _ordered(before: Sequence[Section], after: Sequence[Section]) -> list[_Pair]:
    """Return the sections of the new text with their partners, each that is gone behind the one that it followed."""
    found = paired(before, after)
    partners = {id(right): left for left, right in found.found}
    pairs = [_Pair(partners.get(id(right)), right) for right in after]
    gone = {id(section) for section in found.left}
    for ahead, section in zip((None, *before), before, strict=False):
        if id(section) in gone:
            at = next((at for at, pair in enumerate(pairs, 1) if ahead and pair.left is ahead), 0)
            pairs.insert(at, _Pair(section, None))
    return pairs


def _moved(lefts: Sequence[Section]) -> frozenset[int]:
    """Return the sections (by identity) that changed their place among the others: the fewest that explain it."""
    before = sorted(lefts, key=lambda section: section.line)
    blocks = SequenceMatcher(None, list(map(id, before)), list(map(id, lefts))).get_matching_blocks()
    kept = {id(before[at]) for block in blocks for at in range(block.a, block.a + block.size)}
    return frozenset(id(section) for section in lefts if id(section) not in kept)


def _alike(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Pair rewritten passages that have most in common, in their order; what is gone comes before what is new."""
    first = start = 0
    for last, end in (*_best(old, new), (len(old), len(new))):
        yield from ((passage, None) for passage in old[first:last])
        yield from ((None, passage) for passage in new[start:end])
        if last < len(old):
            yield old[last], new[end]
        first, start = last + 1, end + 1


def _best(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return the pairs of places, rising on both sides, whose passages have most in common altogether."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    left, right = [_bag(passage) for passage in old], [_bag(passage) for passage in new]
    sums = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = sums[i + 1][j + 1] + _likeness(old[i].kind, new[j].kind, left[i], right[j])
            sums[i][j] = max(sums[i + 1][j], sums[i][j + 1], together)
    return list(_path(sums))


def _path(sums: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(sums) - 1:
        if sums[i][j] == sums[i + 1][j]:
            i += 1
        elif sums[i][j] == sums[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _bag(passage: Passage) -> Counter[str]:
    return Counter(word for cell in passage.cells for word in cell.casefold().split())


def _likeness(before: Kind, after: Kind, old: Counter[str], new: Counter[str]) -> float:
    """Return how much two passages have in common, 0 below `ALIKE` and where they are of other kinds.

    Headings are compared only within sections that belong together: so do they.
    """
    if before is not after:
        return 0.0
    if before is Kind.HEADING:
        return 1.0
    total = old.total() + new.total()
    ratio = 2 * (old & new).total() / total if total else 1.0
    return ratio if ratio >= ALIKE else 0.0


def _line(old: Passage | None, new: Passage | None) -> Line:
    if old and new:
        pairs = zip(old.cells, new.cells, strict=True) if len(old.cells) == len(new.cells) else _columns(old, new)
        cells = tuple(words(left, right) for left, right in pairs)
        if old.lead.strip() == new.lead.strip():
            return Line(new.kind, new.lead, cells)
        (cell,) = cells  # rows, which have several, have no sign before them
        return Line(new.kind, "", ((*words(f"{old.lead.strip()} ", f"{new.lead.strip()} "), *cell),))
    shown, mark = (new, Mark.INSERTED) if new else (old, Mark.DELETED)
    assert shown is not None  # noqa: S101 - one of the two is there
    return Line(shown.kind, shown.lead, tuple((Run(mark, cell),) if cell else () for cell in shown.cells))


def _columns(old: Passage, new: Passage) -> Iterator[tuple[str, str]]:
    """Pair the cells of two rows of which one has more columns."""
    for _name, first, last, start, end in _matcher(old.cells, new.cells).get_opcodes():
        yield from zip_longest(old.cells[first:last], new.cells[start:end], fillvalue="")


def words(old: str, new: str) -> tuple[Run, ...]:
    """Return the words of two texts with their marks: without the inserted ones it is the old text, without the deleted
    ones the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    for name, first, last, start, end in _cleaned(_matcher(before, after).get_opcodes(), before):
        if name == "equal":
            runs.append(Run(Mark.SAME, "".join(before[first:last])))
            continue
        runs += [Run(Mark.DELETED, "".join(before[first:last])), Run(Mark.INSERTED, "".join(after[start:end]))]
    return tuple(run for run in runs if run.text)


def _cleaned(codes: Iterable[Opcode], before: Sequence[str]) -> Iterator[Opcode]:
    """Join changes that only a blank or a comma parts: five marked words read better as one marked phrase."""
    pending: Opcode | None = None
    gap: Opcode | None = None
    for code in codes:
        if code[0] != "equal":
            pending = (code[0], pending[1], code[2], pending[3], code[4]) if pending else code
            gap = None
        elif pending and not any(token.isalnum() for token in before[code[1] : code[2]]):
            gap = code
            continue
        else:
            yield from (item for item in (pending, gap, code) if item)
            pending = gap = None
    yield from (item for item in (pending, gap) if item)


def _matcher(old: Sequence[T], new: Sequence[T]) -> SequenceMatcher[T]:
    """Compare two sequences; where they are very long, what is frequent in them is no landmark: else it takes hours."""
    return SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY)
