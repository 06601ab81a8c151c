"""What git history tells of ledgers and of the trust file, commit by commit, for `ledger.trail` to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from qms.adapters.files.sources import WorkTree
from qms.adapters.files.together import read_all
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import RawCommit
from qms.model.snapshot import TRUST_FILE
from qms.model.trail import Growth, Link, Trail, TrustFiles
from qms.model.trust import SIGNATURES_FILE, SIGNERS_FILE

LEDGERS = "ledger/"
_TRUST = (TRUST_FILE, SIGNATURES_FILE, SIGNERS_FILE)


def read_trail(workspace: Workspace) -> Trail:
    """Read the trail of HEAD and of the work tree after it: one pass over the commits, one over the contents."""
    order = _Order(workspace)
    walk = _Walk(workspace.prefix, order)
    for commit in workspace.git.history():
        walk.commit(commit)
    head = workspace.git.head() or ""
    steps = [*walk.steps, _work_tree(workspace, head, walk)]
    contents = _Contents(workspace, {blob for step in steps for blob in step.blobs()} - {"", *walk.known})
    contents.known |= walk.known
    return Trail(tuple(_links(steps, contents, order.clock)), order.parents)


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


@dataclass(slots=True)
class _Step:
    """A commit of interest: its ledgers that changed and its trust files as blobs (empty: none), for each parent."""

    id: str
    when: str
    parents: tuple[str, ...]
    ledgers: dict[str, tuple[tuple[str, ...], str]]
    before: tuple[tuple[str, ...], ...]
    trust: tuple[str, ...]
    followed: int = 0

    def blobs(self) -> Iterator[str]:
        for before, after in self.ledgers.values():
            yield from (*before, after)
        for files in (*self.before, self.trust):
            yield from files


@dataclass(slots=True)
class _Walk:
    """Follows the state of every file of interest through the commits, also where branches meet.

    A state is kept only until the last child of its commit has been seen, and is changed in place for an only child.
    """

    prefix: str
    order: _Order
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    steps: list[_Step] = field(default_factory=list)
    known: dict[str, bytes] = field(default_factory=dict)

    def commit(self, raw: RawCommit) -> None:
        """Take in a commit: note what it changed, and the state that it leaves."""
        parents = [self.states.get(parent, {}) for parent in raw.parents]
        changes = {own: change.new or "" for change in raw.changes if (own := _own(change.path, self.prefix))}
        first = parents[0] if parents else {}
        touched = set(changes)
        for other in parents[1:]:
            touched |= {path for path in _differing(other, first) if changes.get(path) != other.get(path, "")}
            touched |= {path for path, blob in changes.items() if other.get(path, "") != blob}
        before = [({path: other.get(path, "") for path in touched}, _trust(other)) for other in parents]
        state = self.take(raw, first, changes)
        if touched:
            ledgers = {
                path: (tuple(had[path] for had, _files in before), state.get(path, ""))
                for path in sorted(touched)
                if path.startswith(LEDGERS)
            }
            files = tuple(files for _had, files in before)
            followed = self.order.followed(raw)
            self.steps.append(_Step(raw.id, raw.when, raw.parents, ledgers, files, _trust(state), followed))
        self.order.pass_on(raw, recorded=bool(touched))

    def take(self, raw: RawCommit, first: dict[str, str], changes: Mapping[str, str]) -> dict[str, str]:
        """Return the state after a commit, and forget those of parents that have no other child to come."""
        for parent in raw.parents:
            self.order.children[parent] -= 1
            if not self.order.children[parent]:
                self.states.pop(parent, None)
        shared = bool(raw.parents) and self.order.children[raw.parents[0]] > 0
        state = dict(first) if shared else first
        for path, blob in changes.items():
            if blob:
                state[path] = blob
            else:
                state.pop(path, None)
        self.states[raw.id] = state
        return state


def _own(path: str, prefix: str) -> str:
    """Return a path as the documents repository names it; empty for one that is of no interest here."""
    path = path.removeprefix(prefix) if path.startswith(prefix) else ""
    ledger = path.startswith(LEDGERS) and path.endswith(".jsonl")
    return path if ledger or path in _TRUST else ""


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    return {path for path, _blob in old.items() ^ new.items()}


def _trust(state: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(state.get(path, "") for path in _TRUST)


def _work_tree(workspace: Workspace, head: str, walk: _Walk) -> _Step:
    """Return the work tree as a last step; its contents are noted under names that no blob has, beside those of HEAD,
    of which every one is also that of an earlier step.
    """
    tree, state = WorkTree(workspace.root), walk.states.get(head, {})
    paths = {path for path in tree.files("ledger") if path.endswith(".jsonl")} | {*_TRUST} | state.keys()
    now: dict[str, str] = {}
    walk.known |= _Contents(workspace, {*state.values()}).known
    for path, data in zip(sorted(paths), read_all(tree, sorted(paths)), strict=True):
        if isinstance(data, bytes):
            same = path in state and walk.known[state[path]] == data
            now[path] = state[path] if same else f"disk {path}"
            if not same:
                walk.known[now[path]] = data
    parents = (head,) if head else ()
    before = [state, *(_state(workspace, commit) for commit in merged(workspace))]
    ledgers: dict[str, tuple[tuple[str, ...], str]] = {
        path: (tuple(had.get(path, "") for had in before), now.get(path, ""))
        for path in sorted(_differing(state, now))
        if path.startswith(LEDGERS)
    }
    return _Step("", "", parents, ledgers, tuple(map(_trust, before)) if head else (), _trust(now))


def merged(workspace: Workspace) -> tuple[str, ...]:
    """Return the commits that a merge brings which is not finished yet: the work tree comes after them too."""
    try:
        names = (workspace.git.git_dir / "MERGE_HEAD").read_text("ascii").split()
    except (OSError, ValueError):
        return ()
    return tuple(found for name in names if (found := workspace.git.resolve(f"{name}^{{commit}}")))


def _state(workspace: Workspace, commit: str) -> dict[str, str]:
    """Return the blobs of the ledgers and trust files of a commit, by path."""
    entries = workspace.git.tree(commit).items()
    return {own: entry.id for path, entry in entries if (own := _own(path, workspace.prefix))}


class _Contents:
    """The contents of blobs, read by one process."""

    def __init__(self, workspace: Workspace, blobs: Iterable[str]) -> None:
        self.known: dict[str, bytes] = dict(workspace.git.blobs(sorted(blobs)))

    def bytes(self, blob: str) -> bytes | None:
        """Return a content; None for a file that is not there."""
        return self.known[blob] if blob else None

    def files(self, blobs: tuple[str, ...]) -> TrustFiles:
        """Return the trust files of a state."""
        return TrustFiles(*(self.bytes(blob) for blob in blobs))


def _links(steps: Iterable[_Step], contents: _Contents, clock: Mapping[str, int]) -> Iterator[Link]:
    for step in steps:
        yield Link(
            commit=step.id,
            when=step.when,
            parents=step.parents,
            growth=tuple(
                Growth(path, tuple(contents.bytes(blob) or b"" for blob in before), contents.bytes(after))
                for path, (before, after) in step.ledgers.items()
            ),
            before=tuple(contents.files(files) for files in step.before),
            trust=contents.files(step.trust),
            committed=clock.get(step.id, 0),
            followed=step.followed,
        )


class _Order:
    """Of every commit of HEAD: its parents, how many children are still to come, the second at which it was made."""

    def __init__(self, workspace: Workspace) -> None:
        listing = b""
        if workspace.git.head() is not None:
            listing = workspace.git.read("rev-list", "--timestamp", "--parents", "HEAD")
        lines = [line.split(" ") for line in listing.decode("ascii").splitlines()]
        self.clock = {commit: int(seconds) for seconds, commit, *_parents in lines}
        self.parents = {commit: tuple(parents) for _seconds, commit, *parents in lines}
        self.children = Counter(parent for parents in self.parents.values() for parent in parents)
        self.acted: dict[str, int] = {}

    def followed(self, raw: RawCommit) -> int:
        """Return the latest second that a commit comes after: of its parents, and of the last ones that recorded acts.

        With these, a commit of another kind put between two acts hides no clock that was turned back.
        """
        return max((max(self.clock.get(item, 0), self.acted.get(item, 0)) for item in raw.parents), default=0)

    def pass_on(self, raw: RawCommit, *, recorded: bool) -> None:
        """Note when the last act before the children of a commit was recorded."""
        before = max((self.acted.get(parent, 0) for parent in raw.parents), default=0)
        self.acted[raw.id] = self.clock.get(raw.id, 0) if recorded else before


def signed_files(workspace: Workspace, commit: str) -> Mapping[str, bytes]:
    """Return the ledgers and the trust files of a commit, by path."""
    blobs = _state(workspace, commit)
    contents = dict(workspace.git.blobs(sorted(set(blobs.values()))))
    return {path: contents[blob] for path, blob in blobs.items()}
