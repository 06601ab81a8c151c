"""What held when an act was recorded: the commit that brought its line, and the settings as they stood there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from qms.adapters.files.settings import read_settings
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.touched import Written
from qms.model.act import Act
from qms.model.settings import SETTINGS_FILE, Settings


def recorded(workspace: Workspace, ledgers: Sequence[Written], acts: Iterable[Act]) -> Mapping[str, str]:
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


def settings_then(workspace: Workspace, commits: Mapping[str, str]) -> Mapping[str, Settings]:
    """Return the settings of the repository as each of the commits found them, by the same keys.

    Whoever records an act changes not in the same commit who may do so (gittuf: the policy for a change is the one
    before it). The first commit of a repository, and of its settings, is judged by what it brings itself.
    """
    path, asked = workspace.in_git(SETTINGS_FILE), sorted(set(commits.values()))
    found = dict(zip(asked, workspace.git.resolved([f"{commit}^:{path}" for commit in asked]), strict=True))
    first = [commit for commit in asked if not found[commit]]
    blobs = {**found, **dict(zip(first, workspace.git.resolved([f"{commit}:{path}" for commit in first]), strict=True))}
    data = dict(workspace.git.blobs(sorted({blob for blob in blobs.values() if blob})))
    read = {blob: read_settings(text)[0] for blob, text in data.items()}
    return {key: read[blob] for key, commit in commits.items() if (blob := blobs[commit])}


def settled_by(workspace: Workspace, commit: str) -> str:
    """Return the last commit before `commit` that changed the settings; empty where there is none."""
    words = ("rev-list", "--max-count=1", commit, "--", workspace.in_git(SETTINGS_FILE))
    found = workspace.git.read(words[0], words[1], f"{commit}^", *words[3:]) if _has_parent(workspace, commit) else b""
    return found.decode("ascii").strip()


def _has_parent(workspace: Workspace, commit: str) -> bool:
    return workspace.git.resolve(f"{commit}^") is not None


def before(workspace: Workspace, commit: str) -> frozenset[str]:
    """Return a commit and all that come before it."""
    return frozenset(workspace.git.read("rev-list", commit).decode("ascii").split())
