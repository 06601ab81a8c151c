"""A document lacks a section that its type must have.

Every procedure answers the same questions in the same places; `sections:` of a type in `qms.yaml` lists them.
Spelling is not compared letter by letter, and a heading may say more than is asked for. In a draft that was never
approved it is a warning.

Flagged:
    edit: qms.yaml
      - id: ДП =   - id: ДП\\n    sections: [Максаты, {ky: Жазуулар, ru: Записи}]
    edit: documents/2/СМС-ДП-2.2-2024.md
    1. Максаты = 1. Максаты жана жазуулар

Accepted:
    edit: qms.yaml
      - id: ДП =   - id: ДП\\n    sections: [Максаты]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.status import State
from qms.rules.context import Context
from qms.rules.folding import left_over
from qms.rules.rule import Finding, Rule, View

MOST = 300
_NUMBER = pattern(r"\A\d[\d.]*\s+")


def check(context: Context) -> Iterator[Finding]:
    """Look for a heading of every section; a card of an external document has no text."""
    types = context.snapshot.settings.types
    for document in context.marked:
        kind = types.get(context.type_at(document.path))
        if kind and kind.sections and not document.is_card:
            yield from _missing(context, document, kind.sections)


def _missing(context: Context, document: Document, wanted: tuple[Mapping[str, str], ...]) -> Iterator[Finding]:
    status = context.statuses.get(document.code)
    draft = status is None or status.state is State.DRAFT
    titles = [_NUMBER.sub("", section.title) for section in context.reading(document).headings]
    for section in wanted:
        name = section.get(document.language) or section.get("", "")
        if name and not _has(titles, name):
            yield Finding(
                document.at("type"),
                msg('There is no section "{title}"', title=name),
                msg('Write a heading "{title}", or change "sections" of the type in qms.yaml', title=name),
                document.code or document.path,
                Severity.WARNING if draft else None,
            )


def _has(titles: list[str], name: str) -> bool:
    """Tell whether a heading has every word of a section's name, but for their spelling."""
    return name in titles or any(not left_over(name, title)[0] for title in titles[:MOST])


RULE = Rule("TX015", Severity.ERROR, check, View.NEAR)
