"""Provisional prints: what is handed out while the shared repository cannot be asked for a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qms.actions.copies.batch import Issued, begin_batch, finish, forget_unrecorded, pending
from qms.actions.copies.copy_print import PROVISIONAL, CopyPress
from qms.actions.copies.holders import Wanted, holders
from qms.actions.copies.issue import approved, proven
from qms.actions.copies.seal import public_keys
from qms.actions.documents.record import Record, begin
from qms.actions.prints.delivery import OUT, ready
from qms.actions.prints.printing import approved_original
from qms.actions.session import Session, committed, find, settle
from qms.actions.sharing.sync import alone
from qms.errors import QmsError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import tip
from qms.model.act import Act, Deed
from qms.model.snapshot import Holder, Snapshot


def provisional(session: Session, typed: str, wanted: Wanted, *, out: Path | None = None) -> tuple[Issued, ...]:
    """Print copies without numbers: every page says so, the holder exchanges them later.

    The act is recorded here and shared by the next `sync`: it gives out no number, so it collides with nobody's.
    Whom an interrupted batch has recorded gets that print, and no second one.
    """
    folder = (out or session.workspace.root / OUT).absolute()
    with alone(session):
        settle(session)
        snapshot = committed(session)
        code = find(snapshot, typed).code
        begun = pending(session.workspace.git)
        late = tuple(item for item in finish(session, snapshot) if item.code == code)
        approval = approved(session, snapshot, code)
        rows, _held = holders(session, snapshot, approval, wanted)
        served = {act.text("holder") for act in snapshot.acts(code) if act.text("pdf") in begun}
        rest = tuple(holder for holder in rows if holder.unit not in served)
        return (*late, *_issue(session, snapshot, approval, rest, folder))


def _issue(
    session: Session, snapshot: Snapshot, approval: Act, rows: Sequence[Holder], folder: Path
) -> tuple[Issued, ...]:
    code = approval.code
    ready(folder)
    press = CopyPress(session, approved_original(session, snapshot, code, approval))
    record = begin(session, snapshot.settings)
    acts = tuple(_recorded(session, record, press, holder) for holder in rows)
    if not acts:
        return ()
    begin_batch(session.workspace.git, code, acts, folder)
    try:
        record.commit(f"Print {code} r{approval.revision} provisionally: {len(acts)}", {DOCUMENT: code})
    except QmsError:
        forget_unrecorded(session)
        raise
    return finish(session, committed(session), press)


def _recorded(session: Session, record: Record, press: CopyPress, holder: Holder) -> Act:
    approval = press.original.approval
    assert approval is not None  # noqa: S101 - printed is what was approved
    prev = tip(record.ledger(approval.code))
    act = proven(_act(session, approval, holder, prev), press, public_keys(session))
    record.add(Deed.PROVISIONAL, act.code, act.revision, act.sha256, by=act.by, **act.fields)
    return act


def _act(session: Session, approval: Act, holder: Holder, prev: str) -> Act:
    """Return what would be recorded, without a number."""
    return Act(
        deed=Deed.PROVISIONAL,
        at=session.moment,
        by="registrar",
        code=approval.code,
        revision=approval.revision,
        sha256=approval.sha256,
        prev=prev,
        fields={"holder": holder.unit, "kind": PROVISIONAL, "medium": holder.medium, "on": session.today.isoformat()},
    )
