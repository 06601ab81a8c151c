"""The front matter, or a card, is not YAML that can be read.

Nothing after the broken place can be trusted: a colon or a quotation mark too many changes which value belongs to
which field. Values that hold `: `, `#`, `&`, `*` or `!` need quotation marks.

Flagged:
    title: "Ички аудит

Flagged:
    title: Аудит: ички

Flagged:
    title: &title Ички аудит

Accepted:
    title: "Аудит: ички"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.context import Context
from qms.rules.problems import of_documents
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of YAML found."""
    return of_documents(context, "syntax")


RULE = Rule("FM002", Severity.ERROR, check, View.NEAR, basic=True)
