"""The change-registration sheet of a document, derived from git and its ledger."""

from __future__ import annotations

from collections.abc import Sequence

from qms.actions.session import Session, find
from qms.adapters.versions import body, versions
from qms.errors import UsageError
from qms.history.sheet import needed, sheet
from qms.model.act import Act
from qms.model.change import ChangeRow, Version
from qms.model.message import msg
from qms.model.snapshot import Snapshot


def history(session: Session, typed: str) -> tuple[str, str, tuple[ChangeRow, ...]]:
    """Return code, title and rows of the sheet of one document."""
    snapshot = session.workspace.snapshot()
    found = find(snapshot, typed)
    document = found.document
    past = versions(session.workspace, snapshot.settings, [found.code]).get(found.code, ())
    if not past:
        raise UsageError(
            msg('"{code}" is in no commit yet', code=found.code),
            msg('"qms revise {code} --change … --basis …" records its first revision', code=found.code),
        )
    title = document.title_in(snapshot.settings.language) if document else ""
    return found.code, title, rows(session, snapshot, past, snapshot.acts(found.code))


def rows(session: Session, snapshot: Snapshot, past: Sequence[Version], acts: Sequence[Act]) -> tuple[ChangeRow, ...]:
    """Return the rows for versions and acts; the texts that must be compared are read here."""
    texts = body(session.workspace, snapshot.settings, needed(past, acts))
    return sheet(past, acts, texts)
