"""From the acts of a document to its numbered copies: who holds which, and what must come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qms.model.act import CLOSING_DEEDS, COPY_DEEDS, Act, Deed
from qms.model.status import OPEN_COPIES, Copy, CopyState, State, Status

CONTROL_NUMBER = 1
_CLOSED = {Deed.RETURN: CopyState.RETURNED, Deed.DESTROY: CopyState.DESTROYED, Deed.LOSE: CopyState.LOST}


def copies(acts: Sequence[Act], status: Status) -> tuple[Copy, ...]:
    """Return every copy ever issued, by number and revision, with its state under `status`.

    A number that was issued again for the same revision, after its paper was lost, shows its newest paper.
    """
    found: dict[tuple[int, int], Copy] = {}
    for act in acts:
        if act.deed not in COPY_DEEDS:
            continue
        key = (act.number, act.revision)
        if act.deed is Deed.ISSUE:
            found[key] = found[key] if key in found and not found[key].closed else _issued(act)
        elif key in found:
            found[key] = _moved(found[key], act)
    return tuple(_recalled(copy, status) for _key, copy in sorted(found.items()))


def next_number(acts: Sequence[Act]) -> int:
    """Return the first number that no copy of the document ever had; 1 is kept for the control copy."""
    used = (act.number for act in acts if act.deed is Deed.ISSUE)
    return max((CONTROL_NUMBER, *used)) + 1


def number_for(acts: Sequence[Act], holder: str, revision: int, *, control: bool) -> int:
    """Return the number for a holder's copy of a revision: the one it has held of earlier revisions, else a new one.

    A copy that was lost or returned is never issued again: its holder gets a new number. The control number belongs to
    one holder.
    """
    issued = [act for act in acts if act.deed is Deed.ISSUE]
    own = [act.number for act in issued if act.text("holder") == holder and (act.number == CONTROL_NUMBER) == control]
    wanted = own[-1] if own else CONTROL_NUMBER
    used = any(act.number == wanted and (act.revision == revision or act.text("holder") != holder) for act in issued)
    return next_number(acts) if used or not (own or control) else wanted


def is_open(copy: Copy) -> bool:
    """Tell whether a copy is still out with its holder."""
    return copy.state in OPEN_COPIES


def _issued(act: Act) -> Copy:
    return Copy(
        code=act.code,
        number=act.number,
        holder=act.text("holder"),
        revision=act.revision,
        state=CopyState.ISSUED,
        issued=act.day,
        pdf=act.text("pdf"),
        control=act.number == CONTROL_NUMBER,
    )


def _moved(copy: Copy, act: Act) -> Copy:
    day = act.day
    if act.deed is Deed.ACKNOWLEDGE and copy.state is CopyState.ISSUED:
        return replace(copy, state=CopyState.ACKNOWLEDGED, acknowledged=day)
    if act.deed in CLOSING_DEEDS and not copy.closed:
        return replace(copy, state=_CLOSED[act.deed], closed=day)
    return copy


def _recalled(copy: Copy, status: Status) -> Copy:
    """A copy that is out and whose revision is no longer in force must come back."""
    if not is_open(copy):
        return copy
    newer = status.state is State.IN_FORCE and status.revision is not None and copy.revision < status.revision
    outdated = newer or status.state is State.WITHDRAWN
    return replace(copy, state=CopyState.TO_RETURN) if outdated else copy
