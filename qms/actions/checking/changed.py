"""What a branch touches: the files that differ from where it left another branch, in commits and in the work tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qms.adapters.files.places import CARDS, TEXTS
from qms.adapters.files.sources import LINK, REGULAR, WorkTree
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import Entry, Git
from qms.adapters.git.journal import blob_id
from qms.errors import RepositoryError, UsageError
from qms.model.message import msg

MAIN = ("main", "master")


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from the commit `base` (the name of a branch, as a person writes it).

    `paths` are relative to the documents repository; `before` holds what the texts among them said in that commit.
    """

    base: str
    paths: frozenset[str]
    before: Mapping[str, bytes] = field(default_factory=dict)


def changed(workspace: Workspace, base: str = "") -> Changed:
    """Return what the branch touches since it left `base` (none: the upstream, else the main branch).

    Files are compared by their bytes, so that no filter of git runs. UsageError where there is no such revision.
    """
    git = workspace.git
    head = git.head()
    if head is None:
        raise RepositoryError(msg("There is no commit yet"), msg('Call the command without "--changed"'))
    name = base or _default(git)
    start = git.resolve(f"{name}^{{commit}}")
    if start is None:
        raise UsageError(
            msg('There is no revision "{revision}"', revision=base),
            msg('Name a branch, a tag or a commit after "--changed", and paths before it'),
        )
    before = git.tree(_merge_base(git, start, head, _short(name)), workspace.prefix.rstrip("/"))
    held = {path.removeprefix(workspace.prefix): entry for path, entry in before.items()}
    paths = frozenset(path for path in {*held, *workspace.present()} if _differs(workspace, path, held.get(path)))
    texts = {path: held[path].id for path in sorted(paths & held.keys()) if _is_text(path, held[path])}
    bytes_of = dict(git.blobs(dict.fromkeys(texts.values())))
    return Changed(_short(name), paths, {path: bytes_of[blob] for path, blob in texts.items()})


def _default(git: Git) -> str:
    """Return the ref to compare with: the upstream, unless it is only where this same branch is pushed to."""
    try:
        branch = git.branch()
    except RepositoryError:
        branch = ""  # a pipeline works on a commit, not on a branch
    short = branch.removeprefix("refs/heads/")
    upstream = git.read("for-each-ref", "--format=%(upstream)", branch).decode("utf-8", "surrogateescape").strip()
    own = upstream.endswith(f"/{short}") and short not in MAIN
    mains = (ref for name in MAIN for ref in (f"refs/remotes/origin/{name}", f"refs/heads/{name}"))
    candidates = ("" if own else upstream, "refs/remotes/origin/HEAD", *mains, upstream)
    return next((ref for ref in candidates if ref and git.resolve(f"{ref}^{{commit}}")), "HEAD")


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")


def _merge_base(git: Git, start: str, head: str, name: str) -> str:
    try:
        return git.read("merge-base", start, head).decode("ascii").strip()
    except RepositoryError as error:
        raise RepositoryError(
            msg('This branch and "{base}" have no commit in common here', base=name),
            msg('Fetch the whole history: "git fetch --unshallow"'),
        ) from error


def _differs(workspace: Workspace, path: str, before: Entry | None) -> bool:
    now = WorkTree(workspace.root).read(path)
    if not isinstance(now, bytes):  # gone, or a link, which is no document
        return before is not None and not (now and before.mode == LINK)
    return before is None or blob_id(now, before.id) != before.id


def _is_text(path: str, entry: Entry) -> bool:
    return entry.mode in REGULAR and path.casefold().endswith((*TEXTS, *CARDS))
