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

import re
from collections.abc import Iterator

from qms.codes.grammar import SegmentCheck
from qms.codes.lookalikes import differences
from qms.codes.scheme import Explanation
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.doubts import code_place
from qms.rules.rule import Finding, Rule

_FORMS = {"number": msg("a number"), "year": msg("a year"), "clause": msg("a clause of the standard")}


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
    wrong = found.wrong or SegmentCheck("", "", valid=False, column=1)
    separators = re.findall(r"[-/\s]+", document.code[: wrong.column - 1] + wrong.text[:1])
    number = len(separators) + 1
    message = (
        msg(
            'Segment {number} of the code "{code}" is wrong: "{text}"',
            number=number,
            code=document.code,
            text=wrong.text,
        )
        if wrong.text
        else msg('The code "{code}" ends too early', code=document.code)
    )
    help_ = msg('Write "{suggestion}"', suggestion=found.suggestion) if found.suggestion else _expected(wrong)
    return Finding(code_place(document, wrong.column), message, help_, document.code)


def _expected(wrong: SegmentCheck) -> Message:
    if wrong.expected:
        return msg("Here may stand: {names}", names=", ".join(wrong.expected))
    form = _FORMS.get(wrong.name)
    return msg("Here may stand: {names}", names=form) if form else msg("Nothing may stand here")


RULE = Rule("CD001", Severity.ERROR, check)
