"""Print a document without issuing it: a draft, a reading copy, or an issued copy once more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qms.actions.copies.copy_print import copy_printout
from qms.actions.copies.reissue import original_of
from qms.actions.documents.standing import standing
from qms.actions.prints.delivery import OUT, deliver
from qms.actions.prints.formats import set_as
from qms.actions.prints.original import Original
from qms.actions.prints.printing import Known, approved_original, draft_original, printout
from qms.actions.session import Session, at_hand, committed, find, text_of
from qms.adapters.files.sources import WorkTree
from qms.errors import RefusedError, UsageError
from qms.ledger.lines import file_name
from qms.model.act import Act, Deed
from qms.model.document import Document
from qms.model.message import Message, msg
from qms.model.printout import Printout
from qms.model.snapshot import Snapshot
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: a revision (0: the one in force), a language, the text on disk, an issued copy; and how:
    one of `FORMATS`, with the translation into a language beside the text.
    """

    revision: int = 0
    language: str = ""
    draft: bool = False
    copy: int = 0
    format: str = "pdf"
    beside: str = ""

    @property
    def from_disk(self) -> bool:
        """Tell whether the text is taken from the work tree: drafts are, and translations, which nobody approves."""
        return self.draft or bool(self.language)


def render(session: Session, typed: str, wanted: Wanted, *, out: Path | None = None) -> Path:
    """Write the print below `out/` and return its path. Every print but that of an issued copy says what it is."""
    if wanted.copy and (wanted.format != "pdf" or wanted.beside):
        raise UsageError(
            msg("An issued copy is a PDF, whose bytes the ledger knows"),
            msg('Leave out "--to" and "--beside", or "--copy"'),
        )
    stem, made = _made(session, typed, wanted)
    path = (out or session.workspace.root / OUT) / f"{stem}.{wanted.format}"
    deliver(session, path, set_as(made, wanted.format))
    return path


def _made(session: Session, typed: str, wanted: Wanted) -> tuple[str, Printout]:
    if wanted.from_disk:
        snapshot = at_hand(session)
        return from_disk(session, snapshot, text_of(snapshot, typed), wanted)
    snapshot = committed(session)
    code = find(snapshot, typed).code
    return _again(session, snapshot, code, wanted) if wanted.copy else approved(session, snapshot, code, wanted)


def approved(
    session: Session, snapshot: Snapshot, code: str, wanted: Wanted, known: Known | None = None
) -> tuple[str, Printout]:
    """Return file name and print of the revision in force, or the one that is wanted; RefusedError without one."""
    state = standing(session, snapshot, code)
    approval = _approval(snapshot, code, wanted.revision) if wanted.revision else state.approval
    if approval is None:
        raise RefusedError(
            msg('No revision of "{code}" is approved', code=code),
            msg('"qms render {code} --draft" prints the text on disk', code=code),
        )
    original = approved_original(session, snapshot, code, approval, known)
    banner = msg("UNCONTROLLED COPY")
    if state.state is State.WITHDRAWN:
        banner = msg("WITHDRAWN")
    elif state.revision is not None and approval.revision < state.revision:
        banner = msg("SUPERSEDED")
    text = session.catalogs(original.document.language).text(banner)
    second = _beside(snapshot, original.document, wanted.beside)
    stem = f"{file_name(code)}-r{approval.revision}{_mark(wanted)}"
    return stem, printout(session, original, banner=text, translation=second)


def _mark(wanted: Wanted) -> str:
    return f"+{wanted.beside}" if wanted.beside else ""


def _beside(snapshot: Snapshot, document: Document, language: str) -> Document | None:
    """Return the translation that stands beside a text; it must be of the same revision."""
    if not language:
        return None
    found = _translation(snapshot, document, language)
    if found is document:
        raise UsageError(msg('"{code}" is itself in this language', code=document.code), msg("Name another language"))
    if found.revision != document.revision:
        raise RefusedError(
            msg(
                'The translation of "{code}" is of revision {other}, the text of revision {revision}',
                code=document.code,
                other=found.revision or 0,
                revision=document.revision or 0,
            ),
            msg("Translate the changes first, and raise the revision of the translation"),
        )
    return found


def _approval(snapshot: Snapshot, code: str, revision: int) -> Act:
    found = [act for act in snapshot.acts(code) if act.decides and act.revision == revision]
    if not found:
        raise UsageError(
            msg('Revision {revision} of "{code}" was never approved', revision=revision, code=code),
            msg('"qms history {code}" shows its revisions', code=code),
        )
    return found[-1]


def _again(session: Session, snapshot: Snapshot, code: str, wanted: Wanted) -> tuple[str, Printout]:
    """Return the print of an issued copy: the same stamp, the same mark."""
    acts = [act for act in snapshot.acts(code) if act.deed is Deed.ISSUE and act.number == wanted.copy]
    acts = [act for act in acts if not wanted.revision or act.revision == wanted.revision]
    if not acts:
        raise UsageError(
            msg('There is no copy {number} of "{code}"', number=wanted.copy, code=code),
            msg('"qms copies {code}" shows the numbers', code=code),
        )
    act = acts[-1]
    original = original_of(session, snapshot, act)
    return f"{file_name(code)}-r{act.revision}-{act.number:03}", copy_printout(session, original, act)


def from_disk(
    session: Session, snapshot: Snapshot, document: Document, wanted: Wanted, known: Known | None = None
) -> tuple[str, Printout]:
    """Return file name and print of the text on disk, or of its translation; UsageError where there is none."""
    document = _translation(snapshot, document, wanted.language)
    data = WorkTree(session.workspace.root).read(document.path)
    if not isinstance(data, bytes):
        raise RefusedError(msg('"{path}" cannot be read', path=document.path), msg("Run the command again"))
    original: Original = draft_original(session, snapshot, document, data, known)
    banner = msg("DRAFT") if wanted.draft else _kind(session, snapshot, document)
    text = session.catalogs(document.language).text(banner)
    suffix = "" if document.language == snapshot.settings.language else f".{document.language}"
    second = _beside(snapshot, document, wanted.beside)
    stem = f"{file_name(document.code)}{suffix}-draft{_mark(wanted)}"
    return stem, printout(session, original, banner=text, translation=second)


def _kind(session: Session, snapshot: Snapshot, document: Document) -> Message:
    """Say what a print of the text on disk is: a translation of another revision than is in force is no copy of it."""
    state = standing(session, snapshot, document.code)
    if document.translation and state.revision is not None and document.revision != state.revision:
        return msg("TRANSLATION OF ANOTHER REVISION")
    return msg("UNCONTROLLED COPY")


def _translation(snapshot: Snapshot, document: Document, language: str) -> Document:
    if not language or language == document.language:
        return document
    same = (item for item in snapshot.texts(document.code) if item.translation)
    found = next((item for item in same if item.language == language), None)
    if found is None:
        raise UsageError(
            msg('"{code}" has no text in the language "{language}"', code=document.code, language=language),
            msg('It would lie in "{path}"', path=f"{document.path.removesuffix('.md')}.{language}.md"),
        )
    return found
