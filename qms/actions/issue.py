"""Issue numbered copies: an act in the ledger for each, and only then a PDF (manual 5.4.3, stages I3 and I6)."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from qms.actions.batch import Issued, batch, finish, hand_out
from qms.actions.copy_print import CopyPress
from qms.actions.holders import Wanted, holders
from qms.actions.printing import approved_original
from qms.actions.record import Record, begin
from qms.actions.seal import signature
from qms.actions.session import Session, find, settle
from qms.actions.standing import standing
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import read_ledger, tip
from qms.ledger.marks import token_of
from qms.ledger.numbers import Numbers
from qms.model.act import Act, Deed, Value
from qms.model.message import msg
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import CopyKind, State

OUT = "out"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one command issued of which document, and which holders of the list hold the copy already."""

    code: str
    issued: tuple[Issued, ...]
    held: tuple[str, ...] = ()


def issue(session: Session, typed: str, wanted: Wanted | None = None, *, out: Path | None = None) -> Batch:
    """Issue the approved revision to those who are wanted, else to everybody on its distribution list.

    A holder keeps its number over all revisions; a new holder gets the next one that nobody ever had; the quality unit
    holds the control copy, number 1. The acts are committed before any PDF is written. A batch that was interrupted
    after that is finished first: its copies are in the answer too.
    """
    settle(session)
    snapshot = session.workspace.committed()
    code = find(snapshot, typed).code
    late = finish(session, snapshot, code)
    approval = _approval(session, snapshot, code)
    rows, held = holders(session, snapshot, approval, wanted or Wanted())
    folder = (out or session.workspace.root / OUT).absolute()
    ready(folder)
    if not rows:
        return Batch(code, late, held)
    press = CopyPress(session, approved_original(session, snapshot, code, approval))
    record = begin(session, snapshot.settings)
    acts = _acts(session, record, press, rows)
    names = ", ".join(str(act.number) for act in acts)
    with batch(session.workspace.git, code, acts, folder):
        record.commit(f"Issue {code} r{approval.revision}: copies {names}", {DOCUMENT: code})
        issued = tuple(hand_out(press, act, folder) for act in acts)
    return Batch(code, (*late, *issued), held)


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


def _acts(session: Session, record: Record, press: CopyPress, rows: tuple[Holder, ...]) -> tuple[Act, ...]:
    """Add an act for each copy; its PDF is set for its hash alone, and once more when the act is safe."""
    from qms.adapters.typeset import press as version

    approval = press.original.approval
    assert approval is not None  # noqa: S101 - issued is what was approved
    code = approval.code
    numbers = Numbers.of(read_ledger(record.ledger(code), code, "").acts)
    acts = []
    for holder in rows:
        act = _act(session, tip(record.ledger(code)), approval, holder, numbers)
        sealed = with_fields(act, mark=token_of(act).mark, press=version(), seal=signature(session, act))
        act = with_fields(sealed, pdf=hashlib.sha256(press.copy(sealed)).hexdigest())
        record.add(act.deed, code, act.revision, act.sha256, by=act.by, **act.fields)
        numbers.take(act)
        acts.append(act)
    return tuple(acts)


def _act(session: Session, prev: str, approval: Act, holder: Holder, numbers: Numbers) -> Act:
    """Return the act that issues the next copy, as far as its hash is taken over it."""
    fields: dict[str, Value] = {
        "holder": holder.unit,
        "medium": holder.medium,
        "number": _number(holder, approval.revision, numbers),
        "on": session.today.isoformat(),
        **({"kind": CopyKind.CONTROL.value} if holder.control else {}),
        **({} if holder.accounted else {"kind": CopyKind.UNACCOUNTED.value}),
    }
    return Act(
        deed=Deed.ISSUE,
        at=session.moment,
        by="registrar",
        code=approval.code,
        revision=approval.revision,
        sha256=approval.sha256,
        prev=prev,
        fields=fields,
    )


def _number(holder: Holder, revision: int, numbers: Numbers) -> int:
    if not holder.accounted:
        return numbers.last + 1
    return numbers.number((holder.unit, holder.medium), revision, control=holder.control)


def with_fields(act: Act, **more: Value) -> Act:
    """Return an act with more fields; empty ones are left out, as in the ledger."""
    return replace(act, fields={**act.fields, **{name: value for name, value in more.items() if value != ""}})


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
