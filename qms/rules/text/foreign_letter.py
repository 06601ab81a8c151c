"""A Kyrgyz text has a letter that the Kyrgyz alphabet does not have.

Kazakh, Serbian or Ukrainian letters and the old fita come from scanning or from keyboards without ө, ү and ң. They
look nearly right and are found by no search.

Flagged:
    body:
    # 1. Тәртіп

Flagged:
    body:
    # 1. Окуу бѳлүмү

Accepted:
    -references
    body:
    # 1. Өзгөрүүлөрдү көзөмөлдөө, ёлка, ъ
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, prose
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_WORD = pattern(r"[\u0400-\u052f]+")
_ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_FOREIGN = pattern(f"[{''.join(sorted(set(map(chr, range(0x400, 0x530))) - set(_ALPHABET + _ALPHABET.upper())))}]")
MOST = 8
MEANT = {"і": "и", "қ": "к", "ғ": "г", "ұ": "у", "ә": "а", "һ": "х", "ѳ": "ө", "њ": "ң", "ј": "й", "ї": "и", "є": "э"}


def check(context: Context) -> Iterator[Finding]:
    """Look at the words of Kyrgyz texts; one finding a line, with all its words."""
    for document in context.having(Sign.UNUSUAL):
        for line in prose(context, document, _FOREIGN) if document.language == "ky" else ():
            first = _FOREIGN.search(line.text)
            words = [word[0] for word in _WORD.finditer(line.text) if _FOREIGN.search(word[0])]
            letters = dict.fromkeys(letter for word in words for letter in _FOREIGN.findall(word))
            yield Finding(
                place(document, line, first.start() if first else 0),
                msg(
                    "Letters that are not Kyrgyz: {letters}, in {words}",
                    letters=", ".join(f'"{letter}" U+{ord(letter):04X}' for letter in letters),
                    words=_listed(dict.fromkeys(words)),
                ),
                _help(letters),
                document.code or document.path,
            )


def _listed(words: Iterable[str]) -> str:
    *shown, last = [f'"{word}"' for word in words][: MOST + 1]
    return ", ".join([*shown, "…" if len(shown) == MOST else last])


def _help(letters: Iterable[str]) -> Message:
    """Return the letters that were probably meant."""
    meant = {letter: MEANT.get(letter.lower(), "") for letter in letters}
    if not all(meant.values()):
        return msg("Type the words again with Kyrgyz letters")
    pairs = (f'"{own}" → "{right if own.islower() else right.upper()}"' for own, right in meant.items())
    return msg("Write: {letters}", letters=", ".join(pairs))


RULE = Rule("TX006", Severity.ERROR, check, View.ALONE)
