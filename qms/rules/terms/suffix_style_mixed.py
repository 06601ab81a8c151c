"""Endings follow an abbreviation now with a hyphen, now without one.

In Kyrgyz an ending is joined to an abbreviation directly («СМСтин»); where both ways stand in one text («СМС-тин»),
neither a search nor a reader can rely on either.

Flagged:
    body:
    # Аудит

    СМС (сапат менеджменти системасы) бар. СМСтин максаты, СМСти баалоо, СМС-тин документтери.

Accepted:
    body:
    # Аудит

    СМС (сапат менеджменти системасы) бар. СМСтин максаты, СМСти баалоо, СМСтин документтери. СМС-ДП-2.2-2024.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View

_JOINED = pattern(r"\b[А-ЯӨҮҢ]{2,}[а-яөүң]{1,6}\b")
_PARTED = pattern(r"\b(?P<name>[А-ЯӨҮҢ][А-Яа-яӨҮҢ]*[А-ЯӨҮҢ])-(?P<ending>[а-яөүң]{1,6})\b")
_SIGN = pattern(r"-(?<=[А-ЯӨҮҢ]-)(?=[а-яөүң])")
"""What every parted ending has: it is found many times quicker than the whole."""
_ENDING = pattern(r"(?:[нтд][ыиуүаөе]н|[нтд][ыиуү]|[дт][аеоө](?:н|гы|ги|гу|гү)?|[гк][аеоө]|[лдт][аеоө]р\w*|[ыиуү]|т)\Z")


def check(context: Context) -> Iterator[Finding]:
    """Report the parted endings of a text in which joined ones prevail."""
    for document in context.readable:
        if not _SIGN.search(document.body):
            continue
        prose = context.reading(document).prose
        parted = [
            (line, found) for line in prose for found in _PARTED.finditer(line.text) if _ENDING.match(found["ending"])
        ]
        joined = sum(len(_JOINED.findall(line.text)) for line in prose) if parted else 0
        for line, found in parted if joined > len(parted) else ():
            yield Finding(
                place(document, line, found.start()),
                msg('"{word}" has a hyphen before its ending, other places have none', word=found[0]),
                msg('Write "{suggestion}"', suggestion=found["name"] + found["ending"]),
                document.code or document.path,
            )


RULE = Rule("AB007", Severity.WARNING, check, View.ALONE)
