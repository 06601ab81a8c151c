"""A field stands twice in the front matter.

One of the two values is lost, and readers differ in which: the printed document and the register may then disagree.

Flagged:
    edit: documents/2/СМС-ДП-2.1-2024.md
    owner: АББСД = owner: АББСД
    language: ky = owner: КБ

Accepted:
    title:
      ky: Ички аудит
      ru: Внутренний аудит
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.context import Context
from qms.rules.problems import of_documents
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of YAML found."""
    return of_documents(context, "duplicate")


RULE = Rule("FM003", Severity.ERROR, check, View.NEAR, basic=True)
