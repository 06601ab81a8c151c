"""The sections of a Markdown text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qms.model.pattern import pattern

_ATX = pattern(r" {0,3}(#{1,6})[ \t]+(.*)\Z")
_SETEXT = pattern(r" {0,3}(=+|-+)[ \t]*\Z")
_FENCE = pattern(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
_NO_PARAGRAPH = pattern(r" {0,3}(?:[>|<]|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z))")
LONGEST_TITLE = 400
"""In a longer one no marks are looked for: that must not take for ever."""
_BOLD = pattern(r"(\*{2,3})(\S(?:.*?\S)?)\1")
_INDENTED = pattern(r" {0,3}\t| {4}")
NUMBER = pattern(
    r"((?:0|[1-9]\d{0,2})(?:\.\d{1,3}){1,5}(?=\.?(?:\s|\Z))"
    r"|[1-9]\d{0,2}(?=\.(?:\s|\Z))|(?:0|[1-9]\d?)(?=\.?(?:\s+[^\sa-zа-яёөүң]|\Z)))"
)
"""A number before a title: `5.4.3`, `12.`, `12 Records`; not `12 rounds`, `400 Bad Request` or `05`."""


class Section(NamedTuple):
    """A heading and the text below it up to the next heading. `line` counts from 1 within the text."""

    title: str
    depth: int
    text: str
    line: int

    @property
    def number(self) -> str:
        """The number typed before the title (`5.4.3`), or an empty text."""
        found = NUMBER.match(self.title)
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
        """Take in the next line. One that begins with a letter, or is empty, can only go on with a text, or end it."""
        if not self.fence and (not line or line[0].isalpha()):
            self.found[-1].lines.append(line.rstrip())
            self.paragraph = self.paragraph + (not self.within) if line else 0
            self.within = self.within and bool(line)
        else:
            self.sign(line, number)

    def sign(self, line: str, number: int) -> None:
        """Take in a line that may be a sign: of a heading, a fence, a list."""
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
        title = _without_bold(_without_closing(typed.group(2))) if typed else ""
        if typed and title:
            self.found.append(_Part(title, len(typed.group(1)), number))
            return True
        underline = _SETEXT.match(line) if self.paragraph else None
        if not underline:
            return False
        lines = self.found[-1].lines
        title = _without_bold(" ".join(item.strip() for item in lines[-self.paragraph :]))
        del lines[-self.paragraph :]
        self.found.append(_Part(title, 1 if "=" in underline.group(1) else 2, number - self.paragraph))
        return True


def _without_bold(title: str) -> str:
    """Return a title without marks of bold: `**3. Terms**` and `3. **Terms**` are the section 3."""
    return _BOLD.sub(r"\2", title) if "**" in title and len(title) < LONGEST_TITLE else title


def _without_closing(title: str) -> str:
    """Return the text of `# Title ##` without the marks that close it; `# C#` keeps its own."""
    plain = title.strip()
    bare = plain.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else plain
