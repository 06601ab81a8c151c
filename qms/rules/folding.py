"""Words compared as a reader does who overlooks a wrong letter: ө for о, an ending, a slip of the scanner."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_FOLDED = str.maketrans("өүңёіқғұәһѳњјїє", "оунеикгуахонйие")
_WORD = re.compile(r"[^\W\d_]+")
ALIKE = 0.6
SHORT = 3


def fold(text: str) -> str:
    """Return a text in small letters, without the marks that tell ө from о; as long as the text, so that columns stay
    right.
    """
    small = text.lower()
    return (small if len(small) == len(text) else text).translate(_FOLDED)


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


def left_over(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of two texts that have no like word in the other; short words do not count."""
    rest = [word for word in words(other) if len(word) > SHORT]
    alone: list[str] = []
    for word in words(one):
        if len(word) <= SHORT:
            continue
        like = max(rest, key=lambda candidate: likeness(word, candidate), default="")
        if like and likeness(word, like) >= ALIKE:
            rest.remove(like)
        else:
            alone.append(word)
    return tuple(alone), tuple(rest)


def likeness(one: str, other: str) -> float:
    """Return how alike two folded words are, from 0 to 1."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same but for the spelling of their words."""
    return words(one) == words(other) or left_over(one, other) == ((), ())
