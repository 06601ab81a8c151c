"""A document names a clause that ISO 9001:2015 does not have.

The map from clauses to documents shows an auditor what is covered; a clause of the edition of 2008 (8.5.3) or a
mistyped one leaves a hole in it.

Flagged:
    clauses: ["9.2", "8.5.7"]

Flagged:
    clauses: ["11.1"]

Accepted:
    clauses: ["9.2", "7.5.3.2"]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.fields import listed
from qms.rules.iso9001 import CLAUSES
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look every clause up; a dictionary `clause` in qms.yaml replaces the list of the standard."""
    clauses = frozenset(context.snapshot.settings.dictionaries.get("clause", ())) or CLAUSES
    for document in context.originals:
        for item in listed(document, "clauses"):
            clause = item.text.strip()
            if clause and clause not in clauses:
                yield Finding(
                    item.at,
                    msg('There is no clause "{value}"', value=clause),
                    msg('Write a clause of ISO 9001:2015, from "4.1" to "10.3"'),
                    document.code or document.path,
                )


RULE = Rule("LV007", Severity.ERROR, check, View.HEADS)
