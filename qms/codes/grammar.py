"""The grammar of identification codes, written as a pattern per document type in `qms.yaml`.

A pattern is fixed text with slots: ``СМС-{type}-2.{number}-{year}``. Slots: `{type}`, `{level}`, `{process}`, `{unit}`,
`{clause}`, `{year}` (4 digits; `{year:2}` two), `{number}` (`{number:2}`: zeros in front up to two digits), and any
dictionary of `qms.yaml`. Square brackets hold a part that may be left out: ``СМК-ДП-{clause}-{number:2}[-{year}]``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from qms.codes.lookalikes import skeleton, tidy
from qms.model.pattern import pattern

DIGIT_SLOTS = frozenset({"number", "year"})
CLAUSE = r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}"
# The characters of which codes are made, after `tidy`: ASCII, and the Cyrillic block with the letters of its languages.
_ALPHABET = tuple(chr(number) for number in (*range(0x21, 0x7F), *range(0x400, 0x530)))
_TOKEN = pattern(r"\{(?P<name>[^{}:]+)(?::(?P<width>[0-9]{1,2}))?\}|(?P<open>\[)|(?P<close>\])|(?P<text>[^{}\[\]]+)")


class PatternError(ValueError):
    """A pattern of `qms.yaml` that cannot be read: `column` counts from 1 within the pattern."""

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(reason)
        self.column = column


class Segment(NamedTuple):
    """A part of a code: fixed text (`name` empty) or a slot with the values that it may take (none: any number).

    `group` tells parts in square brackets, which may be left out together: 1 for the first pair, 0 for none.
    """

    name: str
    text: str = ""
    width: int = 0
    values: tuple[str, ...] = ()
    group: int = 0

    @property
    def optional(self) -> bool:
        """The part may be left out."""
        return self.group > 0

    @property
    def regex(self) -> str:
        """The regular expression of this segment alone."""
        if not self.name:
            return re.escape(self.text)
        if self.name == "year":
            return rf"[0-9]{{{self.width or 4}}}"
        if self.name == "number":
            more = rf"|[1-9][0-9]{{{self.width},5}}" if self.width < 6 else ""
            return rf"(?:[0-9]{{{self.width}}}{more})" if self.width else r"(?:0|[1-9][0-9]{0,5})"
        if self.name == "clause" and not self.values:
            return CLAUSE
        return "(?:" + "|".join(re.escape(value) for value in _longest_first(self.values)) + ")"

    @property
    def loose(self) -> str:
        """The regular expression of everything that looks like this segment."""
        if not self.name:
            return _alike(self.text)
        if self.values:
            return "(?:" + "|".join(_alike(value) for value in _longest_first(self.values)) + ")"
        digits, points = _class("0123456789"), _class(".")
        return (
            rf"{digits}{{1,6}}" if self.name in DIGIT_SLOTS else rf"{digits}{{1,2}}(?:{points}{digits}{{1,2}}){{0,3}}"
        )

    def exact(self, text: str) -> str:
        """Return what was meant by a text that looks like this segment."""
        if not self.name:
            return self.text
        alike = {skeleton(value): value for value in self.values}
        return alike.get(skeleton(text), skeleton(text))


class SegmentCheck(NamedTuple):
    """What became of one segment of a code: its text, whether it is right, what it may be, the nearest right text."""

    name: str
    text: str
    valid: bool
    column: int
    expected: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True)
class Grammar:
    """The pattern of one document type, ready to match."""

    type: str
    pattern: str
    segments: tuple[Segment, ...]
    level: str = ""
    unique: tuple[str, ...] = ()

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots, in order."""
        return tuple(dict.fromkeys(segment.name for segment in self.segments if segment.name))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The parts that together belong to one document for ever: those that `unique` names, else the type and all
        slots but the year; none where the pattern has no number.
        """
        if "number" not in self.slots:
            return ()
        return self.unique or tuple(dict.fromkeys(("type", *(name for name in self.slots if name != "year"))))

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The whole pattern as a regular expression."""
        return re.compile(_joined(self.segments, loose=False))

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """Everything that looks like a code of this pattern, whatever the script."""
        return re.compile(_joined(self.segments, loose=True))

    def match(self, code: str) -> Mapping[str, str] | None:
        """Return the text of each slot, or None where `code` is not of this grammar."""
        found = self.expression.fullmatch(code)
        if not found:
            return None
        slots = [(segment.name, found[f"s{index}"]) for index, segment in enumerate(self.segments) if segment.name]
        return {name: text for name, text in reversed(slots) if text}

    def meant(self, code: str) -> str:
        """Return the code of this grammar that looks like `code` to a reader; an empty text where there is none."""
        found = self.loose.fullmatch(tidy(code))
        if not found:
            return ""
        parts = [found[f"s{index}"] for index in range(len(self.segments))]
        exact = "".join(s.exact(text) for s, text in zip(self.segments, parts, strict=True) if text)
        return exact if self.match(exact) is not None else ""

    def compose(self, values: Mapping[str, str]) -> str:
        """Return the code with `values` in its slots; numbers are padded, and a part in brackets is left out where it
        lacks a value. KeyError names a slot without value.
        """
        lacking = {segment.group for segment in self.segments if segment.name and segment.name not in values} - {0}
        return "".join(_composed(segment, values) for segment in self.segments if segment.group not in lacking)

    def explain(self, code: str) -> tuple[SegmentCheck, ...]:
        """Return every segment of `code` up to and with the first wrong one (`column` counts from 1)."""
        checks: list[SegmentCheck] = []
        position = 0
        for index, segment in enumerate(self.segments):
            found = re.compile(self._bounded(index)).match(code, position)
            if found:
                checks.append(SegmentCheck(segment.name, found.group(), valid=True, column=position + 1))
                position = found.end()
            elif not segment.optional or self._begun(index, checks):
                return (*checks, self._wrong(index, code, position))
        if position < len(code):
            checks.append(SegmentCheck("", code[position:], valid=False, column=position + 1))
        return tuple(checks)

    def _begun(self, index: int, checks: Sequence[SegmentCheck]) -> bool:
        """Tell whether the part in brackets that holds a segment was begun: its first segment stands in the code."""
        group = [segment for segment in self.segments[:index] if segment.group == self.segments[index].group]
        return bool(group) and bool(checks) and checks[-1].name == group[-1].name

    def _wrong(self, index: int, code: str, position: int) -> SegmentCheck:
        segment = self.segments[index]
        if not segment.name:
            shared = _shared(segment.text, code[position:])
            rest, position = segment.text[shared:], position + shared
            text = code[position : _end(code, position, ())]
            return SegmentCheck("", text, valid=False, column=position + 1, expected=(rest,), suggestion=rest)
        text = code[position : _end(code, position, self.segments[index + 1 :])]
        near = _number(segment, text) or difflib.get_close_matches(text, segment.values, n=1, cutoff=0.3)
        return SegmentCheck(
            segment.name, text, valid=False, column=position + 1, expected=segment.values, suggestion="".join(near)
        )

    def _bounded(self, index: int) -> str:
        """Return the regular expression of a segment that may not end within a word, unless the pattern does."""
        segment = self.segments[index]
        following = self.segments[index + 1].text[:1] if index + 1 < len(self.segments) else "-"
        return (
            rf"{segment.regex}(?![^\W_])" if segment.name and following and not following.isalnum() else segment.regex
        )


