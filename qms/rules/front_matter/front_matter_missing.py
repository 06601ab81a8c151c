"""A document has no front matter.

The lines between the two `---` at the top of a file identify the document (ISO 9001:2015, 7.5.2 a). Without them it
has no code, no owner and no revision, and no other rule can speak of it.

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.md
    # 1. Максаты

Flagged:
    file: documents/2/СМС-ДП-2.3-2024.md
    ---
    code: СМС-ДП-2.3-2024

    # 1. Максаты

Accepted:
    file: documents/2/README.md
    # Процедуралар
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.context import Context
from qms.rules.problems import of_documents
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of documents found."""
    return of_documents(context, "front-matter")


RULE = Rule("FM001", Severity.ERROR, check, View.NEAR, basic=True)
