"""From an approved revision and its ledger to a printout: every word in place, nothing read from the work tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from qms.actions.changes.history import joined_acts, named, rows
from qms.actions.changes.sheet_form import columns, form
from qms.actions.changes.sheet_numbers import with_sheets
from qms.actions.changes.versions_of import versions_of
from qms.actions.documents.signatories import signatories
from qms.actions.prints.approved_pictures import pictures_of
from qms.actions.prints.letterhead import letterhead
from qms.actions.prints.original import Original
from qms.actions.prints.process_map import with_maps
from qms.actions.prints.title_page import approval_lines, facts, note
from qms.actions.session import Session
from qms.adapters.files.documents import read_document
from qms.adapters.markdown.tree import images, tree
from qms.adapters.prints.bilingual import beside
from qms.codes.scheme import current
from qms.errors import RefusedError, RepositoryError
from qms.history.profiles import needs_sheets
from qms.history.sheet import steps
from qms.model.act import Act
from qms.model.change import ChangeRow, Version
from qms.model.document import Document
from qms.model.field import choose
from qms.model.message import Catalog, msg
from qms.model.printout import Block, ChangeSheet, Printout, Receiver, Stamp
from qms.model.snapshot import Snapshot

Known = Mapping[str, tuple[Version, ...]]
"""The versions of documents by code, where they were read already: a print of many reads history once."""


def approved_original(
    session: Session, snapshot: Snapshot, code: str, approval: Act, known: Known | None = None
) -> Original:
    """Find the text that an approval is bound to, in the whole history of the document."""
    past = _past(session, snapshot, code, known)
    found = next((version for version in reversed(past) if version.sha256 == approval.sha256), None)
    if found is None:
        raise RepositoryError(
            msg(
                'The approved text of "{code}" revision {revision} is in no commit',
                code=code,
                revision=approval.revision,
            ),
            msg('"qms check" says more; a full clone holds the whole history'),
        )
    return _original(session, snapshot, past, found, approval)


def _original(
    session: Session, snapshot: Snapshot, past: Sequence[Version], version: Version, approval: Act | None
) -> Original:
    data = next(data for _id, data in session.workspace.git.blobs([version.blob]))
    document = read_document(data, version.path, snapshot.settings)
    until = past[: past.index(version) + 1]
    acts = joined_acts(snapshot, current(document.code, snapshot.aliases))
    changes = _numbered(session, snapshot, until, acts, rows(session, snapshot, until, acts))
    shown = tuple(row for row in changes if row.revision <= (document.revision or 0))
    return Original(snapshot, document, data, version.commit.id, approval, shown)


def _past(session: Session, snapshot: Snapshot, code: str, known: Known | None) -> tuple[Version, ...]:
    found = versions_of(session.workspace, snapshot.settings, [code], snapshot.aliases) if known is None else known
    return found.get(code, ())


def draft_original(
    session: Session, snapshot: Snapshot, document: Document, data: bytes, known: Known | None = None
) -> Original:
    """Return the text on disk, for a print that is marked as no controlled copy."""
    past = _past(session, snapshot, document.code, known)
    acts = joined_acts(snapshot, document.code)
    changes = _numbered(session, snapshot, past, acts, rows(session, snapshot, past, acts))
    return Original(snapshot, document, data, "", None, changes)


def _numbered(
    session: Session,
    snapshot: Snapshot,
    past: Sequence[Version],
    acts: Sequence[Act],
    changes: tuple[ChangeRow, ...],
) -> tuple[ChangeRow, ...]:
    """Return rows with the numbers of their sheets, where the form of the organisation shows them."""
    if not needs_sheets(columns(snapshot.settings)):
        return changes
    return with_sheets(changes, steps(past, acts), lambda step, upto: bare(session, snapshot, step.final, upto))


def bare(session: Session, snapshot: Snapshot, version: Version, changes: tuple[ChangeRow, ...]) -> Printout:
    """Return the print of a version as if it was not approved: what is compared is the document alone."""
    data = next(data for _id, data in session.workspace.git.blobs([version.blob]))
    document = read_document(data, version.path, snapshot.settings)
    return printout(session, Original(snapshot, document, data, version.commit.id, None, changes))


def printout(
    session: Session,
    original: Original,
    *,
    stamp: Stamp | None = None,
    banner: str = "",
    translation: Document | None = None,
) -> Printout:
    """Put everything in its place, in the language of the text; a translation stands beside it."""
    document, settings = original.document, original.snapshot.settings
    _check_own(document)
    language = document.language
    catalog = session.catalogs(language)
    kind = settings.types.get(document.type)
    level = settings.levels.get(document.level)
    body = _body(original, translation)
    return replace(
        letterhead(
            original.snapshot,
            catalog,
            code=document.code,
            title=document.title_in(language),
            day=original.approval.day if original.approval else session.today.isoformat(),
        ),
        revision=document.revision or 0,
        subtitle=_subtitle(document, translation),
        second=translation.language if translation else "",
        kind=kind.name(language) if kind else document.type,
        level=level.name(language) if level else document.level,
        approval=approval_lines(original, catalog),
        decided=original.approval is not None,
        facts=facts(original, catalog),
        signatories=signatories(original.snapshot, document, original.approval, catalog),
        note=note(original, catalog),
        banner=banner,
        stamp=stamp,
        body=body,
        images=pictures_of(session, document, original.approval, original.commit, images(body)),
        receivers=_receivers(original, catalog),
        changes=change_sheet(original.snapshot, original.changes, catalog),
        parts=(kind.parts if kind else ()) or settings.style.parts,
        text="\n\n***\n\n".join(one.body for one in (document, translation) if one),
        source=original.data,
        source_name=PurePosixPath(document.path).name,
    )


def _body(original: Original, translation: Document | None) -> tuple[Block, ...]:
    """Return the text of the document, with its translation in a second column."""
    texts = (original.document, translation) if translation else (original.document,)
    first, *second = (with_maps(tree(one.body), original.snapshot.processes, one.language) for one in texts)
    return beside(first, second[0], translation.language) if translation else first


def _subtitle(document: Document, translation: Document | None) -> str:
    """Return the title in the language that stands beside the text, where it is another one."""
    second = document.title_in(translation.language) if translation else ""
    return "" if second == document.title_in(document.language) else second


def _receivers(original: Original, catalog: Catalog) -> tuple[Receiver, ...]:
    """Return who must hold copies, by name, as the distribution lists had it."""
    media = {"electronic": msg("electronic"), "paper": msg("paper")}
    return tuple(
        Receiver(
            unit_name(original.snapshot, one.unit, catalog.language),
            catalog.text(media[one.medium]) if one.medium in media else one.medium,
            one.count,
        )
        for one in original.snapshot.distribution.get(original.document.code, ())
    )


def unit_name(snapshot: Snapshot, name: str, language: str) -> str:
    """Return the name of a unit or a position; its id where it has none."""
    known = snapshot.units.get(name) or snapshot.positions.get(name)
    return (choose(known.title, language) if known else "") or name


def _check_own(document: Document) -> None:
    if document.is_card:
        raise RefusedError(
            msg('"{code}" is the card of an external document; it has no text to print', code=document.code),
            msg("Copy the external document itself"),
        )


def change_sheet(snapshot: Snapshot, rows: Sequence[ChangeRow], catalog: Catalog) -> ChangeSheet:
    """Return the sheet in the form of the organisation, the roles by their names."""
    shown = (named(row, snapshot, catalog.language) for row in rows)
    return form(shown, columns(snapshot.settings), catalog)


def holder_name(snapshot: Snapshot, holder: str, language: str) -> str:
    """Return how a holder is printed: a unit by its short id, a position by its name."""
    position = snapshot.positions.get(holder)
    return choose(position.title, language) if position and holder not in snapshot.units else holder