def read_pattern(
    type_id: str,
    pattern: str,
    dictionaries: Mapping[str, Sequence[str]],
    *,
    level: str = "",
    unique: tuple[str, ...] = (),
) -> Grammar:
    """Read a pattern; `dictionaries` gives the values of its slots by name. Raises PatternError.

    `level` is that of the type, `unique` what must be unique with what (see `Grammar.counted`).
    """
    segments: list[Segment] = []
    groups, group = 0, 0
    for found in _tokens(pattern):
        if (found["open"] and group) or (found["close"] and not group):
            raise PatternError(pattern[found.start() :], found.start() + 1)
        if found["open"] or found["close"]:
            groups += bool(found["open"])
            group = groups if found["open"] else 0
        elif found["text"]:
            segments.append(Segment("", text=found["text"], group=group))
        else:
            segments.append(_slot(type_id, found, dictionaries, group))
    if group or all(segment.optional for segment in segments):
        raise PatternError(pattern, len(pattern) + 1)
    return Grammar(type_id, pattern, tuple(segments), level, unique)


def _tokens(pattern: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(pattern):
        found = _TOKEN.match(pattern, position)
        if not found:
            raise PatternError(pattern[position:], position + 1)
        yield found
        position = found.end()


def _slot(type_id: str, found: re.Match[str], dictionaries: Mapping[str, Sequence[str]], group: int) -> Segment:
    name, width = found["name"], int(found["width"] or 0)
    values = (type_id,) if name == "type" else tuple(dictionaries.get(name, ()))
    if not values and name not in DIGIT_SLOTS and name != "clause":
        raise PatternError(name, found.start() + 1)
    return Segment(name, width=width, values=values, group=group)


def _joined(segments: Sequence[Segment], *, loose: bool) -> str:
    parts = []
    for group, members in groupby(enumerate(segments), key=lambda pair: pair[1].group):
        regex = "".join(f"(?P<s{index}>{item.loose if loose else item.regex})" for index, item in members)
        parts.append(f"(?:{regex})?" if group else regex)
    return "".join(parts)


def _longest_first(values: Sequence[str]) -> list[str]:
    return sorted(values, key=lambda value: (-len(value), value))


@lru_cache(maxsize=4096)
def _alike(text: str) -> str:
    """Return a regular expression for every text that looks like `text`."""
    return "".join(_class(character) for character in text)


@lru_cache(maxsize=1024)
def _class(characters: str) -> str:
    """Return a regular expression for every character that looks like one of `characters`."""
    wanted = {skeleton(character) for character in characters}
    found = {other for other in _ALPHABET if skeleton(other) in wanted} | set(characters)
    return "[" + "".join(re.escape(character) for character in sorted(found)) + "]"


def _composed(segment: Segment, values: Mapping[str, str]) -> str:
    if not segment.name:
        return segment.text
    return values[segment.name].zfill(segment.width) if segment.name == "number" else values[segment.name]


def _shared(text: str, code: str) -> int:
    """Return how many characters both begin with."""
    return next(
        (at for at, pair in enumerate(zip(text, code, strict=False)) if pair[0] != pair[1]), min(len(text), len(code))
    )


def _number(segment: Segment, text: str) -> str:
    """Return a number written as its slot wants it, where only zeros or the century are wrong."""
    if not (text.isascii() and text.isdigit()):
        return ""
    if segment.name == "number":
        return str(int(text)).zfill(segment.width)
    return f"20{text}" if segment.name == "year" and not segment.width and len(text) == 2 else ""


def _end(code: str, position: int, following: Sequence[Segment]) -> int:
    """Return where a wrong segment ends: at the next fixed text of the pattern, else at the next separator."""
    for segment in following:
        if not segment.name and (at := code.find(segment.text, position + 1)) != -1:
            return at
    separator = re.compile(r"[-/\s]").search(code, position + 1)
    return separator.start() if separator else len(code)
