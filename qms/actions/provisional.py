"""Provisional prints: what is handed out while the shared repository cannot be asked for a number."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qms.actions.batch import Issued
from qms.actions.copy_print import PROVISIONAL, CopyPress
from qms.actions.holders import Wanted, holders
from qms.actions.issue import OUT, approved, proven, ready
from qms.actions.printing import approved_original
from qms.actions.seal import public_keys
from qms.actions.session import Session, find, settle
from qms.actions.standing import committed_bytes
from qms.ledger.lines import file_name, ledger_path, tip
from qms.model.act import Act, Deed
from qms.model.snapshot import Holder


def provisional(session: Session, typed: str, wanted: Wanted, *, out: Path | None = None) -> tuple[Issued, ...]:
    """Print copies without numbers: every page says so, nothing is recorded, the holder exchanges them later."""
    from qms.adapters.store import write_file

    settle(session)
    snapshot = session.workspace.committed()
    code = find(snapshot, typed).code
    approval = approved(session, snapshot, code)
    rows, _held = holders(session, snapshot, approval, wanted)
    folder = (out or session.workspace.root / OUT).absolute()
    ready(folder)
    press = CopyPress(session, approved_original(session, snapshot, code, approval))
    prev = tip(committed_bytes(session, ledger_path(code)) or b"")
    found, keys = [], public_keys(session)
    for holder in rows:
        act = proven(_act(session, approval, holder, prev), press, keys)
        data = press.copy(act)
        path = folder / f"{file_name(code)}-r{act.revision}-provisional-{act.text('mark')}.pdf"
        write_file(path, data)
        found.append(Issued(code, 0, holder.unit, act.revision, path, hashlib.sha256(data).hexdigest()))
    return tuple(found)


def _act(session: Session, approval: Act, holder: Holder, prev: str) -> Act:
    """Return what would be recorded, without a number."""
    return Act(
        deed=Deed.ISSUE,
        at=session.moment,
        by="registrar",
        code=approval.code,
        revision=approval.revision,
        sha256=approval.sha256,
        prev=prev,
        fields={"holder": holder.unit, "kind": PROVISIONAL, "medium": holder.medium, "on": session.today.isoformat()},
    )
