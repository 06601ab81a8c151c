"""An issued copy set once more: from the approved text and from the names and settings of the day of its issue."""

from __future__ import annotations

from dataclasses import replace

from qms.actions.copies.copy_print import CopyPress
from qms.actions.prints.original import Original
from qms.actions.prints.printing import approved_original
from qms.actions.session import Session
from qms.errors import UsageError
from qms.ledger.corrections import corrected
from qms.ledger.lines import ledger_path
from qms.model.act import Act
from qms.model.message import msg
from qms.model.snapshot import Ledger, Snapshot


def reissued(session: Session, snapshot: Snapshot, act: Act) -> bytes:
    """Return the PDF of the copy that `act` has issued, as it was set then."""
    return CopyPress(session, original_of(session, snapshot, act)).copy(act)


def original_of(session: Session, snapshot: Snapshot, act: Act) -> Original:
    """Return the text of which `act` has issued a copy, with the names and settings of that day."""
    found = [item for item in snapshot.acts(act.code) if item.decides and item.revision == act.revision]
    if not found:
        raise UsageError(
            msg('Revision {revision} of "{code}" was never approved', revision=act.revision, code=act.code),
            msg('"qms history {code}" shows its revisions', code=act.code),
        )
    return approved_original(session, _when_issued(session, snapshot, act), act.code, found[-1])


def _when_issued(session: Session, snapshot: Snapshot, act: Act) -> Snapshot:
    """Return the repository as it was when `act` was recorded: names and settings of that day, the ledger before it."""
    workspace = session.workspace
    workspace.git.require_history()
    path = workspace.in_git(ledger_path(act.code))
    before = tuple(item for item in snapshot.acts(act.code) if item.location.line < act.location.line)
    grown = [
        (commit, change.new)
        for commit in workspace.git.history()
        for change in commit.changes
        if change.path == path and change.new
    ]
    texts = (data for _id, data in workspace.git.blobs(blob for _commit, blob in grown))
    for (commit, _blob), data in zip(grown, texts, strict=True):
        if data.count(b"\n") >= act.location.line and commit.parents:
            snapshot = workspace.committed(commit.parents[0])
            break
    return replace(snapshot, ledgers={**snapshot.ledgers, act.code: Ledger(act.code, path, corrected(before))})
