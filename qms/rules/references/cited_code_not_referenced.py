"""The text cites a code that does not exist, or that is missing in `references`.

A reader follows the text and finds nothing; and a citation that is not listed is overlooked when the cited document
changes or is withdrawn. The second is a warning.

Flagged:
    body:
    # 1. Максаты

    «СМС-ДП-2.2-2024» жана «СМС-ДП-2.9-2024» боюнча.

Flagged:
    -references

Accepted:
    body:
    # 1. Максаты

    «СМС-ДП-2.2-2024» боюнча; бул СМС-ДП-2.1-2024 өзү.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.field import Sequence
from qms.model.location import Location
from qms.model.message import msg
from qms.model.names import known
from qms.rules.citations import Citation, citations, expression
from qms.rules.context import Context
from qms.rules.fields import listed
from qms.rules.rule import Finding, Rule, View

_NONE = Sequence((), Location(""))


def check(context: Context) -> Iterator[Finding]:
    """Look at the first citation of every code in every text."""
    wanted = expression(context.scheme)
    for document in context.readable if wanted else ():
        listed_codes = _listed(context, document)
        first: dict[str, Citation] = {}
        for citation in citations(context, document, wanted) if wanted else ():
            first.setdefault(citation.code, citation)
        for code, citation in first.items():
            if code not in listed_codes:
                yield _finding(context, document, citation)


def _listed(context: Context, document: Document) -> frozenset[str]:
    """Return the codes that need no line any more: those that the document or its original lists, and its own."""
    original = context.documents.get(document.code, document)
    items = [*listed(document, "references"), *listed(document, "replaces"), *listed(original, "references")]
    wrong = not isinstance(document.front.entries.get("references", _NONE), Sequence)
    known_ = {*context.outlook.codes, *context.outlook.ledgers} if wrong else set[str]()  # FM008 says it once
    return frozenset({document.code, *known_, *(unicodedata.normalize("NFC", item.text.strip()) for item in items)})


def _finding(context: Context, document: Document, citation: Citation) -> Finding:
    subject, code = document.code or document.path, citation.code
    own = context.snapshot.settings.keys.own("references")
    if context.has_text(code) or code in context.outlook.ledgers:
        return Finding(
            citation.at,
            msg('"{code}" is cited and missing in "{field}"', code=code, field=own),
            msg('Add "{code}" to the field "{field}"', code=code, field=own),
            subject,
            Severity.WARNING,
        )
    message = msg('"{code}" is cited and does not exist', code=code)
    return Finding(citation.at, message, known(context.outlook.codes, code), subject)


RULE = Rule("RF007", Severity.ERROR, check, View.NEAR)
