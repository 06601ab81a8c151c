"""What must come back, from whom and why: the withdrawal list of each holder, derived from the ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from qms.actions.copies.moves import copies_of
from qms.actions.documents.standing import standing
from qms.actions.session import Session, at_hand, find, natural
from qms.errors import UsageError
from qms.ledger.copies import is_open
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, CopyState, State


@dataclass(frozen=True, slots=True)
class Recalled:
    """A copy to be collected: `replaced_by` is the revision in force since `since`, None where it was withdrawn.

    `replacement` tells whether the holder has the copy of the new revision already.
    """

    copy: Copy
    since: str
    replaced_by: int | None = None
    replacement: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalList:
    """All that one holder has to give back."""

    holder: str
    copies: tuple[Recalled, ...]


def recall(session: Session, codes: Sequence[str] = (), units: Sequence[str] = ()) -> tuple[WithdrawalList, ...]:
    """Return the withdrawal list of every holder, or of `units`, for all documents or for `codes`."""
    snapshot = at_hand(session) if codes else session.workspace.snapshot()
    wanted = [find(snapshot, typed).code for typed in codes] or sorted(snapshot.ledgers, key=natural)
    found = [item for code in dict.fromkeys(wanted) for item in _of_document(session, snapshot, code)]
    known = {item.copy.holder for item in found} | snapshot.units.keys() | snapshot.positions.keys()
    named = {_named(unit, known) for unit in units}
    kept = [item for item in found if not named or item.copy.holder in named]
    ordered = sorted(kept, key=lambda item: item.copy.holder)
    lists = groupby(ordered, key=lambda item: item.copy.holder)
    return tuple(WithdrawalList(holder, tuple(items)) for holder, items in lists)


def _of_document(session: Session, snapshot: Snapshot, code: str) -> list[Recalled]:
    state = standing(session, snapshot, code)
    found = copies_of(session, snapshot, code)
    withdrawn = state.withdrawn if state.state is State.WITHDRAWN else None
    current = {copy.holder for copy in found if is_open(copy) and copy.revision == state.revision}
    return [
        Recalled(
            copy,
            since=withdrawn.effective if withdrawn else state.effective,
            replaced_by=None if withdrawn else state.revision,
            replacement=withdrawn is None and copy.holder in current,
        )
        for copy in found
        if copy.state is CopyState.TO_RETURN
    ]


def _named(unit: str, known: set[str]) -> str:
    found = next((name for name in known if name.casefold() == unit.casefold()), "")
    if not found:
        raise UsageError(
            msg('There is no unit "{value}"', value=unit), msg("Known are: {names}", names=", ".join(sorted(known)))
        )
    return found
