"""From the acts of a document to its state on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qms.model.act import Act, Deed
from qms.model.days import add_months, read_day
from qms.model.document import Document
from qms.model.status import State, Status


def status(acts: Sequence[Act], today: date, review_months: int) -> Status:
    """Derive the state of a document on the day `today`.

    In force is the newest approved revision whose effective date has come. A withdrawal ends every revision.
    """
    day = today.isoformat()
    approvals = [act for act in acts if act.decides]
    withdrawn = next((act for act in acts if act.deed is Deed.WITHDRAW and act.effective <= day), None)
    current = _newest([act for act in approvals if act.effective <= day])
    latest = _newest(approvals)
    newest = current or latest
    if withdrawn:
        state = State.WITHDRAWN
    elif current:
        state = State.IN_FORCE
    else:
        state = State.APPROVED if latest else State.DRAFT
    return Status(
        state=state,
        revision=newest.revision if newest else None,
        approval=newest,
        effective=newest.in_force_from if newest else "",
        review_due=_review_due(acts, current, review_months) if current and not withdrawn else "",
        withdrawn=withdrawn,
        archived=next((act for act in acts if act.deed is Deed.ARCHIVE), None),
        pending=latest if current and latest and latest.revision > current.revision else None,
    )


def standing(document: Document | None, acts: Sequence[Act], today: date, review_months: int) -> Status:
    """Return the state by the ledger; of a document that has none, the state that its own text names."""
    if not acts and document is not None and document.state:
        return Status(State(document.state))
    return status(acts, today, review_months)


def _newest(approvals: Sequence[Act]) -> Act | None:
    """Return the approval of the highest revision; of two of the same revision the later one."""
    return max(approvals, key=lambda act: (act.revision, act.location.line), default=None)


def _review_due(acts: Sequence[Act], current: Act, months: int) -> str:
    reviews = [act.effective for act in acts if act.deed is Deed.REVIEW and act.revision == current.revision]
    last = read_day(max([current.effective, *reviews]))
    return add_months(last, months).isoformat() if last else ""
