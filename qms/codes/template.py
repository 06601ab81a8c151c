"""Codes of repositories that were never made for qms: built from a field (`EIP-{eip}`) or from the name of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qms.codes.lookalikes import tidy
from qms.model.pattern import pattern

FILE, FOLDER, NUMBER, WORD, PATH = "file", "folder", "number", "word", "path"
"""Slots that need no field: the name of the file without its ending, its folder, the first number in its name, the
first word of its name (up to a blank or `_`), its path with `-` for each `/`.
"""
_SLOT = pattern(r"\{([^{}:]+)(?::([0-9]{1,2}))?\}")
_DIGITS = pattern(r"[0-9]+")
_WORD = pattern(r"[^\s_]+")
_ENDING = pattern(r"(?i)(?:\.[a-z]{2})?\.(?:md|markdown|ya?ml|json|rst|txt|mediawiki|adoc)\Z")


@dataclass(frozen=True)
class Template:
    """Fixed text with slots in braces; `{eip:4}` fills a number up with zeros to four digits."""

    text: str

    @cached_property
    def parts(self) -> tuple[tuple[str, str, int], ...]:
        """Fixed text, name of the slot behind it (empty after the last), its width."""
        found, at = list[tuple[str, str, int]](), 0
        for slot in _SLOT.finditer(self.text):
            found.append((self.text[at : slot.start()], slot[1].strip(), int(slot[2] or 0)))
            at = slot.end()
        return (*found, (self.text[at:], "", 0))

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots."""
        return tuple(name for _text, name, _width in self.parts if name)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The regular expression of the codes that the template makes, in capitals or not."""
        return re.compile("".join(re.escape(text) + _regex(name) for text, name, _width in self.parts), re.IGNORECASE)

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the code with `values` in the slots; an empty text where a slot has no value."""
        if not all(values.get(name) for name in self.slots):
            return ""
        return "".join(text + (_padded(values[name], width) if name else "") for text, name, width in self.parts)

    def code_of(self, written: str) -> str:
        """Return the code that a reference means: written whole, without the fixed part, or as the name of the file."""
        plain = tidy(written).strip("<>[]()#\"'` ")
        if len(self.slots) != 1:
            return plain
        name = self.slots[0]
        plain = of_path(plain)[name] if name in {FILE, WORD} else plain
        whole = self.expression.fullmatch(plain) or (self.parts[0][0] and self.expression.search(plain))
        if whole:
            return self.fill({name: whole[1]})
        if name == NUMBER:
            return self.fill({name: of_path(plain)[NUMBER]}) or plain
        return self.fill({name: plain})


def read_template(text: str) -> Template:
    """Read a template; ValueError where it has no slot: all documents would have the same code."""
    found = Template(text)
    if not found.slots or any("{" in part or "}" in part for part, _name, _width in found.parts):
        raise ValueError(text)
    return found


@lru_cache(maxsize=64)
def template(text: str) -> Template:
    """Return a template of the settings, which have been read."""
    return Template(text)


def of_path(path: str) -> dict[str, str]:
    """Return the slots that the path of a file gives."""
    folder, _, name = path.rpartition("/")
    stem = _ENDING.sub("", name)
    digits = _DIGITS.search(stem)
    word = _WORD.match(stem)
    return {
        FILE: stem,
        FOLDER: folder.rpartition("/")[2],
        NUMBER: digits[0] if digits else "",
        WORD: word[0] if word else "",
        PATH: f"{folder}/{stem}".lstrip("/").replace("/", "-"),
    }


def _regex(name: str) -> str:
    if not name:
        return ""
    return "([0-9]+)" if name == NUMBER else r"([^\s,;()\[\]]+)"


def _padded(text: str, width: int) -> str:
    return text.zfill(width) if width and text.isdigit() else text
