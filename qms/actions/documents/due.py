"""What is due in the whole repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from qms.actions.documents.glance import Glance, glances
from qms.actions.session import Session
from qms.ledger.copies import waits_for_acknowledgement
from qms.model.days import add_months
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, CopyState, State

SOON_MONTHS = 1


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody. `reviews` are those that are overdue or soon due, by day; `external` all external
    documents; `out` counts the copies that holders have.
    """

    states: Mapping[State, int] = field(default_factory=dict)
    to_approve: tuple[Glance, ...] = ()
    coming: tuple[Glance, ...] = ()
    reviews: tuple[Glance, ...] = ()
    to_return: tuple[Copy, ...] = ()
    unacknowledged: tuple[Copy, ...] = ()
    out: int = 0
    external: tuple[Glance, ...] = ()


def due(session: Session) -> tuple[Snapshot, Due]:
    """Return what is due: approvals, dates of coming into force, reviews, copies to collect, acknowledgements."""
    snapshot, found = glances(session)
    counted, copies = Counter(item.state for item in found), [copy for item in found for copy in item.copies]
    return snapshot, Due(
        states={state: counted[state] for state in State},
        to_approve=tuple(item for item in found if item.waits),
        coming=tuple(item for item in found if item.coming is not None),
        reviews=_reviews(found, session.today),
        to_return=tuple(copy for copy in copies if copy.state is CopyState.TO_RETURN),
        unacknowledged=tuple(copy for copy in copies if waits_for_acknowledgement(copy)),
        out=sum(item.out for item in found),
        external=tuple(item for item in found if item.is_card),
    )


def _reviews(found: Iterable[Glance], today: date) -> tuple[Glance, ...]:
    limit = add_months(today, SOON_MONTHS).isoformat()
    soon = (item for item in found if item.review_due and item.review_due <= limit)
    return tuple(sorted(soon, key=lambda item: (item.review_due, item.code)))
