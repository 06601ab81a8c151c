"""What waits for whom: the next step of every revision, what is due, and the command that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qms.actions.documents.due import Due, due
from qms.actions.documents.external import acquainted
from qms.actions.documents.glance import Glance
from qms.actions.documents.standing import standing
from qms.actions.documents.way import COMMANDS, row_of
from qms.actions.planning.yearly import yearly
from qms.actions.registers.entries_due import SOON_MONTHS, due_entries
from qms.actions.session import Session
from qms.errors import UsageError
from qms.ledger.progress import Progress, Step, progress
from qms.model.act import NOT_YET, STEP_DEEDS, Act, Deed
from qms.model.calendar import Standing
from qms.model.days import add_months
from qms.model.entry import Registers
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.model.status import Copy, State


class Task(StrEnum):
    """What is to be done."""

    REWORK = "rework"
    SUBMIT = "submit"
    CHECK = "check"
    AGREE = "agree"
    APPROVE = "approve"
    EFFECT = "effect"
    REGISTER = "register"
    ACQUAINT = "acquaint"
    COMING = "coming"
    REVIEW = "review"
    ACKNOWLEDGE = "acknowledge"
    RETURN = "return"
    ENTRY = "entry"
    DUTY = "duty"


TASK_OF = {
    Deed.PREPARE: Task.SUBMIT,
    Deed.CHECK: Task.CHECK,
    Deed.AGREE: Task.AGREE,
    Deed.APPROVE: Task.APPROVE,
    Deed.EFFECT: Task.EFFECT,
    Deed.REGISTER: Task.REGISTER,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: for which roles, positions or units (none: it only has to be known), since and until when
    (ISO 8601, empty where it has no day), and the command to run. `title` is that of a yearly duty.
    """

    task: Task
    code: str
    revision: int
    who: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    command: str = ""
    note: str = ""
    title: Mapping[str, str] = field(default_factory=dict)

    def late(self, today: str) -> bool:
        """Tell whether its day is over."""
        return bool(self.until) and self.until < today


def inbox(session: Session, position: str = "") -> tuple[Snapshot, tuple[Item, ...]]:
    """Return what waits, the overdue first; only what waits for `position` (or its unit) where one is given."""
    snapshot, found = due(session)
    names = _names(snapshot, position) if position else frozenset()
    entries, duties = planned(session, snapshot)
    everything = (*waiting(session, snapshot, found), *entries, *duties)
    items = (item for item in everything if not names or names & set(item.who))
    order = list(Task)
    return snapshot, tuple(sorted(items, key=lambda item: (item.until or NOT_YET, order.index(item.task), item.code)))


