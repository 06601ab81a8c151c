"""Words compared as a reader does who overlooks a wrong letter: ө for о, an ending, a slip of the scanner."""

from __future__ import annotations

from difflib import SequenceMatcher

from qms.codes.folding import fold
from qms.model.pattern import pattern

_WORD = pattern(r"[^\W\d_]+")
ALIKE = 0.6
SHORT = 3
LONGEST_WORD, MOST_WORDS = 40, 60
"""Longer words and texts are compared letter by letter only: nobody has written them as words and titles."""


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


def left_over(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of two texts that have no like word in the other; short words do not count."""
    own, rest = ([word for word in words(text) if len(word) > SHORT] for text in (one, other))
    if len(own) > MOST_WORDS or len(rest) > MOST_WORDS:
        return ((), ()) if own == rest else (tuple(own), tuple(rest))
    alone: list[str] = []
    for word in own:
        like = max(rest, key=lambda candidate: likeness(word, candidate), default="")
        if like and likeness(word, like) >= ALIKE:
            rest.remove(like)
        else:
            alone.append(word)
    return tuple(alone), tuple(rest)


def likeness(one: str, other: str) -> float:
    """Return how alike two folded words are, from 0 to 1."""
    if one == other or max(len(one), len(other)) > LONGEST_WORD:
        return float(one == other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def same(one: str, other: str) -> bool:
    """Tell whether two texts have the same words in one order, but for their spelling; short words do not count."""
    own, theirs = ([word for word in words(text) if len(word) > SHORT] for text in (one, other))
    if len(own) != len(theirs) or not own:
        return words(one) == words(other)
    return all(likeness(*pair) >= ALIKE for pair in zip(own, theirs, strict=True))
