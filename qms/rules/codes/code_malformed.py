"""A code does not follow the pattern of its type.

The code is the identity of a document: registers, ledgers and printed copies find it by nothing else (ISO 9001:2015,
7.5.2 a; manual 3, "identification"). The patterns stand in `qms.yaml`.

Flagged:
    file: documents/2/СМС-ДП-3.5-2024.md
    ---
    code: СМС-ДП-3.5-2024
    title: {ky: Башка тартип}
    type: ДП
    level: "2"
    revision: 1
    owner: КБ
    ---

Flagged:
    file: documents/2/СМС-КИ-КББ-01-2024.md
    ---
    code: СМС-КИ-КББ-01-2024
    title: {ky: Нускама}
    type: КИ
    level: "2"
    revision: 1
    owner: КБ
    ---

Accepted:
    file: documents/2/СМС-КИ-КБ-01-2024.md
    ---
    code: СМС-КИ-КБ-01-2024
    title: {ky: Нускама}
    type: КИ
    level: "2"
    revision: 1
    owner: КБ
    ---
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.fault import expected, fault, wrong_segment
from qms.codes.lookalikes import differences
from qms.codes.scheme import Explanation
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.doubts import code_place
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Explain every code that is of no type; one that only looks wrong is left to the rule about look-alikes."""
    scheme = context.scheme
    for document in context.originals:
        code = document.code
        unknown = document.type in context.snapshot.settings.types and document.type not in scheme.grammars
        if not code or not scheme.grammars or unknown or scheme.type_of(code):
            continue
        meant = scheme.meant(code)
        if not meant or not differences(code, meant):
            yield _finding(document, scheme.explain(code, document.type))


def _finding(document: Document, found: Explanation) -> Finding:
    wrong = wrong_segment(found)
    return Finding(code_place(document, wrong.column), fault(found), _help(found), document.code)


def _help(found: Explanation) -> Message:
    wrong = wrong_segment(found)
    if found.suggestion and wrong.suggestion and wrong.name:
        return msg('Did you mean "{name}"? Write "{suggestion}"', name=wrong.suggestion, suggestion=found.suggestion)
    return msg('Write "{suggestion}"', suggestion=found.suggestion) if found.suggestion else expected(wrong)


RULE = Rule("CD001", Severity.ERROR, check, View.HEADS)
