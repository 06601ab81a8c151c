"""The sections of a Markdown text, and what changed between two texts by section."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qms.model.change import Sections

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})\.?(?=\s|\Z)")
ALIKE = 0.6


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
        """How the sheet names the section: by its number, else by its title."""
        return self.number or self.title


def sections(text: str) -> tuple[Section, ...]:
    """Split a Markdown text at its headings; headings inside code fences do not count. Text before the first heading
    is a section with an empty title.
    """
    found: list[tuple[str, int, int, list[str]]] = [("", 0, 1, [])]
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark.group(1).startswith(fence) and line.strip() == mark.group(1))):
            fence = "" if fence else mark.group(1)
        heading = None if fence or mark else _ATX.match(line)
        if heading:
            found.append((heading.group(2).strip(), len(heading.group(1)), number, []))
        else:
            found[-1][3].append(line.rstrip())
    return tuple(
        Section(title, depth, "\n".join(lines).strip(), number)
        for title, depth, number, lines in found
        if title or any(lines)
    )


def compare(old: str, new: str) -> Sections:
    """Return which sections of `new` are changed or new against `old`, and which are gone.

    Sections are paired by heading, then by number, then by likeness of their texts, so that a renumbered or retitled
    section counts as changed and not as one removed and one new.
    """
    before, after = list(sections(old)), list(sections(new))
    pairs = _pair(before, after)
    paired_old = {id(pair[0]) for pair in pairs}
    paired_new = {id(pair[1]): pair[0] for pair in pairs}
    changed = [item for item in after if id(item) in paired_new and _differs(paired_new[id(item)], item)]
    return Sections(
        changed=_names(changed),
        new=_names([item for item in after if id(item) not in paired_new]),
        removed=_names([item for item in before if id(item) not in paired_old]),
    )


def _names(found: Sequence[Section]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.name or "0" for item in found))


def _differs(old: Section, new: Section) -> bool:
    return old.text.split() != new.text.split() or old.title != new.title


def _pair(before: Sequence[Section], after: Sequence[Section]) -> list[tuple[Section, Section]]:
    pairs: list[tuple[Section, Section]] = []
    left, right = list(before), list(after)
    for same in (_same_heading, _same_text, _same_title, _alike_number, _alike):
        for new in tuple(right):
            old = next((item for item in left if same(item, new)), None)
            if old:
                pairs.append((old, new))
                left.remove(old)
                right.remove(new)
    return pairs


def _words(title: str) -> str:
    return _NUMBER.sub("", title, count=1).strip(" .").casefold()


def _same_heading(old: Section, new: Section) -> bool:
    return old.title == new.title


def _same_text(old: Section, new: Section) -> bool:
    return bool(old.text) and old.text.split() == new.text.split()


def _same_title(old: Section, new: Section) -> bool:
    return bool(_words(old.title)) and _words(old.title) == _words(new.title)


def _alike_number(old: Section, new: Section) -> bool:
    return bool(old.number) and old.number == new.number and _ratio(old, new) > ALIKE / 2


def _alike(old: Section, new: Section) -> bool:
    return bool(old.text) and bool(new.text) and _ratio(old, new) > ALIKE


def _ratio(old: Section, new: Section) -> float:
    matcher = difflib.SequenceMatcher(None, old.text.split()[:400], new.text.split()[:400], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > ALIKE / 2 else 0.0
