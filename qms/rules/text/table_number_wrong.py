"""The numbers of tables are not consecutive.

A reference to "Table 2" must lead to one table; after a gap nobody knows whether a table was lost. Numbers begin anew
in every appendix.

Flagged:
    body:
    # 1. Мөөнөттөр

    Мөөнөттөр 1 жана 3-таблицаларда.

    1-таблица. Мөөнөттөр

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |

    3-таблица. Жазуулар

    | Жазуу | Мөөнөт |
    |---|---|
    | Акт | 5 жыл |

Accepted:
    -references
    body:
    # 1. Мөөнөттөр

    Мөөнөттөр 1-таблицада.

    1-таблица. Мөөнөттөр

    | Иш | Мөөнөт |
    |---|---|
    | Отчет | 5 күн |
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.captions import Sort
from qms.rules.context import Context
from qms.rules.numbering import misnumbered
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Follow the captions of tables in every text."""
    yield from misnumbered(context, Sort.TABLE)


RULE = Rule("TX008", Severity.ERROR, check, View.ALONE)
