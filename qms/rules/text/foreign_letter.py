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

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.prose import place, prose
from qms.rules.rule import Finding, Rule

_WORD = re.compile(r"[\u0400-\u052f]+")
_ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
_FOREIGN = re.compile(f"[{''.join(sorted(set(map(chr, range(0x400, 0x530))) - set(_ALPHABET + _ALPHABET.upper())))}]")
MEANT = {"і": "и", "қ": "к", "ғ": "г", "ұ": "у", "ә": "а", "һ": "х", "ѳ": "ө", "њ": "ң", "ј": "й", "ї": "и", "є": "э"}


def check(context: Context) -> Iterator[Finding]:
    """Look at the words of Kyrgyz texts; one finding a word."""
    for document in context.readable:
        for line in prose(context, document, _FOREIGN) if document.language == "ky" else ():
            for word in _WORD.finditer(line.text):
                foreign = _FOREIGN.search(word[0])
                if foreign:
                    letter = foreign[0]
                    yield Finding(
                        place(document, line, word.start() + foreign.start()),
                        msg(
                            '"{letter}" U+{number} in "{word}" is no Kyrgyz letter',
                            letter=letter,
                            number=f"{ord(letter):04X}",
                            word=word[0],
                        ),
                        _help(letter),
                        document.code or document.path,
                    )


def _help(letter: str) -> Message:
    meant = MEANT.get(letter.lower(), "")
    if not meant:
        return msg("Type the word again with Kyrgyz letters")
    return msg('Write "{suggestion}"', suggestion=meant if letter.islower() else meant.upper())


RULE = Rule("TX006", Severity.ERROR, check)
