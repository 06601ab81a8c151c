"""What is derived from a ledger: the state of a document and of each of its copies."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from qms.model.act import Act
from qms.model.message import msg


class State(StrEnum):
    """The state of a document."""

    DRAFT = "draft"
    APPROVED = "approved"
    IN_FORCE = "in-force"
    WITHDRAWN = "withdrawn"


class CopyState(StrEnum):
    """Where a copy is in its life. `TO_RETURN` is still out although its revision is no longer in force."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    TO_RETURN = "to-return"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"


COPY_STATES = {
    CopyState.ISSUED: msg("issued"),
    CopyState.ACKNOWLEDGED: msg("acknowledged"),
    CopyState.TO_RETURN: msg("to be returned"),
    CopyState.RETURNED: msg("returned"),
    CopyState.DESTROYED: msg("destroyed"),
    CopyState.LOST: msg("lost"),
}
"""How people say it."""
OPEN_COPIES = frozenset({CopyState.ISSUED, CopyState.ACKNOWLEDGED, CopyState.TO_RETURN})


class Status(NamedTuple):
    """The state of a document on a day.

    `revision` is the one in force (else the newest approved, else None), `approval` the act that approved it.
    `review_due` is the day until which the last approval or review holds (ISO 8601), `pending` a newer revision
    that is approved but not yet effective, `archived` the act that put a withdrawn document into the archive.
    """

    state: State
    revision: int | None = None
    approval: Act | None = None
    effective: str = ""
    review_due: str = ""
    withdrawn: Act | None = None
    pending: Act | None = None
    archived: Act | None = None


class CopyKind(StrEnum):
    """What a copy is: the control copy, an accounted one, or one whose holder is told of no change."""

    CONTROL = "control"
    ACCOUNTED = "accounted"
    UNACCOUNTED = "unaccounted"


class Copy(NamedTuple):
    """One numbered copy of one revision. Dates are ISO 8601; empty where it has not happened.

    `readers` are the persons who acknowledged it, where they were named; an acknowledgement of the revision before
    counts where the change was editorial.
    """

    code: str
    number: int
    holder: str
    revision: int
    state: CopyState
    issued: str
    acknowledged: str = ""
    closed: str = ""
    pdf: str = ""
    kind: CopyKind = CopyKind.ACCOUNTED
    medium: str = "paper"
    readers: tuple[str, ...] = ()

    @property
    def control(self) -> bool:
        """Tell whether it is the control copy."""
        return self.kind is CopyKind.CONTROL

    @property
    def accounted(self) -> bool:
        """Tell whether its holder is told of changes and gives it back; only such a copy is acknowledged."""
        return self.kind is not CopyKind.UNACCOUNTED


class ProvisionalPrint(NamedTuple):
    """A print without a number that was handed out on a day (ISO 8601), known by its mark, and not exchanged yet."""

    code: str
    mark: str
    holder: str
    revision: int
    day: str


class Reconciliation(NamedTuple):
    """An account of every copy ever issued: out, returned, destroyed and lost ones add up to all of them.

    `to_return` are those of the copies out whose revision is no longer in force, `unacknowledged` those whose holder
    has not acknowledged a revision in force, `provisional` the prints without a number that must be exchanged.
    """

    out: int
    returned: int
    destroyed: int
    lost: int
    to_return: tuple[Copy, ...]
    unacknowledged: tuple[Copy, ...]
    provisional: tuple[ProvisionalPrint, ...] = ()
