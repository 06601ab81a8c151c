"""A code has a character that looks like the right one and is another.

Latin `C` and Cyrillic `С` look the same on paper, but a search finds only one of them, and two documents may seem to
have the same code. Dashes, blanks and characters that cannot be seen do the same harm.

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.md
    ---
    code: CMC-ДП-2.3-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.md
    ---
    code: СМС–ДП-2.3-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Flagged:
    references: [СМС-ДП-2.2-2О24]
    body:
    # 1. Максаты

Accepted:
    code: СМС-ДП-2.1-2024
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qms.codes.lookalikes import Doubtful, repair
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.doubts import code_place, doubts
from qms.rules.fields import listed
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the code of every document, and at the codes that it refers to."""
    for document in context.readable:
        found = doubts(context, document.code)
        if found:
            yield _finding(context, document.code, found, code_place(document, found[0].place + 1), document.code)
        for name in ("references", "replaces"):
            for item in listed(document, name):
                code = unicodedata.normalize("NFC", item.text.strip())
                wrong = () if context.has_text(code) else doubts(context, code)
                if wrong:
                    yield _finding(context, code, wrong, item.at, document.code)


def _finding(context: Context, code: str, found: tuple[Doubtful, ...], at: Location, subject: str) -> Finding:
    meant = context.scheme.meant(code) or repair(code)
    return Finding(at, _message(found[0]), msg('Write "{suggestion}"', suggestion=meant), subject)


def _message(found: Doubtful) -> Message:
    character = name_of(found.character)
    if not found.meant:
        return msg("A character does not belong in a code: {character}", character=character)
    return msg(
        "A character looks like another one: {character} instead of {meant}",
        character=character,
        meant=name_of(found.meant),
    )


def name_of(character: str) -> str:
    """Return how to speak of a character: `"C" U+0043`; its name where it cannot be seen."""
    code_point = f"U+{ord(character):04X}"
    seen = character.isprintable() and not character.isspace()
    return f'"{character}" {code_point}' if seen else f"{code_point} {unicodedata.name(character, '')}".strip()


RULE = Rule("CD003", Severity.ERROR, check, View.HEADS)
