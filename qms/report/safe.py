"""Document text on its way to a terminal or a spreadsheet: it is shown, never obeyed."""

from __future__ import annotations

from qms.model.formula import is_formula
from qms.model.pattern import pattern

_UNSEEN = pattern(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def show(text: str) -> str:
    """Return `text` with control, bidi and invisible characters made visible, so that no terminal obeys them."""
    return _UNSEEN.sub(lambda found: _visible(found.group()), text)


def one_line(text: str) -> str:
    """Return a text as one line: a line break in it must not begin a line of our own."""
    return show(text.replace("\n", " "))


def _visible(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


def cell(text: str) -> str:
    """Return `text` as a cell of a CSV file that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{text}" if is_formula(text) else text
