"""Issue numbered copies: an act in the ledger for each, and only then a PDF (manual 5.4.3, stages I3 and I6)."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qms.actions.copy_print import print_copy
from qms.actions.holders import Wanted, holders
from qms.actions.printing import Original, approved_original
from qms.actions.record import Record, begin
from qms.actions.session import Session, find, settle
from qms.actions.standing import standing
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import canonical, file_name, read_ledger, tip
from qms.ledger.numbers import Numbers
from qms.model.act import Act, Deed, Value
from qms.model.message import msg
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import CopyKind, State

OUT = "out"


@dataclass(frozen=True, slots=True)
class Issued:
    """A copy that was handed out: its PDF and the hash of it that the ledger keeps."""

    code: str
    number: int
    holder: str
    revision: int
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one command issued of which document, and which holders of the list hold the copy already."""

    code: str
    issued: tuple[Issued, ...]
    held: tuple[str, ...] = ()


def issue(session: Session, typed: str, wanted: Wanted | None = None, *, out: Path | None = None) -> Batch:
    """Issue the approved revision to those who are wanted, else to everybody on its distribution list.

    A holder keeps its number over all revisions; a new holder gets the next one that nobody ever had; the quality unit
    holds the control copy, number 1. The acts are committed before any PDF is written.
    """
    settle(session)
    snapshot = session.workspace.committed()
    code = find(snapshot, typed).code
    approval = _approval(session, snapshot, code)
    rows, held = holders(session, snapshot, approval, wanted or Wanted())
    original = approved_original(session, snapshot, code, approval)
    folder = out or session.workspace.root / OUT
    ready(folder)
    record = begin(session, snapshot.settings)
    files = _set(session, record, original, rows)
    if files:
        names = ", ".join(str(item.number) for item, _data in files)
        record.commit(f"Issue {code} r{approval.revision}: copies {names}", {DOCUMENT: code})
    return Batch(code, tuple(_written(folder, item, data) for item, data in files), held)


def _approval(session: Session, snapshot: Snapshot, code: str) -> Act:
    state = standing(session, snapshot, code)
    if state.state is State.WITHDRAWN:
        raise RefusedError(msg('"{code}" is withdrawn', code=code), msg("No copy of a withdrawn document is issued"))
    approval = state.pending or state.approval
    if approval is None:
        raise RefusedError(
            msg('No revision of "{code}" is approved', code=code),
            msg('"qms approve {code} --by … --decision …" records the approval', code=code),
        )
    return approval


def _set(session: Session, record: Record, original: Original, rows: tuple[Holder, ...]) -> list[tuple[Issued, bytes]]:
    """Set a PDF for each holder and add its act; nothing is written yet."""
    assert original.approval is not None  # noqa: S101 - issued is what was approved
    code = original.document.code
    numbers = Numbers.of(read_ledger(record.ledger(code), code, "").acts)
    files = []
    for holder in rows:
        act = _act(session, record.ledger(code), original.approval, holder, numbers)
        pdf = print_copy(session, original, act)
        sha256 = hashlib.sha256(pdf).hexdigest()
        record.add(act.deed, code, act.revision, act.sha256, by=act.by, **act.fields, pdf=sha256)
        numbers.take(act)
        path = Path(f"{file_name(code)}-r{act.revision}-{act.number:03}.pdf")
        files.append((Issued(code, act.number, holder.unit, act.revision, path, sha256), pdf))
    return files


def _act(session: Session, before: bytes, approval: Act, holder: Holder, numbers: Numbers) -> Act:
    """Return the act that issues the next copy; the hash of its PDF comes to it later."""
    fields: dict[str, Value] = {
        "holder": holder.unit,
        "medium": holder.medium,
        "number": _number(holder, approval.revision, numbers),
        "on": session.today.isoformat(),
        **({"kind": CopyKind.CONTROL.value} if holder.control else {}),
        **({} if holder.accounted else {"kind": CopyKind.UNACCOUNTED.value}),
    }
    fields["mark"] = mark_of(before, {**fields, "by": "registrar"}, approval)
    return Act(
        deed=Deed.ISSUE,
        at=session.moment,
        by="registrar",
        code=approval.code,
        revision=approval.revision,
        sha256=approval.sha256,
        prev=tip(before),
        fields=fields,
    )


def _number(holder: Holder, revision: int, numbers: Numbers) -> int:
    if not holder.accounted:
        return numbers.last + 1
    return numbers.number((holder.unit, holder.medium), revision, control=holder.control)


def mark_of(before: bytes, values: Mapping[str, Value], approval: Act) -> str:
    """Return the short mark of a copy: 8 letters of the hash over its act and the line before it in the ledger.

    It stands on every page; a page of another copy, or of a copy that was never issued, has another one.
    """
    bound = {
        **values,
        "code": approval.code,
        "revision": approval.revision,
        "sha256": approval.sha256,
        "prev": tip(before),
    }
    return base64.b32encode(hashlib.sha256(canonical(bound)).digest())[:8].decode("ascii")


def ready(folder: Path) -> None:
    """Make the folder for PDFs; UsageError where none can be written there, before anything is recorded."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise UsageError(
            msg('No file can be written into "{folder}"', folder=str(folder)), msg("Name another folder after --out")
        )


def _written(folder: Path, item: Issued, data: bytes) -> Issued:
    from qms.adapters.store import write_file

    path = folder / item.path
    write_file(path, data)
    return replace(item, path=path)
