"""Put the original of a withdrawn document into the archive: where, and until when (ISO 9001:2015, 7.5.3.2 d)."""

from __future__ import annotations

from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.standing import standing
from qms.actions.documents.way import actor
from qms.actions.session import Session, day, day_of, find, settled, words
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.model.act import Deed
from qms.model.message import msg
from qms.model.status import State


def archive(  # noqa: PLR0913 - one call says all of an act
    session: Session, typed: str, *, place: str, until: str = "", by: str = "", on: str = ""
) -> Recorded:
    """Record where the original is kept and commit; the act says until when it is kept, where that is known.

    Refuses a document that is not withdrawn, or archived already.
    """
    snapshot = settled(session)
    code = find(snapshot, typed).code
    state = standing(session, snapshot, code)
    if state.state is not State.WITHDRAWN or state.withdrawn is None:
        raise RefusedError(
            msg('"{code}" is not withdrawn', code=code),
            msg('Only what is no longer in force is archived: "qms withdraw {code}"', code=code),
        )
    if state.archived:
        raise RefusedError(
            msg('"{code}" is in the archive already: {place}', code=code, place=state.archived.text("place")),
            msg('A wrong entry is corrected with "qms amend {code} archive"', code=code),
        )
    where = words(place)
    if not where:
        raise UsageError(msg("The place is empty"), msg('Write it after --place: "АББСД, папка 02-14"'))
    who = actor(session, snapshot, snapshot.settings.flow.attest, by)
    when = day_of(session, on, state.withdrawn.effective)
    record = begin(session, snapshot.settings)
    last = state.withdrawn
    fields = {
        "by": who.role,
        "person": who.person,
        "place": where,
        "until": day(until, "--until") if until else "",
        "on": when,
    }
    act = record.add(Deed.ARCHIVE, code, last.revision, last.sha256, **fields)
    commit = record.commit(f"Archive {code}", {DOCUMENT: code})
    return Recorded(act, commit)
