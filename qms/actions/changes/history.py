"""The change-registration sheet of a document, derived from git and its ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qms.actions.changes.versions_of import versions_of
from qms.actions.session import Found, Session, at_hand, find, natural
from qms.adapters.past.versions import body, versions
from qms.codes.scheme import resolve
from qms.errors import UsageError
from qms.history.sheet import Step, needed, sheet, steps, until
from qms.ledger.corrections import corrected
from qms.model.act import Act, Deed
from qms.model.change import ChangeKind, ChangeRow, Version
from qms.model.field import choose
from qms.model.message import msg
from qms.model.snapshot import Snapshot


class Sheet(NamedTuple):
    """The sheet of one document; `snapshot` knows the names of the roles in it, `steps` the texts of its revisions."""

    code: str
    title: str
    rows: tuple[ChangeRow, ...]
    snapshot: Snapshot
    steps: tuple[Step, ...] = ()


class Past(NamedTuple):
    """A document with its versions and acts, also those from the time when it had another code, oldest first."""

    found: Found
    versions: tuple[Version, ...]
    acts: tuple[Act, ...]
    snapshot: Snapshot

    @property
    def title(self) -> str:
        """The title in the first language of the organisation; empty where the text is gone."""
        document = self.found.document
        return document.title_in(self.snapshot.settings.language) if document else ""

    def on(self, day: str) -> Past:
        """Return what there was on a day; everything where none is named.

        A later correction of what was recorded counts (it says what was true), a later order to put into effect not.
        """
        if not day:
            return self
        known = corrected(tuple(act for act in self.acts if act.day <= day or act.deed is Deed.AMEND))
        versions, acts = until(self.versions, known, day)
        return self._replace(versions=versions, acts=acts)


def past(session: Session, typed: str) -> Past:
    """Return the past of the document that `typed` names, also of one whose text is gone.

    UsageError where there is none, or no commit has it yet.
    """
    snapshot = at_hand(session)
    found = _find(session, snapshot, typed)
    known = versions_of(session.workspace, snapshot.settings, [found.code], snapshot.aliases)
    if found.code not in known:
        raise UsageError(
            msg('"{code}" is in no commit yet', code=found.code),
            msg('"qms revise {code} --change … --basis …" records its first revision', code=found.code),
        )
    return Past(found, known[found.code], joined_acts(snapshot, found.code), snapshot)


def history(session: Session, typed: str, at: str = "") -> Sheet:
    """Return the sheet of one document, as it was on the day `at` (ISO 8601) where one is given."""
    whole = past(session, typed).on(at)
    return _sheet(whole, body(session.workspace, whole.snapshot.settings, needed(whole.versions, whole.acts)))


def histories(session: Session, at: str = "") -> tuple[Sheet, ...]:
    """Return the sheets of all documents that git knows, by code; those without a row are left out.

    History is read once for all of them, and so are the texts that must be compared.
    """
    snapshot = session.workspace.snapshot()
    known = versions(session.workspace, snapshot.settings, aliases=snapshot.aliases)
    codes = sorted({*known, *snapshot.ledgers} - {*snapshot.aliases}, key=natural)
    every = [
        Past(Found(code, snapshot.documents.get(code)), known.get(code, ()), joined_acts(snapshot, code), snapshot)
        for code in codes
    ]
    every = [item.on(at) for item in every]
    blobs = [blob for item in every for blob in needed(item.versions, item.acts)]
    texts = body(session.workspace, snapshot.settings, dict.fromkeys(blobs))
    sheets = (_sheet(item, texts) for item in every)
    return tuple(item for item in sheets if item.rows)


def _sheet(whole: Past, texts: Mapping[str, str]) -> Sheet:
    found = sheet(whole.versions, whole.acts, texts)
    return Sheet(whole.found.code, whole.title, found, whole.snapshot, steps(whole.versions, whole.acts))


def joined_acts(snapshot: Snapshot, code: str) -> tuple[Act, ...]:
    """Return the acts on a document in their order, also those on the codes that it had before."""
    codes = (*(old for old, new in snapshot.aliases.items() if new == code), code)
    if len(codes) == 1:
        return snapshot.acts(code)
    return tuple(sorted((act for name in codes for act in snapshot.acts(name)), key=lambda act: act.at))


def rows(session: Session, snapshot: Snapshot, past: Sequence[Version], acts: Sequence[Act]) -> tuple[ChangeRow, ...]:
    """Return the rows for versions and acts; the texts that must be compared are read here."""
    texts = body(session.workspace, snapshot.settings, needed(past, acts))
    return sheet(past, acts, texts)


def named(row: ChangeRow, snapshot: Snapshot, language: str) -> ChangeRow:
    """Return a row with the names of its roles instead of their ids; who entered a revision is a person already."""
    acted = row.kind in {ChangeKind.REVIEW, ChangeKind.WITHDRAWAL}
    author = role_name(snapshot, row.author, language) if acted else row.author
    return row._replace(author=author, approved_by=role_name(snapshot, row.approved_by, language))


def role_name(snapshot: Snapshot, role: str, language: str) -> str:
    """Return the name of a role, or of a position with that id."""
    title = snapshot.settings.roles[role].title if role in snapshot.settings.roles else {}
    position = snapshot.positions.get(role)
    return choose(title or (position.title if position else {}), language) or role


def _find(session: Session, snapshot: Snapshot, typed: str) -> Found:
    """Find a document of today, else one that only git has."""
    try:
        return find(snapshot, typed)
    except UsageError:
        known = versions(session.workspace, snapshot.settings, aliases=snapshot.aliases)
        gone = resolve(typed, known) if typed.strip() else ()
        if len(gone) != 1:
            raise
        return Found(gone[0], None)
