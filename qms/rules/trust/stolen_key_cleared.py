"""A key that was called stolen signs again, or counts as stolen since another commit.

The root of trust may say so, where a key was called stolen by mistake. What the key has signed meanwhile counts then,
so an auditor must see who took it back, and ask why.

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    stolen: bolot HEAD
    cleared: bolot

Flagged:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    stolen: bolot HEAD
    stolen: bolot HEAD

Accepted:
    signed: aigul registrar, bolot rector
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20, signer bolot
    commit: Approve
    stolen: bolot HEAD
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.trail import Fault, FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.KEY_CLEARED, FaultKind.KEY_REDATED):
        yield finding(fault, _told(fault), msg("The root of trust must be able to show its decision on paper"))


def _told(fault: Fault) -> Message:
    if fault.kind is FaultKind.KEY_CLEARED:
        return msg("{name}: the key {key}, stolen since commit {before}, counts again; commit {commit}", **said(fault))
    return msg(
        "{name}: the key {key} counts as stolen since commit {since}, no longer since {before}; commit {commit}",
        **said(fault),
    )


RULE = Rule("TR020", Severity.WARNING, check, View.HEADS, basic=True, fixed=True)
