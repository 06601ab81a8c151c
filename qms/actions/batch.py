"""Copies are handed out after their acts are safe; a batch that was interrupted meanwhile goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qms.actions.copy_print import CopyPress
from qms.actions.reissue import original_of
from qms.actions.session import Session
from qms.adapters.git import Git
from qms.errors import RenderError
from qms.ledger.lines import file_name
from qms.model.act import Act, Deed
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


@contextmanager
def batch(git: Git, code: str, acts: Sequence[Act], folder: Path) -> Iterator[None]:
    """Note which copies are to be written where, until all of them are."""
    from qms.adapters.git_journal import folder as own
    from qms.adapters.store import write_file

    note = own(git) / _NOTE
    values = {"code": code, "out": str(folder), "pdfs": [act.text("pdf") for act in acts]}
    write_file(note, json.dumps(values, sort_keys=True).encode())
    yield
    note.unlink(missing_ok=True)


def finish(session: Session, snapshot: Snapshot, code: str) -> tuple[Issued, ...]:
    """Write the copies of an interrupted batch that were recorded and not written; return those of `code`."""
    note = session.workspace.git.git_dir / "qms" / _NOTE
    found = _read(note)
    if found is None:
        return ()
    about, folder, wanted = found
    acts = [act for act in snapshot.acts(about) if act.deed is Deed.ISSUE and act.text("pdf") in wanted]
    missing = [act for act in acts if not _path(act, folder).is_file()]
    written: tuple[Issued, ...] = ()
    if missing:
        press = CopyPress(session, original_of(session, snapshot, missing[0]))
        folder.mkdir(parents=True, exist_ok=True)
        written = tuple(hand_out(press, act, folder) for act in missing)
    note.unlink(missing_ok=True)
    return tuple(item for item in written if item.code == code)


def hand_out(press: CopyPress, act: Act, folder: Path) -> Issued:
    """Write the PDF of a copy whose act is recorded; never one that is not what the act says."""
    from qms.adapters.store import write_file

    data = press.copy(act)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != act.text("pdf"):
        raise RenderError(
            msg('Copy {number} of "{code}" cannot be set as it was recorded', number=act.number, code=act.code),
            msg("Use the version of qms that has issued it"),
        )
    write_file(_path(act, folder), data)
    return Issued(act.code, act.number, act.text("holder"), act.revision, _path(act, folder), sha256)


def _path(act: Act, folder: Path) -> Path:
    return folder / f"{file_name(act.code)}-r{act.revision}-{act.number:03}.pdf"


def _read(note: Path) -> tuple[str, Path, frozenset[str]] | None:
    try:
        values = json.loads(note.read_bytes())
        return str(values["code"]), Path(values["out"]), frozenset(map(str, values["pdfs"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
