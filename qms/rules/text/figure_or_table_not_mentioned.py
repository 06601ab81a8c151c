"""The text does not speak of a figure or table that has a number.

A number is there to be referred to; a table without a reference is read by nobody, or it was left over from an older
text.

Flagged:
    body:
    # 1. Мөөнөттөр

    Мөөнөттөр төмөндө.

    1-таблица. Мөөнөттөр

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |

Accepted:
    -references
    body:
    # 1. Мөөнөттөр

    Мөөнөттөр 1-таблицада, түзүм 1–2-сүрөттөрдө.

    1-таблица. Мөөнөттөр

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |

    1-сүрөт. Түзүм

    2-сүрөт. Жүрүшү
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.captions import Caption, Sort, captions, mentioned
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign


def check(context: Context) -> Iterator[Finding]:
    """Look for a mention of every number."""
    for document in context.having(Sign.CAPTIONS, context.marked):
        reading = context.reading(document)
        found = captions(reading)
        for sort in {item.sort: None for item in found}:
            spoken_of = mentioned(reading, sort)
            for caption in found:
                if caption.sort is sort and caption.number not in spoken_of:
                    yield _finding(document, caption)


def _finding(document: Document, caption: Caption) -> Finding:
    if caption.sort is Sort.TABLE:
        message = msg('The text does not speak of table "{number}"', number=caption.typed)
    else:
        message = msg('The text does not speak of figure "{number}"', number=caption.typed)
    wanted = msg("Refer to it where the text needs it, or delete it")
    return Finding(caption.at, message, wanted, document.code or document.path)


RULE = Rule("TX010", Severity.WARNING, check, View.ALONE)
