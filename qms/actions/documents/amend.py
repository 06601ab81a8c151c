"""Correct what an earlier act says: a further act names it and what holds instead; the act itself stays for ever."""

from __future__ import annotations

from dataclasses import dataclass, field

from qms.actions.documents.approve import check_days
from qms.actions.documents.record import Recorded, begin
from qms.actions.documents.way import actor
from qms.actions.session import Session, day, find, settled, words
from qms.errors import RefusedError, UsageError
from qms.history.sheet import BASIS, DOCUMENT
from qms.model.act import Act, Deed
from qms.model.message import msg

CORRECTABLE = tuple(deed for deed in Deed if deed not in {Deed.AMEND, Deed.REJECT})


@dataclass(frozen=True, slots=True)
class Correction:
    """What holds instead, and why: the reason, and the fields that are corrected (`AMENDABLE`), empty ones left out."""

    reason: str
    basis: str = ""
    on: str = ""
    effective: str = ""
    by: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def amend(session: Session, typed: str, deed: Deed, correction: Correction) -> Recorded:
    """Record a correction of the last act of that deed and commit.

    Refuses where there is no such act, where nothing would change, and days that could not be.
    """
    reason = words(correction.reason)
    if not reason:
        raise UsageError(msg("The reason is empty"), msg("Say after --reason what was recorded wrongly"))
    snapshot = settled(session)
    code = find(snapshot, typed).code
    act = next((item for item in reversed(snapshot.acts(code)) if item.deed is deed), None)
    if act is None:
        raise RefusedError(
            msg('The ledger of "{code}" has no act "{act}"', code=code, act=deed.value),
            msg('"qms history {code}" shows what was recorded', code=code),
        )
    fields = _fields(session, act, correction)
    who = actor(session, snapshot, snapshot.settings.flow.attest, correction.by)
    record = begin(session, snapshot.settings)
    values = {"by": who.role, "person": who.person, "amends": act.line_sha256, "reason": reason, **fields}
    correcting = record.add(Deed.AMEND, code, act.revision, act.sha256, **values)
    commit = record.commit(f"Correct {deed.value} {code} r{act.revision}: {reason}", {DOCUMENT: code, BASIS: reason})
    return Recorded(correcting, commit)


def _fields(session: Session, act: Act, correction: Correction) -> dict[str, str]:
    wanted = {"basis": words(correction.basis)}
    wanted |= {"on": day(correction.on, "--on") if correction.on else ""}
    wanted |= {"effective": day(correction.effective, "--effective") if correction.effective else ""}
    fields = {name: value for name, value in wanted.items() if value and value != act.text(name)}
    if not fields:
        raise RefusedError(
            msg("Nothing would be corrected"), msg("Write after --basis, --on or --effective what holds instead")
        )
    on = fields.get("on", act.day)
    check_days(session, on, fields.get("effective", act.text("effective") or on))
    return fields
