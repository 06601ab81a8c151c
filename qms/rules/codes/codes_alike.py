"""Two codes look the same to a reader.

They differ only in letters of another alphabet, in a letter and a digit (`О` and `0`, `З` and `3`), in a dash or in
capitals. On paper nobody can tell the two documents apart.

Flagged:
    file: organisation/units.yaml
    entries:
      - {id: АББСД, title: {ky: Сапат департаменти}, head: quality-director}
      - {id: КБ, title: {ky: Кадрлар бөлүмү}, head: hr-head}
      - {id: "З", title: {ky: Залдар бөлүмү}}
      - {id: "3", title: {ky: Үчүнчү бөлүм}}
    file: documents/2/СМС-КИ-З-01-2024.md
    ---
    code: СМС-КИ-З-01-2024
    title: {ky: Нускама}
    type: КИ
    level: "2"
    revision: 1
    owner: "З"
    ---
    file: documents/2/СМС-КИ-3-01-2024.md
    ---
    code: СМС-КИ-3-01-2024
    title: {ky: Нускама}
    type: КИ
    level: "2"
    revision: 1
    owner: "3"
    ---

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
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.lookalikes import skeleton
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.doubts import doubts
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare every code with those before it; codes of withdrawn documents count, for they are never given again."""
    documents = [item for item in context.originals if item.code and not doubts(context, item.code)]
    own = {item.code for item in documents}
    first = {skeleton(code): code for code in sorted(context.snapshot.ledgers) if code not in own}
    for document in documents:
        other = first.setdefault(skeleton(document.code), document.code)
        if other != document.code:
            yield Finding(
                document.at("code"),
                msg('The code "{code}" looks like "{other}"', code=document.code, other=other),
                msg('Give one of the two documents another number; "qms new" gives the next free code'),
                document.code,
            )


RULE = Rule("CD004", Severity.ERROR, check, View.HEADS)
