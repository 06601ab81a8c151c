"""The code pattern of a type cannot be read, or is missing.

Without it no code of the type can be checked or given out.

Flagged:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = СМС-{type}-{colour}-{year}

Flagged:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = СМС-{type}-{number:4}[-{year}

Accepted:
    edit: qms.yaml
    СМС-{type}-{number:4}-{year} = СМС-{type}-{number:4}[-{year}]
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.grammar import PatternError, read_pattern
from qms.codes.scheme import dictionaries
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.settings import DocumentType
from qms.model.snapshot import PROCESSES, UNITS
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Read the pattern of every type; where a table that a slot needs cannot be read, another rule says so."""
    settings = context.snapshot.settings
    slots = dictionaries(context.snapshot)
    broken = bool({UNITS, PROCESSES} & context.broken)
    for kind in settings.types.values():
        pattern = kind.code or settings.keys.code_pattern
        if not pattern:
            yield Finding(kind.location, _missing(kind), msg('Write "code:" for it in qms.yaml'), kind.id)
            continue
        try:
            read_pattern(kind.id, pattern, slots)
        except PatternError as error:
            reason = str(error)
            if not (broken and reason in {"unit", "process"}):
                at = kind.location._replace(column=kind.location.column + error.column - 1)
                message = msg(
                    'The code pattern of the type "{type}" cannot be read at "{part}"', type=kind.id, part=reason
                )
                yield Finding(at, message, _slots(slots), kind.id)


def _missing(kind: DocumentType) -> Message:
    return msg('The type "{type}" has no code pattern', type=kind.id)


def _slots(slots: dict[str, tuple[str, ...]]) -> Message:
    names = ("type", "number", "year", "clause", *(name for name, values in slots.items() if values))
    return msg("These may stand in braces: {names}", names=", ".join(dict.fromkeys(names)))


RULE = Rule("ST002", Severity.ERROR, check, View.HEADS)
