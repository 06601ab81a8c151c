"""The duties of a year: on which days each was to be done, whether it was, and what to run where it was not."""

from __future__ import annotations

import os
from collections.abc import Iterator

from qms.actions.registers.entries_due import move_command
from qms.actions.session import Session
from qms.adapters.files.duties import FILE, duties
from qms.adapters.files.sources import WorkTree
from qms.entries.yearly import days_of, done_days, under_way
from qms.model.act import Deed
from qms.model.calendar import Duty, Item, Kind, Standing
from qms.model.days import read_day
from qms.model.entry import Registers
from qms.model.snapshot import Snapshot


def yearly(session: Session, snapshot: Snapshot, registers: Registers, year: int) -> Iterator[Item]:
    """Yield the duties of a year with their days; none that was not done and lies before the repository began."""
    if _is_no_system(session, snapshot, registers):
        return
    began, today = _began(session), session.today.isoformat()
    for duty in duties(WorkTree(session.workspace.root)):
        done = _done(duty, snapshot, registers, year)
        for month_day in sorted(duty.on):
            day = f"{year:04}-{month_day}"
            day = day if read_day(day) else f"{year:04}-02-28"
            if month_day in done:
                yield Item(day, Kind.DUTY, duty.id, duty.title, duty.who, duty.basis, Standing.DONE)
            elif day >= began:
                standing = Standing.OVERDUE if day < today else Standing.PLANNED
                command = _command(duty, snapshot, registers, year)
                yield Item(day, Kind.DUTY, duty.id, duty.title, duty.who, duty.basis, standing, command)


def _is_no_system(session: Session, snapshot: Snapshot, registers: Registers) -> bool:
    """Tell whether these are documents of another kind, as decisions of programmers, about which no duty was named and
    no entry was made: nobody there measures the satisfaction of customers because qms can read the texts.
    """
    named = os.path.lexists(session.workspace.root / FILE)
    return snapshot.settings.keys.foreign and not named and not any(registers.entries.values())


def _done(duty: Duty, snapshot: Snapshot, registers: Registers, year: int) -> frozenset[str]:
    """Return the days of a duty for which registers or ledgers show that it was done."""
    if not duty.review:
        return done_days(duty, registers, year)
    reviewed = (
        act.at[:10]
        for code, brief in snapshot.originals.items()
        if brief.type == duty.review
        for act in snapshot.acts(code)
        if act.deed in {Deed.REVIEW, Deed.APPROVE}
    )
    return days_of(reviewed, duty.on, year)


def _command(duty: Duty, snapshot: Snapshot, registers: Registers, year: int) -> str:
    """Return what to run next: what the duty says, unless it looks at entries and there are none; else go on with the
    entry that was begun, else begin one.
    """
    looked_at = duty.every or duty.demand
    if duty.command and not (looked_at and not registers.of(duty.register)):
        return duty.command.replace("{year}", str(year)).replace("{last}", str(year - 1))
    entry = under_way(duty, registers, year)
    if entry is not None:
        return move_command(registers.definitions[duty.register], entry)
    if duty.review:
        code = next((code for code, one in snapshot.originals.items() if one.type == duty.review), duty.review)
        return f'qms review {code} --basis "…"'
    return f"qms entry new {duty.register}" if duty.register in registers.definitions else ""


def _began(session: Session) -> str:
    """Return the day on which the repository began (ISO 8601): nobody can be asked for what was due before."""
    git = session.workspace.git
    if git.head() is None:
        return session.today.isoformat()
    days = git.read("log", "--max-parents=0", "--format=%cs", "HEAD").decode("ascii", "replace").split()
    return min(days, default="")
