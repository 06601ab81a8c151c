"""What this computer remembers of a repository, compared with what it is today: the anchor and the pinned root.

Whoever may rewrite a repository can give every newcomer a whole one without the end, without its tags, or another one
altogether. Only memory outside of it can tell (The Update Framework: rollback attacks).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from qms.actions.session import Session
from qms.actions.session import head as head_of
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import Git
from qms.adapters.kept import pins
from qms.adapters.past.trail import first_trust, signed_files
from qms.errors import RefusedError, RepositoryError, UsageError
from qms.model.anchor import Acceptance, Anchor
from qms.model.message import msg
from qms.model.snapshot import TRUST_FILE
from qms.model.trail import Fault, FaultKind, Trail

TAGS, REMOTES = "refs/tags/", "refs/remotes/"
NAMED = 16
"""How many letters of an exported anchor name the commit; the others are its hash."""


def faults(workspace: Workspace, trail: Trail, *, signing: bool) -> Iterator[Fault]:
    """Yield what differs from what was remembered."""
    yield from _root(workspace, signing=signing)
    anchor = pins.anchor(workspace.git)
    if anchor is None:
        return
    branch = branch_of(workspace.git)
    head = anchor.branches.get(branch, "")
    if head and head not in trail.parents:
        values = {"branch": branch.removeprefix("refs/heads/"), "at": anchor.at[:10]}
        yield Fault(FaultKind.HEAD_GONE, head, ".git/HEAD", values=values)
    now = _tags(workspace.git)
    for name, target in sorted(anchor.tags.items()):
        if now.get(name) != target:
            kind = FaultKind.TAG_MOVED if name in now else FaultKind.TAG_GONE
            yield Fault(kind, target, f".git/{TAGS}{name}", values={"tag": name})


def _root(workspace: Workspace, *, signing: bool) -> Iterator[Fault]:
    pinned = pins.pinned(workspace.git)
    data = first_trust(workspace)
    if pinned and (not data or hashlib.sha256(data).hexdigest() != pinned):
        yield Fault(FaultKind.ROOT_ANOTHER, "", TRUST_FILE)
    elif signing and not pinned:
        yield Fault(FaultKind.ROOT_UNPINNED, "", TRUST_FILE)


def seen(session: Session) -> None:
    """Remember what the repository is now. Called only after everything was found in order.

    Of a clone that shares with others only what is shared is remembered: the rest may still be taken back or rebased.
    """
    git = session.workspace.git
    old, branch = pins.anchor(git) or Anchor(), branch_of(git)
    settled = _settled(git, branch) if branch else ""
    if settled:
        branches, tags = {**old.branches, branch: settled}, {**old.tags, **_tags(git)}
        pins.remember(git, replace(old, branches=branches, tags=tags, at=session.moment))


def forget(session: Session, commit: str, before: str) -> None:
    """Remember `before` in place of a commit that the person takes back, and nobody else had.

    Called before the branch moves: an anchor that is one commit behind is true of both states.
    """
    git = session.workspace.git
    old = pins.anchor(git)
    if old and commit in old.branches.values():
        branches = {name: before if seen == commit else seen for name, seen in old.branches.items()}
        pins.remember(git, replace(old, branches=branches))


def _settled(git: Git, branch: str) -> str:
    """Return the newest commit of HEAD that others have too; HEAD itself where nothing is shared with anybody."""
    refs = git.refs()
    if not any(name.startswith(REMOTES) for name in refs):
        return git.head() or ""
    name = branch.removeprefix("refs/heads/")
    twins = [ref for ref in refs if ref.startswith(REMOTES) and ref.removeprefix(REMOTES).partition("/")[2] == name]
    try:
        return git.read("merge-base", "HEAD", twins[0]).decode("ascii").strip() if twins else ""
    except RepositoryError:  # the two have no commit in common
        return ""


def export(session: Session) -> str:
    """Return 64 letters that stand for the history as it is now, for a paper journal or another computer.

    The first 16 name the commit, the others are of the SHA-256 over the commit, the ledgers and the trust files.
    """
    return _digest(session.workspace, head_of(session))


def accept_exported(session: Session, text: str, trail: Trail) -> str:
    """Remember a state that was noted elsewhere, after having found it in the history of HEAD; return its commit."""
    wanted = "".join(text.split()).lower()
    if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):
        raise UsageError(
            msg('"{text}" is no anchor: it has 64 digits and letters a to f', text=text),
            msg('"qms anchor export" prints one; put it in quotation marks where it has blanks'),
        )
    git, branch = session.workspace.git, branch_of(session.workspace.git)
    commit = git.resolve(f"{wanted[:NAMED]}^{{commit}}") or ""
    if commit not in trail.parents or _digest(session.workspace, commit) != wanted:
        raise RefusedError(
            msg("The history of this clone does not hold the state that was noted"),
            msg("Fetch everything; if it stays so, history was rewritten: ask who keeps the repository"),
        )
    old = pins.anchor(git) or Anchor()
    known = old.branches.get(branch, "")
    if branch and known not in trail.reach(commit) | {""}:
        return commit
    if branch:
        pins.remember(git, replace(old, branches={**old.branches, branch: commit}, at=session.moment))
    return commit


def accept(session: Session, reason: str) -> Acceptance:
    """Take the repository as it is now for the right one, and keep who lost what and why."""
    git = session.workspace.git
    old, branch, head = pins.anchor(git) or Anchor(), git.branch(), head_of(session)
    entry = Acceptance(session.moment, reason, old.branches.get(branch, ""), head)
    branches = {**old.branches, branch: head}
    pins.remember(git, Anchor(branches, _tags(git), session.moment, (*old.log, entry)))
    return entry


def branch_of(git: Git) -> str:
    """Return the branch of HEAD; empty where it is on none."""
    try:
        return git.branch()
    except RepositoryError:
        return ""


def _tags(git: Git) -> dict[str, str]:
    return {name.removeprefix(TAGS): target for name, target in git.refs().items() if name.startswith(TAGS)}


def _digest(workspace: Workspace, commit: str) -> str:
    found = hashlib.sha256(b"qms-anchor-v1\0" + workspace.git.read("cat-file", "commit", commit))
    for path, data in sorted(signed_files(workspace, commit).items()):
        found.update(b"\0" + path.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(data).digest())
    return commit[:NAMED] + found.hexdigest()[: 64 - NAMED]
