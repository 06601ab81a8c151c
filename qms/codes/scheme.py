"""All grammars of an organisation together: which type a code is of, what is wrong with it, which is the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from qms.codes.grammar import Grammar, SegmentCheck, read_pattern
from qms.codes.lookalikes import skeleton
from qms.model.pattern import pattern
from qms.model.snapshot import Snapshot

NEAR = 0.4
"""How alike two types must be for one to be a slip for the other."""
ANY_TYPE = "*"
"""Stands for the type of all documents in a repository that has one pattern and no types."""


class Explanation(NamedTuple):
    """What a code says: its type where it is right; else the wrong segment and, where one is near, the right code."""

    code: str
    type: str
    valid: bool
    segments: tuple[SegmentCheck, ...]
    suggestion: str = ""

    @property
    def wrong(self) -> SegmentCheck | None:
        """The first wrong segment."""
        return next((segment for segment in self.segments if not segment.valid), None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The grammars by type id."""

    grammars: Mapping[str, Grammar]
    _types: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def type_of(self, code: str) -> str:
        """Return the id of the type whose grammar `code` has; an empty text where there is none."""
        if code not in self._types:  # many rules ask about the same codes
            fits = (name for name, grammar in self.grammars.items() if grammar.expression.fullmatch(code))
            self._types[code] = next(fits, "")
        return self._types[code]

    def explain(self, code: str, type_id: str = "") -> Explanation:
        """Explain `code` by the grammar of `type_id`, else by the grammar that reads most of it."""
        found = type_id if type_id in self.grammars else self.type_of(code)
        if found and self.grammars[found].match(code) is not None:
            return Explanation(code, found, valid=True, segments=self.grammars[found].explain(code))
        grammars = [self.grammars[type_id]] if type_id in self.grammars else list(self.grammars.values())
        if not grammars:
            return Explanation(code, "", valid=False, segments=())
        best = self._among_types(code, sorted((grammar.explain(code) for grammar in grammars), key=_read, reverse=True))
        return Explanation(code, "", valid=False, segments=best, suggestion=self._suggest(code, best))

    def _among_types(self, code: str, read: Sequence[tuple[SegmentCheck, ...]]) -> tuple[SegmentCheck, ...]:
        """Return the reading that goes furthest; where no type fits there, with all types that may stand in its place.

        The nearest type is one with which the whole code is right, if there is such a one.
        """
        best = read[0]
        wrong = best[-1]
        if wrong.name != "type":
            return best
        rivals = [other[-1] for other in read if other[:-1] == best[:-1] and other[-1].name == "type"]
        types = tuple(dict.fromkeys(value for other in rivals for value in other.expected))
        start, end = wrong.column - 1, wrong.column - 1 + len(wrong.text)
        near = [value for value in types if SequenceMatcher(None, wrong.text, value).ratio() >= NEAR]
        right = [value for value in near if self.type_of(code[:start] + value + code[end:])]
        meant = (right or near or [""])[0]
        return (*best[:-1], wrong._replace(expected=types, suggestion=meant))

    def meant(self, code: str) -> str:
        """Return the right code that looks like `code` to a reader; an empty text where there is none."""
        return next((meant for grammar in self.grammars.values() if (meant := grammar.meant(code))), "")

    def _suggest(self, code: str, segments: tuple[SegmentCheck, ...]) -> str:
        for separated in (code, re.sub(r"[ _/]+", "-", code), re.sub(r"[-_/]+", " ", code)):
            meant = self.meant(separated)
            if meant:
                return meant
        wrong = segments[-1]
        if not wrong.suggestion:
            return ""
        start, length = wrong.column - 1, len(wrong.text)
        for taken in dict.fromkeys((length, len(wrong.suggestion), 0)):
            patched = code[:start] + wrong.suggestion + code[start + taken :]
            if self.type_of(patched):
                return patched
        return ""

    def series(self, code: str) -> Series | None:
        """Return the series that a code counts in, and its number there; None where no number of it is counted."""
        kind = self.type_of(code)
        found = self.grammars[kind].match(code) if kind else None
        return _series(self.grammars[kind], found) if found else None

    def gaps(self, codes: Iterable[str]) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        """Return the numbers that nobody has, below the highest of each series, by what the series have in common."""
        used: dict[tuple[str, ...], set[int]] = {}
        for code in codes:
            found = self.series(code)
            if found:
                used.setdefault(found.shown, set()).add(found.number)
        missing = {key: tuple(sorted(set(range(1, max(numbers))) - numbers)) for key, numbers in sorted(used.items())}
        return {key: numbers for key, numbers in missing.items() if numbers}

    def next_code(self, type_id: str, taken: Iterable[str], values: Mapping[str, str]) -> str:
        """Return the first code of a type whose number nobody has or ever had (`taken`); KeyError names a missing slot.

        Numbers are counted where `unique` counts them; without it over all years: the year is that of introduction and
        makes no second series.
        """
        grammar = self.grammars[type_id]
        codes = tuple(taken)
        number = 1
        own = self.series(self._composed(type_id, values, number))
        if own:
            counted = (found for found in map(self.series, codes) if found and found.key == own.key)
            number = max((found.number for found in counted), default=0) + 1
        looks = {skeleton(code) for code in codes}
        while skeleton(code := self._composed(type_id, values, number)) in looks and "number" in grammar.slots:
            number += 1
        return code

    def _composed(self, type_id: str, values: Mapping[str, str], number: int) -> str:
        return self.grammars[type_id].compose({**values, "type": type_id, "number": str(number)})


