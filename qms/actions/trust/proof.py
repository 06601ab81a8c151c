"""What the trail of a repository proves: read, its signatures verified, judged."""

from __future__ import annotations

from qms.adapters.files.sources import WorkTree
from qms.adapters.files.workspace import Workspace
from qms.ledger.trail import Judgement, claims, judge
from qms.model.snapshot import TRUST_FILE, Snapshot
from qms.model.trail import Trail


def has_trust(workspace: Workspace) -> bool:
    """Tell whether a trust file lies on disk: history may not have it yet."""
    return WorkTree(workspace.root).read(TRUST_FILE) is not None


def judged(trail: Trail, snapshot: Snapshot, *, remember: bool = True) -> Judgement:
    """Verify every signature of a trail and judge it.

    SigningError where OpenSSH is not installed: what cannot be verified is never taken for good.
    """
    from qms.adapters.seals.signatures import valid

    good = valid(claims(trail), remember=remember)
    return judge(trail, _levels(snapshot), good.__contains__)


def signs(trail: Trail) -> bool:
    """Tell whether any commit, or the work tree, has a trust file."""
    return any(files.trust is not None for link in trail.links for files in (*link.before, link.trust))


def _levels(snapshot: Snapshot) -> dict[str, str]:
    return {code: document.level for code, document in snapshot.documents.items()}
