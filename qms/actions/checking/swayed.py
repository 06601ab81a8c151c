"""The acts that the settings allowed only for a while: changed, acted upon, changed back.

The settings are no signed file: whoever may commit may change the approval matrix in one commit, decide by it in the
next, and take the change back. Each act is judged by the matrix of its moment, so an auditor must see that this one
was another before and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from qms.actions.checking.doubtful import BY_SETTINGS
from qms.adapters.files.settings import read_settings
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.then import settled_by
from qms.adapters.past.whole import Entered
from qms.model.act import Act
from qms.model.change import Swayed
from qms.model.location import Location
from qms.model.settings import Settings
from qms.rules.context import Context

Place = tuple[str, Location]
Faulty = Callable[[int], frozenset[Place]]
"""The places of the acts with which the settings of a number find fault."""


def swayed(
    workspace: Workspace,
    context: Context,
    doubted: Sequence[Act],
    commits: Mapping[str, str],
    settled: Sequence[Entered],
) -> Iterator[Swayed]:
    """Yield the acts of `doubted` with which today's settings find fault, those of their moment do not (`context`), and
    those before these do. `commits` brought the acts, by the hash of the line; `settled` are all that set the settings.
    """
    now = _faults(replace(context, matrices={}))
    excused = sorted(now - _faults(context))
    if not excused:
        return
    versions = _versions(workspace, settled)
    numbers = {item.commit.id: number for number, (item, _settings) in enumerate(versions)}

    @cache
    def faulty(number: int) -> frozenset[Place]:
        return _faults(replace(context, matrices=dict.fromkeys(context.matrices, versions[number][1])))

    for place in excused:
        act = _act(place, doubted)
        at = (
            numbers.get(settled_by(workspace, commits[act.line_sha256])) if act and act.line_sha256 in commits else None
        )
        if at is not None and place not in faulty(at):
            yield from _span(place, at, faulty, [item for item, _settings in versions])


def _span(place: Place, at: int, faulty: Faulty, settled: Sequence[Entered]) -> Iterator[Swayed]:
    """Look from the settings that held (`at`) back and forth for those that do not allow the act."""
    first = next((number for number in range(at, -1, -1) if place in faulty(number)), None)
    if first is None:  # it was always allowed until then
        return
    last = next((number for number in range(at + 1, len(settled)) if place in faulty(number)), None)
    yield Swayed(place[1], place[0], settled[first + 1].commit, None if last is None else settled[last].commit)


def _faults(context: Context) -> frozenset[Place]:
    return frozenset((found.subject, found.at) for module in BY_SETTINGS for found in module.check(context))


def _versions(workspace: Workspace, settled: Sequence[Entered]) -> list[tuple[Entered, Settings]]:
    items = [item for item in settled if item.blob]
    data = dict(workspace.git.blobs(sorted({item.blob for item in items})))
    read = {blob: read_settings(text)[0] for blob, text in data.items()}
    return [(item, read[item.blob]) for item in items]


def _act(place: Place, doubted: Sequence[Act]) -> Act | None:
    """Return the act at a place, else the decision about its document."""
    code, at = place
    own = [act for act in doubted if act.location.path == at.path or act.code == code]
    return next((act for act in own if act.location == at), own[-1] if own else None)
