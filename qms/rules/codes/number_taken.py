"""The number of a code belongs to another document.

A number is given once and for all: registers, shelves and people call a document by it. The year tells when the
document was introduced; it does not make a second document of the same number. What counts together is set in
`qms.yaml` (`types: - unique: [type, number]`). A text that replaces the other one may keep its number.

Flagged:
    today: 2025-03-01
    file: documents/2/СМС-ДП-2.1-2025.md
    ---
    code: СМС-ДП-2.1-2025
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Flagged:
    git: switch -q -c other
    file: documents/2/СМС-ДП-2.7-2024.md
    ---
    code: СМС-ДП-2.7-2024
    title: {ky: Архив}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---
    commit: On a branch
    git: switch -q main
    file: documents/2/СМС-ДП-2.7-2024.md
    ---
    code: СМС-ДП-2.7-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Accepted:
    today: 2025-03-01
    file: documents/2/СМС-ДП-2.1-2025.md
    ---
    code: СМС-ДП-2.1-2025
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    replaces: [СМС-ДП-2.1-2024]
    ---
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.codes.scheme import Series
from qms.model.change import Elsewhere
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

_HELP = msg('Give this text another number; "qms new" and "qms code next" give a free one')


def check(context: Context) -> Iterator[Finding]:
    """Look for every document's number among all codes that there are, were, or are given on another branch."""
    here = _numbers(context)
    for document in context.originals:
        own = context.scheme.series(document.code)
        if own is None:
            continue
        known = {document.code, *document.aliases, *document.front.words("replaces")}
        other = next((code for code in here.get(own, ()) if code not in known), "")
        if other and _is_younger(context, document.code, other):
            message = msg('The number of "{code}" belongs to "{other}"', code=document.code, other=other)
            yield Finding(document.at("code"), message, _HELP, document.code)
        yield from _branches(context, document, own, known)


def _numbers(context: Context) -> Mapping[Series, list[str]]:
    """Return all codes of this branch, those of former days too, by their series and number."""
    snapshot = context.snapshot
    found: dict[Series, list[str]] = {}
    for code in dict.fromkeys([*context.documents, *snapshot.ledgers, *context.history, *snapshot.aliases]):
        number = context.scheme.series(code)
        if number:
            found.setdefault(number, []).append(code)
    return found


def _is_younger(context: Context, code: str, other: str) -> bool:
    """Tell whether a code came after another one: the elder keeps the number."""
    if other not in context.documents:
        return True
    own, its = context.history.get(code), context.history.get(other)
    if own and its:
        return (own[0].commit.at, code) > (its[0].commit.at, other)
    return bool(its) or (not own and code > other)


def _branches(context: Context, document: Document, own: Series, known: set[str]) -> Iterator[Finding]:
    """Yield the documents of other branches that have the number; the same document on its way there is none."""
    for item in context.elsewhere:
        same = item.code in known and _is_same(context, document, item)
        if (
            item.code
            and not same
            and context.scheme.series(item.code) == own
            and item.code not in known - {document.code}
        ):
            message = msg(
                'The number of "{code}" is given to another document, "{other}", on the branch "{branch}"',
                code=document.code,
                other=item.code,
                branch=item.branch,
            )
            yield Finding(document.at("code"), message, _HELP, document.code)
            return


def _is_same(context: Context, document: Document, item: Elsewhere) -> bool:
    texts = {document.sha256, *(version.sha256 for version in context.history.get(document.code, ()))}
    return item.sha256 in texts or any(document.title.get(name) == text for name, text in item.title.items())


RULE = Rule("CD008", Severity.ERROR, check, View.HEADS, history=True)
