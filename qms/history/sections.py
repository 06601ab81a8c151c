"""The sections of a Markdown text, and what changed between two texts by section."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from qms.model.change import Sections

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)\Z")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[>|<]|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z))")
_INDENTED = re.compile(r" {0,3}\t| {4}")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})\.?(?=\s|\Z)")
ALIKE = 0.6
MOST_COMPARISONS = 40_000
"""Above this many pairs of rewritten sections the texts are not compared for likeness: it is another text."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it up to the next heading. `line` counts from 1 within the text."""

    title: str
    depth: int
    text: str
    line: int

    @property
    def number(self) -> str:
        """The number typed before the title (`5.4.3`), or an empty text."""
        found = _NUMBER.match(self.title)
        return found.group(1) if found else ""

    @property
    def name(self) -> str:
        """How the sheet names the section: by its number, else by its title; `0` before the first heading."""
        return self.number or self.title or "0"


def sections(text: str) -> tuple[Section, ...]:
    """Split a Markdown text at its headings, `# Title` or underlined with `===`; headings inside code fences do not
    count. Text before the first heading is a section with an empty title.
    """
    splitter = _Splitter()
    for number, line in enumerate(text.split("\n"), 1):
        splitter.take(line.rstrip("\r"), number)
    return tuple(
        Section(item.title, item.depth, "\n".join(item.lines).strip(), item.line)
        for item in splitter.found
        if item.title or any(item.lines)
    )


@dataclass(slots=True)
class _Part:
    title: str
    depth: int
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Splitter:
    """Follows a text line by line. `paragraph` counts the lines that an underline would make a heading, `within` tells
    that the lines belong to a list, a quotation or a table.
    """

    found: list[_Part] = field(default_factory=lambda: [_Part("", 0, 1)])
    fence: str = ""
    paragraph: int = 0
    within: bool = False

    def take(self, line: str, number: int) -> None:
        mark = _FENCE.match(line)
        if mark and (not self.fence or (mark.group(1).startswith(self.fence) and line.strip() == mark.group(1))):
            self.fence = "" if self.fence else mark.group(1)
        elif not self.fence and self.heading(line, number):
            self.paragraph, self.within = 0, False
            return
        self.found[-1].lines.append(line.rstrip())
        if self.fence or mark or not line.strip():
            self.paragraph, self.within = 0, False
        elif _NO_PARAGRAPH.match(line):
            self.paragraph, self.within = 0, True
        elif not self.within and (self.paragraph or not _INDENTED.match(line)):
            self.paragraph += 1

    def heading(self, line: str, number: int) -> bool:
        """Begin a section where the line is a heading or underlines one."""
        typed = _ATX.match(line)
        title = _without_closing(typed.group(2)) if typed else ""
        if typed and title:
            self.found.append(_Part(title, len(typed.group(1)), number))
            return True
        underline = _SETEXT.match(line) if self.paragraph else None
        if not underline:
            return False
        lines = self.found[-1].lines
        title = " ".join(item.strip() for item in lines[-self.paragraph :])
        del lines[-self.paragraph :]
        self.found.append(_Part(title, 1 if "=" in underline.group(1) else 2, number - self.paragraph))
        return True


def _without_closing(title: str) -> str:
    """Return the text of `# Title ##` without the marks that close it; `# C#` keeps its own."""
    plain = title.strip()
    bare = plain.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else plain


def compare(old: str, new: str) -> Sections:
    """Return which sections of `new` are changed or new against `old`, and which are gone.

    Sections are paired by heading, then by number, then by likeness of their texts, so that a renumbered or retitled
    section counts as changed and not as one removed and one new. One that only moved is not changed.
    """
    before, after = sections(old), sections(new)
    pairs = paired(before, after)
    changed = {id(right) for left, right in pairs.found if _identical(left) != _identical(right)}
    return Sections(
        changed=_names([item for item in after if id(item) in changed]),
        new=_names(pairs.right),
        removed=_names(pairs.left),
    )


def paired(before: Sequence[Section], after: Sequence[Section]) -> Pairs:
    """Return which sections of two texts belong together."""
    pairs = Pairs(list(before), list(after))
    for key in (_identical, _heading, _text, _title):
        pairs.by_key(key)
    pairs.by_number()
    pairs.by_likeness()
    return pairs


def _names(found: Sequence[Section]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.name for item in found))


@dataclass(slots=True)
class Pairs:
    """Sections of two texts that belong together; `left` and `right` are those that have no partner yet."""

    left: list[Section]
    right: list[Section]
    found: list[tuple[Section, Section]] = field(default_factory=list)

    def by_key(self, key: Callable[[Section], Hashable]) -> None:
        """Pair the sections with the same key, in their order; a section without one is left."""
        waiting: dict[Hashable, deque[Section]] = defaultdict(deque)
        for old in self.left:
            waiting[key(old)].append(old)
        self._join([(waiting[key(new)].popleft(), new) for new in self.right if key(new) and waiting[key(new)]])

    def by_number(self) -> None:
        """Pair the sections of one number that have something in common."""
        old = {item.number: item for item in reversed(self.left) if item.number}
        new = {item.number: item for item in reversed(self.right)}
        self._join(
            [(old[name], item) for name, item in new.items() if name in old and _alike(old[name], item) > ALIKE / 2]
        )

    def by_likeness(self) -> None:
        """Pair the sections with nearly the same text, the most alike first."""
        if len(self.left) * len(self.right) > MOST_COMPARISONS:
            return
        words = {id(item): Counter(item.text.split()) for item in (*self.left, *self.right) if item.text}
        ranked = [
            (-ratio, left, right)
            for right, new in enumerate(self.right)
            for left, old in enumerate(self.left)
            if id(old) in words and id(new) in words and (ratio := _ratio(words[id(old)], words[id(new)])) > ALIKE
        ]
        olds: dict[int, int] = {}
        for _, left, right in sorted(ranked):
            if left not in olds and right not in olds.values():
                olds[left] = right
        self._join([(self.left[left], self.right[right]) for left, right in olds.items()])

    def _join(self, pairs: Sequence[tuple[Section, Section]]) -> None:
        gone = {id(item) for pair in pairs for item in pair}
        self.found.extend(pairs)
        self.left = [item for item in self.left if id(item) not in gone]
        self.right = [item for item in self.right if id(item) not in gone]


def _identical(section: Section) -> tuple[str, str]:
    return section.title, _text(section)


def _heading(section: Section) -> tuple[str]:
    return (section.title,)


def _text(section: Section) -> str:
    return " ".join(section.text.split())


def _title(section: Section) -> str:
    return _NUMBER.sub("", section.title, count=1).strip(" .").casefold()


def _alike(old: Section, new: Section) -> float:
    """Return how much two texts have in common, from 0 to 1; two empty ones are the same."""
    if not old.text and not new.text:
        return 1.0
    return _ratio(Counter(old.text.split()), Counter(new.text.split()))


def _ratio(old: Counter[str], new: Counter[str]) -> float:
    return 2 * (old & new).total() / (old.total() + new.total())
