"""Letters as they are printed: cleaned and composed, tied where a line must not part, days as on paper."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import groupby

from qms.adapters.markdown.blocks import Node
from qms.adapters.prints.columns import width

LONG_WORD = 60
LONG_CODE = 84
_ISO_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?:T[\d:.+Z-]*)?(?![\w-])")
_CODE = re.compile(r"\S{0,3}\b[^\W\d_]{2,}(?:-[^\W_][\w.]*){2,}\S{0,12}")
_TIED = re.compile(
    r"(?<=№) (?=\d)|(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)| (?=[–—] )|(?<=\b\d) (?=\d{3}\b)|(?<=\b\d\d) (?=\d{3}\b)"
)
_NUMBERED = re.compile(
    r"(?<![^\W_])((?:пп|рис|стр|табл|[^\W\d_])\.|[^\W\d_]{1,3}|(?:таблиц|рисун|схем|раздел|пункт|подпункт|стать|глав|приложени|форм"
    r"|част|бөлүм|тиркеме|жадыбал|сүрөт|table|figure|section|clause|annex|page|part|step)[^\W\d_]{0,4}) (?=\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<![\w.,:/–-])(\d{1,3}(?:,\d+)?|\d{4}(?= (?:ж|г|year)))"
    r" (?=(?!(?:жана|же|менен|и|или|либо|and|or|to)\b)(?:[^\W\d_]{2,12}(?![\w-])|(?-i:г)\.))",
    re.IGNORECASE,
)
_KIND_OF_DAY = re.compile(
    r"(?<=\d)(\xa0(?:жумуш|календар|рабоч|банков|окуу|учебн|working|calendar)[^\W\d_]{0,6})"
    r" (?=[^\W\d_]{1,10}(?![\w-]))",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"([ \n]+)")
_PARTED = re.compile(r"\xa0|\d[-–](?:\d|[^\W\d_])")
"""What marks a run of letters that stays whole: a tie, «4-бөлүмдөрдү», «2.1–2.10»."""
_LONG_RUN = 34
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufe00-\ufe0f\ufeff\ufff0-\ufffb]"
)
_SUBSTITUTES = str.maketrans({"\t": "    ", "✅": "✓", "❌": "✗", "❗": "!", "❓": "?", "➡": "→", "⬅": "←"})


def clean(text: str) -> str:
    """Return `text` as it can be printed: composed letters, no invisible or control characters, common substitutes."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(_SUBSTITUTES)


def day(text: str) -> str:
    """Return `text` with its ISO 8601 days written as on paper: 25.08.2026."""
    return _ISO_DAY.sub(r"\3.\2.\1", text)


def tied(text: str) -> str:
    """Keep together what a line must not part: «№ 5», «п. 7.5», «5 жумуш күнү», initials, a dash and its word.

    The tie is a no-break space; the layout makes boxes with plain spaces of it, so that searches find the words.
    """
    text = _COUNTED.sub("\\1\u00a0", _NUMBERED.sub("\\1\u00a0", _TIED.sub("\u00a0", text)))
    return _KIND_OF_DAY.sub("\\1\u00a0", text)


def runs(text: str, room: float = math.inf) -> list[Node]:
    """Return `text` as nodes: what stays whole on a line apart, if it fits into `room`, the rest between."""

    def whole(piece: str) -> bool:
        stays = len(piece) <= _LONG_RUN and bool(_PARTED.search(piece) or _CODE.fullmatch(piece))
        return stays and width(piece) <= room

    joined = ((kind, "".join(pieces).replace("\u00a0", " ")) for kind, pieces in groupby(_SPLIT.split(text), whole))
    return [{"t": "whole" if kind else "text", "text": piece} for kind, piece in joined if piece]


def breakable(text: str, letters: int) -> str:
    """Let words longer than a line of `letters` break; the others are untouched, so that searches find them."""
    return re.sub(rf"\S{{{letters},}}", lambda run: _cut_up(run.group(), letters), text)


def _cut_up(word: str, letters: int) -> str:
    step = max(3, letters - 2)
    return "\u200b".join(word[at : at + step] for at in range(0, len(word), step))
