"""The year of a code is not the one in which the document was introduced.

The year in a code tells when a document first came into being (manual 3, "identification"); nobody can introduce one
in a year to come, and a new text with the year of an old one is taken for the old one. Documents that were there when
the repository began, that came with a history (revision 2 and more) or with acts of those years, keep their years.

Flagged:
    file: documents/2/СМС-ДП-2.3-2031.md
    ---
    code: СМС-ДП-2.3-2031
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Flagged:
    file: documents/2/СМС-ДП-2.3-2019.md
    ---
    code: СМС-ДП-2.3-2019
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---
    commit: New

Accepted:
    file: documents/2/СМС-ДП-2.3-2024.md
    ---
    code: СМС-ДП-2.3-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---
    commit: New
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.change import Version
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

CENTURY = 100


def check(context: Context) -> Iterator[Finding]:
    """Compare the year of every code with that of the first commit of its document."""
    for document in context.originals:
        year = _year(context, document.code)
        versions = context.history.get(document.code, ())
        first = _introduced(context, versions)
        if not year or not first or year == first or _is_older_stock(context, document, year, first):
            continue
        message = msg(
            'The code "{code}" says {year}, but the document was introduced in {first}',
            code=document.code,
            year=_shown(year),
            first=_shown(first),
        )
        yield Finding(document.at("code"), message, msg("Write the year of its introduction"), document.code)


def _shown(year: int) -> str:
    return str(year)


def _year(context: Context, code: str) -> int:
    kind = context.scheme.type_of(code)
    found = context.scheme.grammars[kind].match(code) if kind else None
    text = found.get("year", "") if found else ""
    if not text:
        return 0
    return int(text) if int(text) >= CENTURY else context.today.year // CENTURY * CENTURY + int(text)


def _introduced(context: Context, versions: tuple[Version, ...]) -> int:
    """Return the year of the first commit, this year for a file that is in none; 0 where git has no such moment."""
    if not versions:
        return context.today.year if context.whole else 0
    when = versions[0].commit.when[:4]
    return int(when) if when.isdigit() else 0


def _is_older_stock(context: Context, document: Document, year: int, first: int) -> bool:
    acts = [int(act.day[:4]) for act in context.snapshot.acts(document.code) if act.day[:4].isdigit()]
    if year > first:
        return year in acts
    versions = context.history.get(document.code, ())
    came_first = bool(versions) and versions[0].commit.id == context.outlook.beginning
    revision = (versions[0].revision if versions else document.revision) or 0
    return came_first or revision > 1 or bool(acts and min(acts) <= year) or bool(document.aliases)


RULE = Rule("CD009", Severity.WARNING, check, View.NEAR, history=True)