class Series(NamedTuple):
    """Where the number of a code is counted: the parts that are counted together, each with its text, and the number.

    Two codes of one series with one number belong to one document.
    """

    key: tuple[tuple[str, str], ...]
    number: int

    @property
    def shown(self) -> tuple[str, ...]:
        """The texts of the parts, the type first; an empty text stands for a type that is not counted apart."""
        parts = dict(self.key)
        return (parts.pop("type", ""), *parts.values())


def _series(grammar: Grammar, found: Mapping[str, str]) -> Series | None:
    if "number" not in grammar.counted or "number" not in found:
        return None
    values = {"type": grammar.type, "level": grammar.level, **found}
    key = tuple((name, values[name]) for name in grammar.counted if name != "number" and values.get(name))
    return Series(key, int(found["number"]))


def scheme_of(snapshot: Snapshot) -> Scheme:
    """Return the grammars of a repository; types whose pattern cannot be read are left out (a rule reports them)."""
    settings = snapshot.settings
    slots = dictionaries(snapshot)
    grammars: dict[str, Grammar] = {}
    for kind in settings.types.values():
        try:
            grammars[kind.id] = read_pattern(
                kind.id, kind.code or settings.keys.code_pattern, slots, level=kind.level, unique=kind.unique
            )
        except ValueError:
            continue
    return Scheme(grammars)


def known_scheme(snapshot: Snapshot) -> Scheme:
    """Return the grammars of a repository; in one without types that of its only pattern, under `ANY_TYPE`.

    Rules do not hold the codes of such a repository against a pattern that was only guessed from them.
    """
    found = scheme_of(snapshot)
    pattern = snapshot.settings.keys.code_pattern
    if found.grammars or snapshot.settings.types or not pattern:
        return found
    try:
        return Scheme({ANY_TYPE: read_pattern(ANY_TYPE, pattern, dictionaries(snapshot))})
    except ValueError:
        return found


def dictionaries(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return the values that the slots of patterns may take, by name of the slot."""
    settings = snapshot.settings
    return {
        "level": tuple(settings.levels),
        "process": tuple(number for number, process in snapshot.processes.items() if not process.group),
        "unit": tuple(snapshot.units),
        **settings.dictionaries,
    }


def _read(segments: tuple[SegmentCheck, ...]) -> tuple[int, int]:
    return (sum(len(segment.text) for segment in segments if segment.valid), len(segments))


_YEAR = pattern(r"(?:[-:/](?:\d{4}|\d{2}))?")


def current(code: str, aliases: Mapping[str, str]) -> str:
    """Return the code that a document has now, given one that it has or had; `aliases` are old codes and new ones."""
    seen: set[str] = set()
    while code in aliases and code not in seen:
        seen.add(code)
        code = aliases[code]
    return code


def resolve(typed: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes that a person may have meant by `typed`: exactly one where it is clear.

    In order: the code itself; one that looks the same (any script, case, dash); those that contain what was typed
    as whole segments, then with any separators, then without zeros in front of numbers; at last those that begin so.
    Of several, if there is one, the code of which only the year is missing (`ДП-2.15`, `2.15`).
    """
    known = tuple(codes)
    if typed in known:
        return (typed,)
    wanted = skeleton(_QUOTES.sub("", typed))
    if not wanted:
        return ()
    looks = {code: skeleton(code) for code in known}
    alike = tuple(code for code, look in looks.items() if look == wanted)
    if alike:
        return alike
    for fold in (str, _joined, _unpadded):
        found = _containing(fold(wanted if fold is str else _spaced(typed)), {c: fold(o) for c, o in looks.items()})
        if found:
            return found
    begun = _unpadded(_spaced(typed))
    return tuple(code for code, look in looks.items() if _unpadded(look).startswith(begun))


_QUOTES = pattern(r"[\"'«»“”„№\s]+(?=\S)|[\"'«»“”„\s]+\Z")
_SEPARATORS = pattern(r"[-_/]+|(?<=[^\W\d_])(?=\d)")


def _spaced(typed: str) -> str:
    """Return the look of what was typed, with the blanks between its parts kept as separators."""
    return "-".join(filter(None, (skeleton(part) for part in _QUOTES.sub(" ", typed).split())))


def _joined(look: str) -> str:
    """Return a look with one kind of separator, between a word and a number too."""
    return _SEPARATORS.sub("-", look)


def _unpadded(look: str) -> str:
    """Return a joined look without zeros in front of its numbers."""
    return re.sub(r"(?<![\d.])0+(?=\d)", "", _joined(look))


def _containing(wanted: str, looks: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes whose look contains what is wanted as whole segments, one that lacks only the year alone."""
    bounded = re.compile(rf"(?<![^\W_])(?<!\d\.){re.escape(wanted)}(?![^\W_])(?!\.\d)")
    found = {code: match for code, look in looks.items() if (match := bounded.search(look))}
    whole = tuple(code for code, match in found.items() if _YEAR.fullmatch(looks[code], match.end()))
    return whole if len(whole) == 1 else tuple(found)
