"""Findings for what is wrong in the trail of signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.trail import Fault, FaultKind
from qms.rules.context import Context
from qms.rules.rule import Finding

LOOK = msg('"git show" and "git blame" tell who did it; what is in history stays there: ask the root of trust')
AGAIN = msg("Let a person do it again who may sign it; the old line stays where it is")


def of_kind(context: Context, *kinds: FaultKind) -> Iterator[Fault]:
    """Yield the faults of some kinds, by place."""
    found = (fault for fault in context.faults if fault.kind in kinds)
    return iter(sorted(found, key=lambda fault: (fault.path, fault.line, fault.commit)))


def said(fault: Fault) -> Mapping[str, object]:
    """Return the values of the message about a fault: what it holds, and its commit."""
    return {**fault.values, "commit": fault.commit[:10] or msg("not committed yet")}


def finding(fault: Fault, message: Message, help_: Message = LOOK) -> Finding:
    """Return a fault as a finding."""
    return Finding(Location(fault.path, fault.line), message, help_, fault.code or fault.path)
