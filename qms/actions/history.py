"""The change-registration sheet of a document, derived from git and its ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qms.actions.session import Session, find
from qms.adapters.versions import body, versions
from qms.errors import UsageError
from qms.history.sheet import needed, sheet
from qms.model.act import Act
from qms.model.change import ChangeKind, ChangeRow, Version
from qms.model.field import choose
from qms.model.message import msg
from qms.model.snapshot import Snapshot


class Sheet(NamedTuple):
    """The sheet of one document; `snapshot` knows the names of the roles in it."""

    code: str
    title: str
    rows: tuple[ChangeRow, ...]
    snapshot: Snapshot


def history(session: Session, typed: str) -> Sheet:
    """Return the sheet of one document."""
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
    return Sheet(found.code, title, rows(session, snapshot, past, snapshot.acts(found.code)), snapshot)


def rows(session: Session, snapshot: Snapshot, past: Sequence[Version], acts: Sequence[Act]) -> tuple[ChangeRow, ...]:
    """Return the rows for versions and acts; the texts that must be compared are read here."""
    texts = body(session.workspace, snapshot.settings, needed(past, acts))
    return sheet(past, acts, texts)


def named(row: ChangeRow, snapshot: Snapshot, language: str) -> ChangeRow:
    """Return a row with the names of its roles instead of their ids; who entered a revision is a person already."""
    acted = row.kind in {ChangeKind.REVIEW, ChangeKind.WITHDRAWAL}
    author = role_name(snapshot, row.author, language) if acted else row.author
    return replace(row, author=author, approved_by=role_name(snapshot, row.approved_by, language))


def role_name(snapshot: Snapshot, role: str, language: str) -> str:
    """Return the name of a role, or of a position with that id."""
    title = snapshot.settings.roles[role].title if role in snapshot.settings.roles else {}
    position = snapshot.positions.get(role)
    return choose(title or (position.title if position else {}), language) or role
