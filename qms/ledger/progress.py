"""The state machine of a revision: which steps of its way are done, which is next, which no longer hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qms.model.act import STEP_DEEDS, Act, Deed
from qms.model.flow import Approval


class Step(NamedTuple):
    """A step on the way: what is done, and the roles of which one does it (none: anybody)."""

    deed: Deed
    roles: tuple[str, ...] = ()

    def fits(self, act: Act) -> bool:
        """Tell whether an act is this step."""
        return act.deed is self.deed and (not self.roles or act.by in self.roles)


@dataclass(slots=True)
class Progress:
    """How far a revision has come with one exact text.

    `done` are the steps that hold for the text, in their order, the decision too; `open` the steps still to come;
    `stale` steps about another text of the revision; `astray` acts that were not the next step; `rejected` the last no
    since which nothing was submitted. A no, and a new submission, begin the way again. `skipped` are the steps that
    were open when it was decided, `walked` tells whether any was recorded then.
    """

    revision: int
    open: list[Step]
    done: list[Act] = field(default_factory=list)
    stale: list[Act] = field(default_factory=list)
    astray: list[Act] = field(default_factory=list)
    rejected: Act | None = None
    skipped: list[Step] = field(default_factory=list)
    walked: bool = False

    @property
    def begun(self) -> bool:
        """Tell whether a step of this revision is recorded: from then on the others must be, too."""
        return any(act.deed in STEP_DEEDS for act in (*self.done, *self.stale, *self.astray)) or bool(self.rejected)

    @property
    def decision(self) -> Act | None:
        """The approval or registration of this text, where there is one."""
        return next((act for act in reversed(self.done) if act.decides), None)

    @property
    def before_decision(self) -> tuple[Step, ...]:
        """The open steps that must come before the decision: nobody submits where nobody checks or agrees."""
        found = tuple(step for step in self.open if step.deed in STEP_DEEDS)
        return () if found == (Step(Deed.PREPARE),) else found


def describe(step: Step) -> str:
    """Return a step in short: `agree (management-representative)`."""
    return f"{step.deed.value} ({', '.join(step.roles)})" if step.roles else step.deed.value


def way(row: Approval) -> tuple[Step, ...]:
    """Return the steps of a revision by a row of the matrix (manual 5.4.3, stages I1 and E1)."""
    if row.external:
        return (Step(Deed.REGISTER, row.register),)
    return (
        Step(Deed.PREPARE, row.prepare),
        *(Step(Deed.CHECK, (role,)) for role in row.check),
        *(Step(Deed.AGREE, (role,)) for role in row.agree),
        Step(Deed.APPROVE, row.approve),
        *([Step(Deed.EFFECT, row.effect)] if row.effect else []),
    )


def progress(acts: Sequence[Act], revision: int, sha256: str, row: Approval) -> Progress:
    """Follow the acts about one revision, for the text with this hash."""
    found = Progress(revision, list(way(row)))
    for act in acts:
        if act.revision != revision:
            continue
        if act.deed in {Deed.PREPARE, Deed.REJECT} and found.decision is None:
            found = Progress(revision, list(way(row)))
        if act.deed is Deed.REJECT:
            found.rejected = act
        elif act.decides:
            _decide(found, act, sha256)
        elif act.deed in STEP_DEEDS or (act.deed is Deed.EFFECT and found.open):
            _take(found, act, sha256)
    return found


def _take(found: Progress, act: Act, sha256: str) -> None:
    if act.sha256 != sha256:
        found.stale.append(act)
    elif found.open and found.open[0].fits(act):
        found.done.append(act)
        found.open.pop(0)
    else:
        found.astray.append(act)


def _decide(found: Progress, act: Act, sha256: str) -> None:
    """A decision ends the way, whatever is missing before it: others tell whether it was allowed."""
    if act.sha256 == sha256:
        found.skipped, found.walked = list(found.before_decision), found.begun
        found.done.append(act)
        found.open = [Step(Deed.EFFECT, found.open[-1].roles)] if act.text("awaits") and found.open else []
