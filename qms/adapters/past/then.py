"""What held when an act was recorded: the commit that brought its line, and the settings as they stood there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from qms.adapters.files.settings import read_settings
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.touched import Written
from qms.model.act import Act
from qms.model.settings import SETTINGS_FILE, Settings


def recorded(workspace: Workspace, ledgers: Iterable[Written], acts: Iterable[Act]) -> Mapping[str, str]:
    """Return the first commit that holds the line of each act, by the hash of the line; none has a line on disk only.

    `ledgers` are what commits wrote into ledgers, parents before children.
    """
    wanted: dict[str, set[str]] = {}
    for act in acts:
        wanted.setdefault(workspace.in_git(act.location.path), set()).add(act.line_sha256)
    steps = [step for step in ledgers if step.blob and step.path in wanted]
    texts = dict(workspace.git.blobs(sorted({step.blob for step in steps})))
    lines = {blob: {hashlib.sha256(line).hexdigest() for line in data.splitlines()} for blob, data in texts.items()}
    found: dict[str, str] = {}
    for commit, path, blob in steps:
        for line in wanted[path] & lines[blob]:
            found.setdefault(line, commit)
    return found


class Brought(NamedTuple):
    """The commit that brought an act, and the blob of the settings that it found; empty where there were none."""

    commit: str
    settings: str


def brought(workspace: Workspace, commits: Mapping[str, str]) -> Mapping[str, Brought]:
    """Return what each of the commits found, by the same keys.

    Whoever records an act changes not in the same commit who may do so (gittuf: the policy for a change is the one
    before it). The first commit of a repository, and of its settings, is judged by what it brings itself.
    """
    path, asked = workspace.in_git(SETTINGS_FILE), sorted(set(commits.values()))
    found = dict(zip(asked, workspace.git.resolved([f"{commit}^:{path}" for commit in asked]), strict=True))
    first = [commit for commit in asked if not found[commit]]
    blobs = {**found, **dict(zip(first, workspace.git.resolved([f"{commit}:{path}" for commit in first]), strict=True))}
    return {key: Brought(commit, blobs[commit] or "") for key, commit in commits.items()}


def settings_of(workspace: Workspace, blobs: Iterable[str]) -> Mapping[str, Settings]:
    """Return the settings that each blob holds; of an empty one none."""
    texts = workspace.git.blobs(sorted({blob for blob in blobs if blob}))
    return {blob: read_settings(data)[0] for blob, data in texts}


def before(workspace: Workspace, commits: Mapping[str, str], among: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return by the same keys which of some commits of HEAD are each of the commits, or come before it.

    The whole history is walked once, however many there are: from every commit its number goes on to its parents.
    """
    listing = workspace.git.read("rev-list", "--topo-order", "--parents", "HEAD") if commits else b""
    numbers = {key: 1 << at for at, key in enumerate(commits)}
    reached: dict[str, int] = {}
    for key, commit in commits.items():
        reached[commit] = reached.get(commit, 0) | numbers[key]
    found: dict[str, int] = {}
    for line in listing.decode("ascii").splitlines():
        commit, *parents = line.split()
        numbered = reached.pop(commit, 0)
        if numbered and commit in among:
            found[commit] = numbered
        for parent in parents if numbered else ():
            reached[parent] = reached.get(parent, 0) | numbered
    return {key: frozenset(commit for commit in found if found[commit] & numbers[key]) for key in commits}
