"""The life of numbered copies after their issue: acknowledged, returned, destroyed, lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.actions.documents.record import begin
from qms.actions.documents.standing import standing
from qms.actions.session import Session, at_hand, day_of, find, natural, settled, words
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.copies import copies, is_open, reconcile, to_exchange
from qms.model.act import CLOSING_DEEDS, Deed
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, CopyState, ProvisionalPrint, Reconciliation


def list_copies(session: Session, typed: str = "") -> tuple[Copy, ...]:
    """Return every copy that was ever issued, of one document or of all."""
    snapshot = at_hand(session) if typed else session.workspace.snapshot()
    codes = [find(snapshot, typed).code] if typed else sorted(snapshot.ledgers, key=natural)
    return tuple(copy for code in codes for copy in copies_of(session, snapshot, code))


def copies_of(session: Session, snapshot: Snapshot, code: str) -> tuple[Copy, ...]:
    """Return the copies of one document with their state today."""
    return copies(snapshot.acts(code), standing(session, snapshot, code))


@dataclass(frozen=True, slots=True)
class Move:
    """What happened to a copy: which one, when, a remark; `person` is who acknowledged it.

    Without `revision` an acknowledgement is about the newest copy of that number, a return about the oldest one
    that is still out: it is the one which was superseded.
    """

    deed: Deed
    number: int
    revision: int = 0
    on: str = ""
    note: str = ""
    person: str = ""


def account(session: Session, typed: str = "") -> Reconciliation:
    """Account for every copy ever issued, of one document or of all."""
    return reconcile(list_copies(session, typed), provisional_prints(session, typed))


def provisional_prints(session: Session, typed: str = "") -> tuple[ProvisionalPrint, ...]:
    """Return the prints without a number that wait for a numbered copy, of one document or of all."""
    snapshot = at_hand(session) if typed else session.workspace.snapshot()
    codes = [find(snapshot, typed).code] if typed else sorted(snapshot.ledgers, key=natural)
    return tuple(item for code in codes for item in to_exchange(snapshot.acts(code)))


def move(session: Session, typed: str, wanted: Move) -> Copy:
    """Record that a copy was acknowledged, returned, destroyed or lost; returns the copy as it is then."""
    snapshot = settled(session)
    code = find(snapshot, typed).code
    deed, number, person = wanted.deed, wanted.number, words(wanted.person)
    copy = _choose(copies_of(session, snapshot, code), replace(wanted, person=person), code)
    when = day_of(session, wanted.on, copy.issued)
    sha256 = next(
        act.sha256
        for act in snapshot.acts(code)
        if act.deed is Deed.ISSUE and (act.number, act.revision) == (number, copy.revision)
    )
    record = begin(session, snapshot.settings)
    told = {"on": when, "reader": person, "reason": words(wanted.note)}
    record.add(deed, code, copy.revision, sha256, by=copy.holder, number=number, **told)
    record.commit(f"{deed.value.capitalize()} copy {number} of {code} r{copy.revision}", {DOCUMENT: code})
    after = copies_of(session, record.after(snapshot, code), code)
    return [item for item in after if (item.number, item.revision) == (number, copy.revision)][-1]


def _choose(found: tuple[Copy, ...], wanted: Move, code: str) -> Copy:
    deed, number, revision = wanted.deed, wanted.number, wanted.revision
    same = [copy for copy in found if copy.number == number and (not revision or copy.revision == revision)]
    if not same:
        known = ", ".join(str(n) for n in sorted({copy.number for copy in found})) or "–"
        raise UsageError(
            msg('There is no copy {number} of "{code}"', number=number, code=code),
            msg("These numbers were issued: {numbers}", numbers=known),
        )
    still_out = [copy for copy in same if is_open(copy)]
    if not still_out:
        raise RefusedError(
            msg('Copy {number} of "{code}" is closed already', number=number, code=code),
            msg('"qms copies {code}" shows since when', code=code),
        )
    if deed in CLOSING_DEEDS:
        return _to_close(still_out[0], same, wanted, code)
    newest = still_out[-1]
    if newest.state is CopyState.ACKNOWLEDGED and (not wanted.person or wanted.person in newest.readers):
        raise RefusedError(
            msg('Copy {number} of "{code}" is acknowledged already', number=number, code=code),
            msg('"qms copies {code}" shows since when', code=code),
        )
    return newest


def _to_close(copy: Copy, same: Sequence[Copy], wanted: Move, code: str) -> Copy:
    """Return the copy to close; a command typed twice must not close the next one, which is in force."""
    closed = [other for other in same if not is_open(other) and other.revision < copy.revision]
    if closed and not wanted.revision and copy.state is not CopyState.TO_RETURN:
        raise RefusedError(
            msg(
                'Copy {number} of "{code}" revision {revision} is closed already',
                number=copy.number,
                code=code,
                revision=closed[-1].revision,
            ),
            msg(
                "The copy of revision {revision} is in force; if it is meant, add --revision {revision}",
                revision=copy.revision,
            ),
        )
    return copy
