"""An act is signed by a person who had no right to it.

The trust file says in which roles a person signs, and about documents of which levels (ISO 9001:2015, 5.3).

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer aigul
    commit: Approve

Flagged:
    signed: aigul registrar, bolot rector
    narrowed: bolot 1
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.trail import Fault, FaultKind
from qms.rules.context import Context
from qms.rules.faults import AGAIN, finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.ROLE, FaultKind.LEVEL):
        yield finding(fault, _told(fault), AGAIN)


def _told(fault: Fault) -> Message:
    if fault.kind is FaultKind.ROLE:
        return msg('{name} had not the role "{role}" (commit {commit})', **said(fault))
    return msg("{name} may not decide about documents of level {level} (commit {commit})", **said(fault))


RULE = Rule("TR006", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
