"""Search words in documents, ledgers and registers; letters with marks and endings do not matter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from qms.actions.registers.overview import value_text
from qms.actions.session import Session, natural
from qms.codes.folding import fold
from qms.codes.scheme import resolve
from qms.errors import UsageError
from qms.model.document import Document
from qms.model.entry import Registers
from qms.model.message import msg
from qms.model.snapshot import Ledger, Snapshot

MOST = 20
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_REST = re.compile(r"[^\W_]*(?:\.[^\W_]+)*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
STEM, SHORT, LONG = 4, 5, 7
"""At least so many letters must be the same; of a short word all, of a long one two fewer, of others one fewer."""
CODE, TITLE, NAME, HEADING, TEXT, ACT = 8.0, 5.0, 4.0, 3.0, 1.0, 0.8
EXACT, BEGUN, INFLECTED = 1.0, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where words were found: the code of its document or entry, the file, line and column from 1, the text of
    the line, how well it fits (more is better).
    """

    code: str
    path: str
    line: int
    column: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """A text that is searched: whose it is, where it stands, how much it weighs."""

    code: str
    path: str
    line: int
    text: str
    weight: float


@dataclass(slots=True)
class _Found:
    """The places of one document or entry that hold a word: how well each word fits there."""

    places: list[tuple[Place, dict[str, float]]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def search(session: Session, typed: str, limit: int = MOST) -> tuple[Hit, ...]:
    """Return the places that fit best, of documents and entries in which every word occurs.

    A word is found in every form with the same beginning; one that is in quotation marks or short only as it is.
    """
    words = tuple(dict.fromkeys(_WORD.findall(fold(typed))))
    if not words:
        raise UsageError(
            msg("There is no word to search"), msg('Write words after the command: qms search "ички аудит"')
        )
    snapshot, registers = session.workspace.snapshot(), session.workspace.registers()
    found = _find(_places(snapshot, registers), words)
    whole = {code: item for code, item in found.items() if len(item.words) == len(words)}
    rare = {
        word: math.log(1 + len(found) / sum(word in item.words for item in whole.values())) for word in words if whole
    }
    named = set(resolve(typed, (*snapshot.documents, *snapshot.ledgers)))
    hits = [hit for code, item in whole.items() for hit in _hits(item, rare, named=code in named)]
    best = sorted(hits, key=lambda hit: (-hit.score, natural(hit.code), hit.path, hit.line))
    lines: dict[tuple[str, int], Hit] = {}
    for hit in best:
        lines.setdefault((hit.path, hit.line), hit)
    return tuple(lines.values())[:limit]


def _find(places: Iterable[Place], words: tuple[str, ...]) -> Mapping[str, _Found]:
    beginnings = {word: _beginning(word) for word in words}
    found: dict[str, _Found] = {}
    for place in places:
        text = fold(place.text)
        if not any(begin in text for begin in beginnings.values()):
            continue
        fits = {word: best for word, begin in beginnings.items() if (best := _fit(word, begin, text))}
        if fits:
            item = found.setdefault(place.code or place.path, _Found())
            item.places.append((place, fits))
            item.words.update(fits)
    return found


def _fit(word: str, begin: str, text: str) -> float:
    """Return how well a text holds a word: whole, as the beginning of one, with another ending, or not at all (0)."""
    best, at = 0.0, text.find(begin)
    while at >= 0 and best < EXACT:
        if at == 0 or not text[at - 1].isalnum():
            best = max(best, _likeness(word, _REST.match(text, at)[0]))  # type: ignore[index]  # it matches nothing too
        at = text.find(begin, at + 1)
    return best


def _likeness(word: str, other: str) -> float:
    """Return how well one word stands for the other; endings of both may differ, the longer the word the more."""
    if other.startswith(word):
        return EXACT if other == word else BEGUN
    shorter = min(len(word), len(other))
    alike = next((at for at in range(shorter) if word[at] != other[at]), shorter)
    return INFLECTED if alike >= max(STEM, shorter - (0, 1, 2)[(shorter > SHORT) + (shorter > LONG)]) else 0.0


def _hits(item: _Found, rare: Mapping[str, float], *, named: bool) -> Iterator[Hit]:
    """Yield the best places of one document: where it stands in general counts for each of them."""
    general = max(place.weight for place, _fits in item.places) + (CODE if named else 0)
    for place, fits in item.places:
        score = sum(rare[word] * fit for word, fit in fits.items()) * (place.weight + general / 2)
        column = min(fold(place.text).find(_beginning(word)) for word in fits) + 1
        yield Hit(place.code, place.path, place.line, column, place.text, round(score, 3))


def _beginning(word: str) -> str:
    return word[:STEM]


def _places(snapshot: Snapshot, registers: Registers) -> Iterator[Place]:
    for document in snapshot.files:
        yield from _document(document)
    for ledger in snapshot.ledgers.values():
        yield from _ledger(ledger)
    yield from _entries(registers)


def _document(document: Document) -> Iterator[Place]:
    code, path = document.code, document.path
    yield Place(code, path, document.at("code").line, code, CODE)
    for title in document.title.values():
        yield Place(code, path, document.at("title").line, title, TITLE)
    for line, text in enumerate(document.body.split("\n"), document.body_line):
        if text.strip():
            yield Place(code, path, line, text, HEADING if _HEADING.match(text) else TEXT)


def _ledger(ledger: Ledger) -> Iterator[Place]:
    for act in ledger.acts:
        said = " · ".join(
            str(value) for name, value in sorted(act.fields.items()) if name not in {"sig", "pdf", "number"}
        )
        if said:
            yield Place(ledger.code, ledger.path, act.location.line, said, ACT)


def _entries(registers: Registers) -> Iterator[Place]:
    for register, entries in registers:
        for entry in entries:
            yield Place(entry.code, entry.path, entry.at("code").line or 1, entry.code, CODE)
            for name in register.fields:
                text = value_text(register, entry, name)
                if text:
                    yield Place(
                        entry.code, entry.path, entry.at(name).line or 1, text, TITLE if name == "title" else TEXT
                    )
