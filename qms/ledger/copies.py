"""From the acts of a document to its numbered copies: who holds which, and what must come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qms.ledger.numbers import CONTROL_NUMBER
from qms.model.act import CLOSING_DEEDS, COPY_DEEDS, Act, Deed
from qms.model.status import OPEN_COPIES, Copy, CopyKind, CopyState, ProvisionalPrint, Reconciliation, State, Status

_CLOSED = {Deed.RETURN: CopyState.RETURNED, Deed.DESTROY: CopyState.DESTROYED, Deed.LOSE: CopyState.LOST}


def copies(acts: Sequence[Act], status: Status) -> tuple[Copy, ...]:
    """Return every copy ever issued, by number and revision, with its state under `status`.

    A number that was issued again for the same revision, after its paper was lost, stands there once for each paper.
    """
    found: dict[tuple[int, int], list[Copy]] = {}
    editorial = editorial_revisions(acts)
    for act in acts:
        if act.deed not in COPY_DEEDS:
            continue
        papers = found.setdefault((act.number, act.revision), [])
        if act.deed is Deed.ISSUE and (not papers or papers[-1].closed):
            papers.append(_known(_issued(act), found, editorial))
        elif act.deed is not Deed.ISSUE and papers:
            papers[-1] = _moved(papers[-1], act)
    return tuple(_recalled(copy, status) for _key, papers in sorted(found.items()) for copy in papers)


def editorial_revisions(acts: Iterable[Act]) -> frozenset[int]:
    """Return the revisions whose change was editorial: who acknowledged the one before need not read again."""
    return frozenset(act.revision for act in acts if act.decides and act.editorial)


def is_open(copy: Copy) -> bool:
    """Tell whether a copy is still out with its holder."""
    return copy.state in OPEN_COPIES


def waits_for_acknowledgement(copy: Copy) -> bool:
    """Tell whether the holder of a copy has still to acknowledge it."""
    return copy.state is CopyState.ISSUED and copy.kind is CopyKind.ACCOUNTED


def to_exchange(acts: Sequence[Act]) -> tuple[ProvisionalPrint, ...]:
    """Return the prints without a number whose holder has no numbered copy of that revision, or a later one, yet."""
    newest: dict[str, int] = {}
    for act in acts:
        if act.deed is Deed.ISSUE:
            newest[act.text("holder")] = max(act.revision, newest.get(act.text("holder"), -1))
    return tuple(
        ProvisionalPrint(act.code, act.text("mark"), act.text("holder"), act.revision, act.day)
        for act in acts
        if act.deed is Deed.PROVISIONAL and newest.get(act.text("holder"), -1) < act.revision
    )


def reconcile(found: Iterable[Copy], provisional: Iterable[ProvisionalPrint] = ()) -> Reconciliation:
    """Account for every copy ever issued."""
    listed = tuple(found)
    counts = {state: sum(copy.state is state for copy in listed) for state in CopyState}
    return Reconciliation(
        out=sum(counts[state] for state in OPEN_COPIES),
        returned=counts[CopyState.RETURNED],
        destroyed=counts[CopyState.DESTROYED],
        lost=counts[CopyState.LOST],
        to_return=tuple(copy for copy in listed if copy.state is CopyState.TO_RETURN),
        unacknowledged=tuple(copy for copy in listed if waits_for_acknowledgement(copy)),
        provisional=tuple(provisional),
    )


def _issued(act: Act) -> Copy:
    control = act.number == CONTROL_NUMBER
    kind = act.text("kind") if act.text("kind") in set(CopyKind) else CopyKind.ACCOUNTED
    return Copy(
        code=act.code,
        number=act.number,
        holder=act.text("holder"),
        revision=act.revision,
        state=CopyState.ISSUED,
        issued=act.day,
        pdf=act.text("pdf"),
        kind=CopyKind.CONTROL if control else CopyKind(kind),
        medium=act.text("medium") or "paper",
    )


def _known(copy: Copy, found: dict[tuple[int, int], list[Copy]], editorial: frozenset[int]) -> Copy:
    """An editorial change keeps the acknowledgement of the holder's copy before it."""
    if copy.revision not in editorial:
        return copy
    before = [old for (number, _revision), papers in found.items() if number == copy.number for old in papers]
    last = max((old for old in before if old.revision < copy.revision), key=lambda old: old.revision, default=None)
    if last is None or not last.acknowledged or last.holder != copy.holder:
        return copy
    return copy._replace(state=CopyState.ACKNOWLEDGED, acknowledged=last.acknowledged, readers=last.readers)


def _moved(copy: Copy, act: Act) -> Copy:
    day = act.day
    if act.deed is Deed.ACKNOWLEDGE and not copy.closed:
        readers = tuple(dict.fromkeys((*copy.readers, *filter(None, (act.text("reader"),)))))
        return copy._replace(state=CopyState.ACKNOWLEDGED, acknowledged=copy.acknowledged or day, readers=readers)
    if act.deed in CLOSING_DEEDS and not copy.closed:
        return copy._replace(state=_CLOSED[act.deed], closed=day)
    return copy


def _recalled(copy: Copy, status: Status) -> Copy:
    """A copy that is out and whose revision is no longer in force must come back; not one for information."""
    if not is_open(copy) or not copy.accounted:
        return copy
    newer = status.state is State.IN_FORCE and status.revision is not None and copy.revision < status.revision
    outdated = newer or status.state is State.WITHDRAWN
    return copy._replace(state=CopyState.TO_RETURN) if outdated else copy
