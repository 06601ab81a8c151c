"""Letters as a reader takes them who overlooks marks: ө for о, ү for у, ң for н, ё for е, also of kin alphabets."""

from __future__ import annotations

_FOLDED = str.maketrans("өүңёіқғұәһѳњјїє", "оунеикгуахонйие")


def fold(text: str) -> str:
    """Return a text in small letters, without the marks that tell ө from о; as long as the text, so that columns stay
    right.
    """
    small = text.lower()
    return (small if len(small) == len(text) else text).translate(_FOLDED)
