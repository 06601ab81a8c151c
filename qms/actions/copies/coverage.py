"""Coverage: whether every unit has the copies that it must have of what is in force, and has acknowledged them."""

from __future__ import annotations

from dataclasses import dataclass

from qms.actions.copies.moves import copies_of
from qms.actions.documents.standing import standing
from qms.actions.session import Session, at_hand, find
from qms.ledger.copies import is_open
from qms.model.status import CopyState, State


@dataclass(slots=True)
class Coverage:
    """How one unit stands: copies that the lists ask for, copies held of revisions in force, those acknowledged.

    `to_return` counts the copies of replaced or withdrawn revisions that it still has.
    """

    unit: str
    due: int = 0
    held: int = 0
    acknowledged: int = 0
    to_return: int = 0


def covered(session: Session, typed: str = "") -> tuple[Coverage, ...]:
    """Return how every unit stands that must hold a copy or holds one, by name; of one document, or of all."""
    snapshot = at_hand(session) if typed else session.workspace.snapshot()
    codes = [find(snapshot, typed).code] if typed else [*snapshot.distribution.keys() | snapshot.ledgers.keys()]
    found: dict[str, Coverage] = {}
    for code in codes:
        state = standing(session, snapshot, code)
        due = snapshot.distribution.get(code, ()) if state.state is State.IN_FORCE else ()
        for holder in due:
            found.setdefault(holder.unit, Coverage(holder.unit)).due += holder.count
        for copy in copies_of(session, snapshot, code):
            if is_open(copy) and copy.accounted:
                unit = found.setdefault(copy.holder, Coverage(copy.holder))
                back = copy.state is CopyState.TO_RETURN
                unit.to_return += back
                unit.held += not back
                unit.acknowledged += copy.control or copy.state is CopyState.ACKNOWLEDGED
    return tuple(unit for _name, unit in sorted(found.items()))
