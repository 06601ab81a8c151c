"""Copies are handed out after their acts are safe; a batch that was interrupted meanwhile goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qms.actions.copies.copy_print import CopyPress
from qms.actions.copies.manifests import write_manifest
from qms.actions.copies.reissue import original_of
from qms.actions.session import Session, committed
from qms.adapters.git.door import Git
from qms.errors import RenderError
from qms.ledger.lines import file_name
from qms.model.act import PRINT_DEEDS, Act, Deed
from qms.model.message import msg
from qms.model.snapshot import Snapshot

_NOTE = "issue.json"


@dataclass(frozen=True, slots=True)
class Issued:
    """A copy that was handed out: its PDF and the hash of it that the ledger keeps."""

    code: str
    number: int
    holder: str
    revision: int
    path: Path
    sha256: str


def begin_batch(git: Git, code: str, acts: Sequence[Act], folder: Path) -> None:
    """Note which copies are to be written where; `finish` forgets it when all of them are."""
    _write(git, code, folder, frozenset(act.text("pdf") for act in acts))


def forget_unrecorded(session: Session) -> None:
    """Forget the batch that was begun, unless one of its acts is recorded all the same."""
    git = session.workspace.git
    found = _read(git.git_dir / "qms" / _NOTE)
    acts = committed(session).acts(found[0]) if found else ()
    if found and not any(act.text("pdf") in found[2] for act in acts):
        (git.git_dir / "qms" / _NOTE).unlink(missing_ok=True)


def pending(git: Git) -> frozenset[str]:
    """Return the hashes of PDFs that were recorded, or were about to be, and not handed out."""
    found = _read(git.git_dir / "qms" / _NOTE)
    return found[2] if found else frozenset()


def exchange(git: Git, new: Mapping[str, str], *, done: bool) -> None:
    """Note the PDFs that take the place of others; the old ones stay noted until that is `done`."""
    found = _read(git.git_dir / "qms" / _NOTE)
    if found and new.keys() & found[2]:
        code, folder, pdfs = found
        more = {pdf for old, pdf in new.items() if old in pdfs}
        _write(git, code, folder, ((pdfs - new.keys()) if done else pdfs) | more)


def finish(session: Session, snapshot: Snapshot, press: CopyPress | None = None) -> tuple[Issued, ...]:
    """Write what is recorded and not written of the batch that was begun, or interrupted."""
    from qms.adapters.git.files import settle

    note = session.workspace.git.git_dir / "qms" / _NOTE
    found = _read(note)
    if found is None:
        return ()
    about, folder, wanted = found
    acts = [act for act in snapshot.acts(about) if act.deed in PRINT_DEEDS and act.text("pdf") in wanted]
    missing = [act for act in acts if not _is_there(act, folder)]
    written: tuple[Issued, ...] = ()
    if missing:
        press = press or CopyPress(session, original_of(session, snapshot, missing[0]))
        folder.mkdir(parents=True, exist_ok=True)
        written = tuple(hand_out(press, act, folder) for act in missing)
        settle([item.path for item in written])
    numbered = tuple(_issued(act, folder) for act in acts if act.deed is Deed.ISSUE)
    if numbered:
        write_manifest(session, numbered, folder)
    note.unlink(missing_ok=True)
    return written or numbered


def _write(git: Git, code: str, folder: Path, pdfs: frozenset[str]) -> None:
    from qms.adapters.git.files import write_file
    from qms.adapters.git.journal import folder as own

    values = {"code": code, "out": str(folder), "pdfs": sorted(pdfs)}
    write_file(own(git) / _NOTE, json.dumps(values, sort_keys=True).encode())


def hand_out(press: CopyPress, act: Act, folder: Path) -> Issued:
    """Write the PDF of a copy whose act is recorded; never one that is not what the act says."""
    from qms.adapters.git.files import write_file

    data = press.copy(act)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != act.text("pdf"):
        raise RenderError(
            msg('Copy {number} of "{code}" cannot be set as it was recorded', number=act.number, code=act.code),
            msg("Use the version of qms that has issued it"),
        )
    write_file(_path(act, folder), data, lasting=False)
    return _issued(act, folder)


def _issued(act: Act, folder: Path) -> Issued:
    return Issued(act.code, act.number, act.text("holder"), act.revision, _path(act, folder), act.text("pdf"))


def _is_there(act: Act, folder: Path) -> bool:
    try:
        data = _path(act, folder).read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == act.text("pdf")


def _path(act: Act, folder: Path) -> Path:
    if act.deed is Deed.PROVISIONAL:
        return folder / f"{file_name(act.code)}-r{act.revision}-provisional-{act.text('mark')}.pdf"
    return folder / f"{file_name(act.code)}-r{act.revision}-{act.number:03}.pdf"


def _read(note: Path) -> tuple[str, Path, frozenset[str]] | None:
    try:
        values = json.loads(note.read_bytes())
        return str(values["code"]), Path(values["out"]), frozenset(map(str, values["pdfs"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
