"""A document is a link, is too large, or cannot be opened.

A link points to bytes that git does not keep, so that nobody could prove later what was approved.

Flagged:
    link: documents/2/СМС-ДП-2.3-2024.md = СМС-ДП-2.2-2024.md

Accepted:
    file: documents/base/СМС-ТД-0001-2024.yaml
    code: СМС-ТД-0001-2024
    title: {ky: "ISO 9001:2015", ru: "ISO 9001:2015"}
    type: ТД
    level: base
    revision: 1
    owner: АББСД
    kind: standard
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.context import Context
from qms.rules.problems import of_documents
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of files found."""
    return of_documents(context, "unreadable")


RULE = Rule("FM005", Severity.ERROR, check, View.NEAR, basic=True)
