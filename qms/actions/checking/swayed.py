"""The acts that the settings allowed only for a while: changed, acted upon, changed back.

The settings are no signed file: whoever may commit may change the approval matrix in one commit, decide by it in the
next, and take the change back. Each act is judged by the matrix of its moment, so an auditor must see that this one
was another before and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from qms.actions.checking.doubtful import BY_SETTINGS
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.then import Brought
from qms.adapters.past.whole import Entered
from qms.model.act import Act
from qms.model.change import Commit, Swayed
from qms.model.location import Location
from qms.model.settings import Settings
from qms.rules.context import Context

Place = tuple[str, Location]
Faulty = Callable[[int], frozenset[Place]]
"""The places of the acts with which the settings of a number find fault."""


class Settled(NamedTuple):
    """The settings that ever held, in the order of history: the commits that brought them, their blobs, what they say;
    `order` gives the place of every commit, parents before children.
    """

    commits: Sequence[Commit]
    blobs: Sequence[str]
    settings: Sequence[Settings]
    order: Mapping[str, int]

    @classmethod
    def of(cls, workspace: Workspace, entered: Sequence[Entered], read: Mapping[str, Settings]) -> Settled:
        """Return them as history tells of them; `read` has what each blob says."""
        own = [item for item in entered if item.blob]
        order = {commit: place for place, commit in enumerate(workspace.git.commits())}
        blobs = [item.blob for item in own]
        return cls([item.commit for item in own], blobs, [read[blob] for blob in blobs], order)

    def found_by(self, act: Brought) -> int | None:
        """Return the number of the settings that the commit of an act found; None where history has none."""
        latest = self.order.get(act.commit, -1)
        known = (number for number, blob in enumerate(self.blobs) if blob == act.settings)
        return max((number for number in known if self.order[self.commits[number].id] <= latest), default=None)


def swayed(
    context: Context, doubted: Sequence[Act], brought: Mapping[str, Brought], settled: Settled
) -> Iterator[Swayed]:
    """Yield the acts of `doubted` with which today's settings find fault, those of their moment do not (`context`), and
    those before these do. `brought` tells by the hash of the line what the commit of an act found.
    """
    now = _faults(replace(context, matrices={}))
    excused = sorted(now - _faults(context))

    @cache
    def faulty(number: int) -> frozenset[Place]:
        return _faults(replace(context, matrices=dict.fromkeys(context.matrices, settled.settings[number])))

    acts = {act.location: act for act in doubted}
    decided = {act.code: act for act in doubted}
    for place in excused:  # of an act, else of its document
        act = acts.get(place[1]) or decided.get(place[0])
        then = brought.get(act.line_sha256) if act else None
        at = settled.found_by(then) if then else None
        if at is not None and place not in faulty(at):
            yield from _span(place, at, faulty, settled.commits)


def _span(place: Place, at: int, faulty: Faulty, commits: Sequence[Commit]) -> Iterator[Swayed]:
    """Look from the settings that held (`at`) back and forth for those that do not allow the act."""
    first = next((number for number in range(at, -1, -1) if place in faulty(number)), None)
    if first is None:  # it was always allowed until then
        return
    last = next((number for number in range(at + 1, len(commits)) if place in faulty(number)), None)
    yield Swayed(place[1], place[0], commits[first + 1], None if last is None else commits[last])


def _faults(context: Context) -> frozenset[Place]:
    return frozenset((found.subject, found.at) for module in BY_SETTINGS for found in module.check(context))
