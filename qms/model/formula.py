"""Which texts a spreadsheet would take for a formula."""

from __future__ import annotations

from qms.model.pattern import pattern

_FORMULA = pattern(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = pattern(r"\s*[-+]?\d+(?:[.,]\d+)?\s*")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a text, or try to; numbers stay numbers."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
