"""A table has no caption in a text that numbers its tables.

The other tables can be referred to by number, this one cannot. A text that numbers none of its tables, such as a form,
is left alone.

Flagged:
    body:
    # 1. Мөөнөттөр

    Мөөнөттөр 1-таблицада.

    1-таблица. Мөөнөттөр

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |

    Жазуулар төмөндө.

    | Жазуу | Мөөнөт |
    |---|---|
    | Акт | 5 жыл |

Accepted:
    -references
    body:
    # 1. Форма

    | Иш | Мөөнөт |
    |---|---|
    |  |  |
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.captions import Sort, captions, tables
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign


def check(context: Context) -> Iterator[Finding]:
    """Look for the caption before or after every table."""
    for document in context.having(Sign.CAPTIONS, context.marked):
        reading = context.reading(document)
        if not any(item.sort is Sort.TABLE for item in captions(reading)):
            continue
        for table, captioned in tables(reading):
            if not captioned:
                yield Finding(
                    place(document, table.lines[0], 0),
                    msg("The table has no caption"),
                    msg("Write a number and a name above it, as the other tables have"),
                    document.code or document.path,
                )


RULE = Rule("TX009", Severity.WARNING, check, View.ALONE)
