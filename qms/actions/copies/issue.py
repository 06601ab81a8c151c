"""Issue numbered copies: an act in the ledger for each, and only then a PDF (manual 5.4.3, stages I3 and I6)."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qms.actions.copies.batch import Issued, begin_batch, finish, forget_unrecorded, pending
from qms.actions.copies.copy_print import CopyPress
from qms.actions.copies.holders import Wanted, holders
from qms.actions.copies.seal import public_keys, sealed, sealed_file
from qms.actions.documents.record import Record, begin
from qms.actions.documents.standing import standing
from qms.actions.prints.delivery import OUT, ready
from qms.actions.prints.printing import approved_original
from qms.actions.session import Session, committed, find, settle
from qms.errors import QmsError, RefusedError
from qms.history.sheet import DOCUMENT
from qms.ledger.copies import to_exchange
from qms.ledger.lines import read_ledger, tip
from qms.ledger.marks import token_of
from qms.ledger.numbers import Numbers, ranges
from qms.model.act import Act, Deed, Value
from qms.model.message import msg
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import CopyKind, ProvisionalPrint, State

if TYPE_CHECKING:
    from qms.adapters.git.network import Remote


@dataclass(frozen=True, slots=True)
class Batch:
    """What one command issued of which document, and which holders of the list hold the copy already.

    `exchanged` are prints without a number whose holder has a numbered copy now: they must come back.
    """

    code: str
    issued: tuple[Issued, ...]
    held: tuple[str, ...] = ()
    exchanged: tuple[ProvisionalPrint, ...] = ()


def issue(session: Session, typed: str, wanted: Wanted | None = None, *, out: Path | None = None) -> Batch:
    """Issue the approved revision to those who are wanted, else to everybody on its distribution list.

    A holder keeps its number over all revisions; a new holder gets the next one that nobody ever had; the quality unit
    holds the control copy, number 1. The acts are committed, and shared where the clone has a shared repository, before
    any PDF is written. What an interrupted batch has left is handed out too.
    """
    from qms.actions.sharing.sync import alone, place, share

    folder = (out or session.workspace.root / OUT).absolute()
    with alone(session):
        settle(session)
        where = place(session)
        if where:
            _reach(session, where)
        snapshot = committed(session)
        code = find(snapshot, typed).code
        begun = pending(session.workspace.git)
        late = tuple(item for item in finish(session, snapshot) if item.code == code)
        waiting = to_exchange(snapshot.acts(code))
        rest = _rest(
            wanted or Wanted(), {act.text("holder") for act in snapshot.acts(code) if act.text("pdf") in begun}
        )
        press, held = _issue(session, snapshot, code, rest, folder) if rest else (None, ())
        if press and where:
            share(session, where)
        issued = finish(session, committed(session), None if where else press) if press else ()
        still = to_exchange(committed(session).acts(code)) if waiting else ()
    return Batch(code, (*late, *issued), held, tuple(item for item in waiting if item not in still))


def _rest(wanted: Wanted, served: Set[str]) -> Wanted | None:
    """Return who is still to get a copy: not those of an interrupted batch, who have got theirs just now."""
    units = [unit for unit in wanted.units if unit not in served]
    return replace(wanted, units=units) if units or not wanted.units else None


def preview(session: Session, typed: str, wanted: Wanted | None = None) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return the code, and the number and holder of each copy that `issue` would give out as things stand here."""
    snapshot = committed(session)
    code = find(snapshot, typed).code
    approval = approved(session, snapshot, code)
    rows, _held = holders(session, snapshot, approval, wanted or Wanted())
    numbers = Numbers.of(snapshot.acts(code))
    found = []
    for holder in rows:
        act = _act(session, "", approval, holder, numbers)
        numbers.take(act)
        found.append((act.number, holder.unit))
    return code, tuple(found)


def _reach(session: Session, where: Remote) -> None:
    """Bring this clone up to date; a number that somebody else may be giving out is not given out here."""
    from qms.actions.sharing.sync import share
    from qms.adapters.git.network import UnreachableError

    try:
        share(session, where)
    except UnreachableError as error:
        raise RefusedError(
            error.message,
            msg('No number is given out without it; "qms issue --provisional" prints copies that say so'),
        ) from error


def _issue(
    session: Session, snapshot: Snapshot, code: str, wanted: Wanted, folder: Path
) -> tuple[CopyPress | None, tuple[str, ...]]:
    """Record the acts; return the press of their copies, None where nobody needs one, and who holds all already."""
    approval = approved(session, snapshot, code)
    rows, held = holders(session, snapshot, approval, wanted)
    ready(folder)
    press = None
    if rows:
        press = CopyPress(session, approved_original(session, snapshot, code, approval))
        record = begin(session, snapshot.settings)
        acts = _acts(session, record, press, rows)
        begin_batch(session.workspace.git, code, acts, folder)
        names = ranges(act.number for act in acts)
        try:
            record.commit(f"Issue {code} r{approval.revision}: copies {names}", {DOCUMENT: code})
        except QmsError:
            forget_unrecorded(session)
            raise
    return press, held


def approved(session: Session, snapshot: Snapshot, code: str) -> Act:
    """Return the approval whose text is issued; RefusedError where there is none, or the document is withdrawn."""
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
    approval = press.original.approval
    assert approval is not None  # noqa: S101 - issued is what was approved
    code = approval.code
    numbers = Numbers.of(read_ledger(record.ledger(code), code, "").acts)
    keys, acts = public_keys(session), []
    for holder in rows:
        act = proven(_act(session, tip(record.ledger(code)), approval, holder, numbers), press, keys)
        record.add(act.deed, code, act.revision, act.sha256, by=act.by, **act.fields)
        numbers.take(act)
        acts.append(act)
    return tuple(acts)


def proven(act: Act, press: CopyPress, keys: tuple[bytes, ...]) -> Act:
    """Return an act of issue with what proves its copy: mark, pages, press, hash of its PDF, and the seals of both."""
    from qms.adapters.prints.typeset import press as version
    from qms.adapters.seals import file_seal

    pages = press.pages(act)
    marked = with_fields(act, mark=token_of(act).mark, pages=pages, press=version(), seal=sealed(act, keys))
    seal, data = sealed_file(press.copy(with_fields(marked, pdfseal=file_seal.EMPTY if keys else "")), keys)
    return with_fields(marked, pdf=hashlib.sha256(data).hexdigest(), pdfseal=seal)


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
    return act._replace(fields={**act.fields, **{name: value for name, value in more.items() if value != ""}})
