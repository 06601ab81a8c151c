"""What git history tells of ledgers and of the trust file, commit by commit, for `ledger.trail` to judge."""

from __future__ import annotations

from qms.adapters.workspace import Workspace
from qms.model.trust import TRUST_FILE


def first_trust(workspace: Workspace) -> bytes:
    """Return the first trust file that history has; nothing where it has none."""
    git, path = workspace.git, workspace.in_git(TRUST_FILE)
    if git.head() is None:
        return b""
    commits = git.read("rev-list", "--reverse", "--topo-order", "--full-history", "HEAD", "--", path).decode("ascii")
    for commit in commits.split():
        blob = git.resolve(f"{commit}:{path}")
        if blob:
            return next(data for _id, data in git.blobs([blob]))
    return b""
