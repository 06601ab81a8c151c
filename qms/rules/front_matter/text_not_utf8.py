"""A file is not plain UTF-8 text, or hides characters in its front matter.

Kyrgyz letters survive only in one encoding, and the hash to which an approval is bound is of exact bytes. A character
that cannot be seen makes two codes differ that look the same.

Flagged:
    encoding: cp1251

Flagged:
    encoding: utf-16

Flagged:
    encoding: utf-8-sig

Accepted:
    encoding: utf-8
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.context import Context
from qms.rules.problems import of_documents
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the readers found."""
    return of_documents(context, "encoding")


RULE = Rule("FM004", Severity.ERROR, check, View.NEAR, basic=True)
