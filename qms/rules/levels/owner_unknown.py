"""The owner of a document is no unit of the organisation.

Somebody must answer for keeping a document up to date (ISO 9001:2015, 5.3; 7.5.3). A unit that was renamed or closed
does not.

Flagged:
    owner: ЮБ

Accepted:
    owner: КБ
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the owner of every document up among the units."""
    units = context.names.units
    for document in context.originals:
        if units and document.owner and document.owner not in units:
            yield Finding(
                document.at("owner"),
                msg('There is no unit "{value}"', value=document.owner),
                known(units, document.owner),
                document.code or document.path,
            )


RULE = Rule("LV005", Severity.ERROR, check, View.HEADS)
