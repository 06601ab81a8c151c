"""The code is of another type than the document says.

The type stands twice, in the code and in the field `type`, and decides level, approval and review period.

Flagged:
    type: КИ

Accepted:
    type: ДП
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the type of every right code with the field."""
    grammars = context.scheme.grammars
    for document in context.originals:
        found = context.scheme.type_of(document.code)
        grammar = grammars.get(document.type)
        if found and grammar and grammar.match(document.code) is None:
            yield Finding(
                document.at("type"),
                msg('The code "{code}" is of the type "{type}"', code=document.code, type=found),
                msg(
                    'Write "{field}: {type}", or give the document another code',
                    field=context.snapshot.settings.keys.own("type"),
                    type=found,
                ),
                document.code,
            )


RULE = Rule("CD006", Severity.ERROR, check, View.HEADS)
