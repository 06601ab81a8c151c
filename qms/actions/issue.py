"""Issue numbered copies: an act in the ledger for each, and only then a PDF (manual 5.4.3, stages I3 and I6)."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qms.actions.copies import copies_of
from qms.actions.printing import Original, approved_original, make_stamp, printout
from qms.actions.record import Record, begin
from qms.actions.session import Session, find, settle
from qms.actions.standing import standing
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.copies import is_open, number_for
from qms.ledger.lines import canonical, file_name, read_ledger, tip
from qms.model.act import Act, Deed, Value
from qms.model.message import msg
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import State

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


def issue(session: Session, typed: str, units: Sequence[str] = (), *, out: Path | None = None) -> Batch:
    """Issue the approved revision to `units`, else to everybody on its distribution list.

    A holder keeps its number over all revisions; a new holder gets the next one that nobody ever had; the quality unit
    holds the control copy, number 1. The acts are committed before any PDF is written.
    """
    settle(session)
    snapshot = session.workspace.committed()
    code = find(snapshot, typed).code
    approval = _approval(session, snapshot, code)
    holders, held = _wanted(session, snapshot, code, approval, units)
    original = approved_original(session, snapshot, code, approval)
    folder = out or session.workspace.root / OUT
    ready(folder)
    record = begin(session, snapshot.settings)
    files = [_issue_one(session, record, original, approval, holder) for holder in holders]
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


def _wanted(
    session: Session, snapshot: Snapshot, code: str, approval: Act, units: Sequence[str]
) -> tuple[tuple[Holder, ...], tuple[str, ...]]:
    """Return who gets a copy now, and who holds one of this revision already."""
    holding = {
        copy.holder
        for copy in copies_of(session, snapshot, code)
        if is_open(copy) and copy.revision == approval.revision
    }
    if not units:
        listed = snapshot.distribution.get(code, ())
        if not listed:
            raise UsageError(
                msg('There is no distribution list for "{code}"', code=code),
                msg('Name the units after --to, or write "distribution/{name}.yaml"', name=file_name(code)),
            )
        return tuple(h for h in listed if h.unit not in holding), tuple(h.unit for h in listed if h.unit in holding)
    holders = tuple(dict.fromkeys(_holder(snapshot, unit) for unit in units))
    for holder in holders:
        if holder.unit in holding:
            raise RefusedError(
                msg(
                    '"{unit}" holds a copy of "{code}" revision {revision} already',
                    unit=holder.unit,
                    code=code,
                    revision=approval.revision,
                ),
                msg('"qms copies {code}" shows its number, "qms render {code} --copy N" prints it again', code=code),
            )
    return holders, ()


def _holder(snapshot: Snapshot, unit: str) -> Holder:
    known = {**snapshot.units, **snapshot.positions}
    match = next((name for name in known if name.casefold() == unit.casefold()), unit)
    if known and match not in known:
        raise UsageError(
            msg('There is no unit "{value}"', value=unit), msg("Known are: {names}", names=", ".join(snapshot.units))
        )
    return Holder(match, control=match == snapshot.settings.quality_unit)


def _issue_one(
    session: Session, record: Record, original: Original, approval: Act, holder: Holder
) -> tuple[Issued, bytes]:
    from qms.adapters.typeset import set_pdf

    code = approval.code
    before = record.ledger(code)
    acts = read_ledger(before, code, "").acts
    number = number_for(acts, holder.unit, approval.revision, control=holder.control)
    values: dict[str, Value] = {
        "by": "registrar",
        "holder": holder.unit,
        "medium": holder.medium,
        "number": number,
        "on": session.today.isoformat(),
    }
    mark = mark_of(before, values, code, approval)
    catalog = session.catalogs(original.document.language)
    pdf = set_pdf(printout(session, original, stamp=make_stamp(original, number, holder.unit, mark, catalog)))
    sha256 = hashlib.sha256(pdf).hexdigest()
    record.add(Deed.ISSUE, code, approval.revision, approval.sha256, **values, mark=mark, pdf=sha256)
    path = Path(f"{file_name(code)}-r{approval.revision}-{number:03}.pdf")
    return Issued(code, number, holder.unit, approval.revision, path, sha256), pdf


def mark_of(before: bytes, values: dict[str, Value], code: str, approval: Act) -> str:
    """Return the short mark of a copy: 8 letters of the hash over its act and the line before it in the ledger.

    It stands on every page; a page of another copy, or of a copy that was never issued, has another one.
    """
    bound = {**values, "code": code, "revision": approval.revision, "sha256": approval.sha256, "prev": tip(before)}
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
    from dataclasses import replace

    from qms.adapters.store import write_file

    path = folder / item.path
    write_file(path, data)
    return replace(item, path=path)
