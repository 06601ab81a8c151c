"""What is wrong with a code, in words: the segment, what it is not, what may stand there."""

from __future__ import annotations

import re

from qms.codes.grammar import SegmentCheck
from qms.codes.scheme import Explanation
from qms.model.message import Message, msg

_PARTS = {
    "type": msg('Segment {number} "{text}" is no document type'),
    "level": msg('Segment {number} "{text}" is no level'),
    "unit": msg('Segment {number} "{text}" is no unit'),
    "process": msg('Segment {number} "{text}" is no process'),
    "clause": msg('Segment {number} "{text}" is no clause of the standard'),
    "number": msg('Segment {number} "{text}" is no number'),
    "year": msg('Segment {number} "{text}" is no year'),
}
_FORMS = {"number": msg("a number"), "year": msg("a year"), "clause": msg("a clause of the standard")}
MOST = 12
"""How many values are named that may stand in a place."""


def fault(found: Explanation) -> Message:
    """Return what is wrong with a code: its first wrong segment, counted by the separators before it."""
    wrong = wrong_segment(found)
    if not wrong.text:
        return msg('The code "{code}" ends too early', code=found.code)
    number = 1 + len(re.findall(r"[-/\s]+", found.code[: wrong.column - 1] + wrong.text[:1]))
    known = _PARTS.get(wrong.name)
    if known:
        return Message(known.text, {"number": number, "text": wrong.text})
    return msg(
        'Segment {number} of the code "{code}" is wrong: "{text}"', number=number, code=found.code, text=wrong.text
    )


def expected(wrong: SegmentCheck) -> Message:
    """Return what may stand in the place of a wrong segment, the nearest value alone where there is one."""
    if wrong.suggestion and wrong.name:
        return msg('Did you mean "{name}"?', name=wrong.suggestion)
    if wrong.expected:
        shown = ", ".join(wrong.expected[:MOST]) + (" …" if len(wrong.expected) > MOST else "")
        return msg("Here may stand: {names}", names=shown)
    form = _FORMS.get(wrong.name)
    return msg("Here may stand: {names}", names=form) if form else msg("Nothing may stand here")


def wrong_segment(found: Explanation) -> SegmentCheck:
    """Return the first wrong segment; an empty one where nothing was read at all."""
    return found.wrong or SegmentCheck("", "", valid=False, column=1)