def planned(session: Session, snapshot: Snapshot) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the entries of registers that are due or overdue, and the yearly duties that are overdue, or due within a
    month; both in the order of their days.
    """
    registers = session.workspace.registers()
    return _entries(session, registers), _duties(session, snapshot, registers)


def _entries(session: Session, registers: Registers) -> tuple[Item, ...]:
    return tuple(
        Item(Task.ENTRY, one.entry.code, 0, one.who, "", one.day.isoformat(), one.command, one.title)
        for one in due_entries(registers, session.today)
    )


def _duties(session: Session, snapshot: Snapshot, registers: Registers) -> tuple[Item, ...]:
    limit = add_months(session.today, SOON_MONTHS).isoformat()
    years = range(session.today.year, int(limit[:4]) + 1)
    found = (item for year in years for item in yearly(session, snapshot, registers, year))
    return tuple(
        Item(Task.DUTY, item.code, 0, (item.who,), "", item.day, item.command, title=item.title)
        for item in sorted(found, key=lambda item: (item.day, item.code))
        if item.standing is not Standing.DONE and item.day <= limit
    )


def waiting(session: Session, snapshot: Snapshot, found: Due) -> Iterator[Item]:
    """Yield everything that waits, in no order."""
    for item in found.to_approve:
        yield _next_step(snapshot, item)
    for item in found.coming:
        yield _coming(session, snapshot, item)
    for item in found.reviews:
        command = f'qms review {item.code} --basis "…"'
        yield Item(Task.REVIEW, item.code, item.revision or 0, _owners(snapshot, item), "", item.review_due, command)
    for item in found.external:
        yield from _unacquainted(session, snapshot, item)
    for task, copies in ((Task.RETURN, found.to_return), (Task.ACKNOWLEDGE, found.unacknowledged)):
        yield from (_of_copy(task, copy) for copy in copies)


def next_step(snapshot: Snapshot, code: str) -> tuple[Step, Progress]:
    """Return the step that a text in work waits for: the decision, where the steps before it are left to the paper."""
    document = snapshot.documents.get(code)
    if document is None:
        raise UsageError(msg('The text of "{code}" is not in this repository', code=code))
    row, acts = row_of(snapshot, document), snapshot.acts(code)
    found = progress(acts, document.revision or 0, document.sha256, row)
    recorded = snapshot.settings.recorded(document.type) or found.begun
    wanted = found.before_decision if recorded else ()
    return next(step for step in found.open if step in wanted or step.deed not in STEP_DEEDS), found


def _next_step(snapshot: Snapshot, item: Glance) -> Item:
    step, found = next_step(snapshot, item.code)
    back = found.rejected or (found.stale[-1] if found.stale and not found.done else None)
    task = Task.REWORK if back and step.deed is Deed.PREPARE else TASK_OF[step.deed]
    who = step.roles or _owners(snapshot, item)
    note = found.rejected.text("reason") if found.rejected else ""
    since = (found.done[-1] if found.done else back or _NOTHING).at[:10]
    command = COMMANDS[step.deed].format(code=item.code)
    command += f" --by {step.roles[0]}" if step.roles else ""
    return Item(task, item.code, item.draft or 0, who, since, "", command, note)


_NOTHING = Act(Deed.PREPARE, "", "", "", 0, "", "")


def _coming(session: Session, snapshot: Snapshot, item: Glance) -> Item:
    status = standing(session, snapshot, item.code)
    approval = status.pending or status.approval or _NOTHING
    if approval.in_force_from:
        return Item(Task.COMING, item.code, approval.revision, (), approval.day, "", "", approval.in_force_from)
    document = snapshot.documents.get(item.code)
    roles = row_of(snapshot, document).effect if document else ()
    command = COMMANDS[Deed.EFFECT].format(code=item.code)
    return Item(Task.EFFECT, item.code, approval.revision, roles or (approval.by,), approval.day, "", command)


def _unacquainted(session: Session, snapshot: Snapshot, item: Glance) -> Iterator[Item]:
    """Yield the units on the distribution list that were not acquainted with the registered revision."""
    units = dict.fromkeys(holder.unit for holder in snapshot.distribution.get(item.code, ()) if not holder.control)
    act = standing(session, snapshot, item.code).approval if units and item.state is State.IN_FORCE else None
    if act is None or act.deed is not Deed.REGISTER:
        return
    known = acquainted(snapshot.acts(item.code), act.revision)
    for unit in units:
        if unit not in known:
            command = f"qms external acquaint {item.code} --to {unit}"
            yield Item(Task.ACQUAINT, item.code, act.revision, (unit,), act.day, "", command)


def _of_copy(task: Task, copy: Copy) -> Item:
    command = f"qms {task.value} {copy.code} --copy {copy.number}"
    return Item(task, copy.code, copy.revision, (copy.holder,), copy.issued, "", command, str(copy.number))


def _owners(snapshot: Snapshot, item: Glance) -> tuple[str, ...]:
    """Return the unit that answers for a document, and the position that heads it."""
    unit = snapshot.units.get(item.owner)
    return tuple(name for name in (item.owner, unit.head if unit else "") if name)


def _names(snapshot: Snapshot, position: str) -> frozenset[str]:
    """Return the names by which things wait for a role, a position or a unit; UsageError where there is none such."""
    known: Sequence[str] = (*snapshot.settings.roles, *snapshot.positions, *snapshot.units)
    if position not in known:
        raise UsageError(
            msg('There is no position "{value}"', value=position),
            msg("Known are: {names}", names=", ".join(dict.fromkeys(known))),
        )
    found = snapshot.positions.get(position)
    return frozenset({position, found.unit} if found and found.unit else {position})
