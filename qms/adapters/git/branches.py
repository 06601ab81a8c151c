"""What other branches known here give codes to: two branches must not give one number to two documents."""

from __future__ import annotations

from collections.abc import Iterator

from qms.adapters.files.documents import read_document
from qms.adapters.files.places import owns
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.streams import as_path
from qms.errors import RepositoryError
from qms.model.change import Elsewhere
from qms.model.settings import Settings

NEWEST = 50
"""How many branches are looked at, those that were last worked on."""


def elsewhere(workspace: Workspace, settings: Settings) -> tuple[Elsewhere, ...]:
    """Return the documents that branches which are not part of this one have added since they left it."""
    git = workspace.git
    head = git.head()
    if head is None:
        return ()
    listing = git.read(
        *("for-each-ref", f"--no-merged={head}", "--sort=-committerdate", f"--count={NEWEST}"),
        *("--format=%(objectname) %(refname)", "refs/heads", "refs/remotes"),
    )
    tips: dict[str, str] = {}
    for line in as_path(listing).splitlines():
        tip, _, name = line.partition(" ")
        tips.setdefault(tip, name.removeprefix("refs/heads/").removeprefix("refs/remotes/"))
    added = {(blob, path): branch for tip, branch in tips.items() for blob, path in _added(workspace, settings, tip)}
    texts = zip(added.items(), git.blobs(blob for blob, _path in added), strict=True)
    return tuple(_elsewhere(data, path, branch, settings) for ((_blob, path), branch), (_id, data) in texts)


def _added(workspace: Workspace, settings: Settings, tip: str) -> Iterator[tuple[str, str]]:
    """Yield blob and path of every document that a branch has added since it left this one."""
    try:
        base = workspace.git.read("merge-base", "HEAD", tip).decode("ascii").strip()
    except RepositoryError:  # a branch with a beginning of its own
        return
    words = workspace.git.read("diff-tree", "-r", "-z", "--no-renames", "--diff-filter=A", "--no-abbrev", base, tip)
    facts = words.split(b"\0")
    for fact, name in zip(facts[::2], facts[1::2], strict=False):
        path = as_path(name)
        own = path.removeprefix(workspace.prefix)
        if path.startswith(workspace.prefix) and owns(settings.keys, own) and fact.split()[1] != b"160000":
            yield fact.split()[3].decode("ascii"), own


def _elsewhere(data: bytes, path: str, branch: str, settings: Settings) -> Elsewhere:
    document = read_document(data, path, settings)
    return Elsewhere("" if document.translation else document.code, branch, document.sha256, document.title)
