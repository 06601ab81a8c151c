"""The words of states and kinds, and how days are shown."""

from __future__ import annotations

from qms.model.message import msg
from qms.model.status import CopyState, State
from qms.model.verdict import Finding

STATES = {
    State.DRAFT: msg("draft"),
    State.APPROVED: msg("approved"),
    State.IN_FORCE: msg("in force"),
    State.WITHDRAWN: msg("no longer in force"),
}
COPY_STATES = {
    CopyState.ISSUED: msg("issued"),
    CopyState.ACKNOWLEDGED: msg("acknowledged"),
    CopyState.TO_RETURN: msg("to be returned"),
    CopyState.RETURNED: msg("returned"),
    CopyState.DESTROYED: msg("destroyed"),
    CopyState.LOST: msg("lost"),
}
VERDICTS = {
    Finding.CURRENT: msg("CURRENT"),
    Finding.SUPERSEDED: msg("SUPERSEDED"),
    Finding.WITHDRAWN: msg("WITHDRAWN"),
    Finding.PROVISIONAL: msg("PROVISIONAL"),
    Finding.NEVER_ISSUED: msg("NEVER ISSUED"),
    Finding.ALTERED: msg("ALTERED"),
}


def day(text: str) -> str:
    """Return an ISO 8601 day as people here write it: 26.05.2021."""
    return ".".join(reversed(text[:10].split("-"))) if text else ""
