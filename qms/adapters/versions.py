"""From the whole history of a repository to the versions of each document, by code: one stream of commits, one of texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qms.adapters.documents import read_document
from qms.adapters.git import RawCommit
from qms.adapters.sources import WorkTree
from qms.adapters.workspace import Workspace, is_document
from qms.ledger.lines import first_difference
from qms.model.change import Commit, Rewriting, Version
from qms.model.document import Document
from qms.model.settings import Settings

LEDGERS = "ledger"
_TRAILER = re.compile(r"(Qms-[A-Za-z-]+):[ \t]*(.*\S)[ \t]*\Z")


def versions(workspace: Workspace, settings: Settings, codes: Iterable[str] = ()) -> Mapping[str, tuple[Version, ...]]:
    """Return the versions of each document, oldest first; only of `codes` where some are given.

    Identity is the code in the text, never the path: a file that moves or is renamed stays the same document, and a removal
    in the same commit as a new place of the same code is no removal.
    """
    wanted = frozenset(codes)
    found = _versions(workspace, settings, _relevant(workspace, settings))
    return {code: versions for code, versions in found.items() if not wanted or code in wanted}


@dataclass(frozen=True, slots=True)
class Past:
    """What the history of a repository tells: the versions of each document, the ledgers that were rewritten."""

    versions: Mapping[str, tuple[Version, ...]]
    rewritings: tuple[Rewriting, ...]


def past(workspace: Workspace, settings: Settings) -> Past:
    """Read the whole history once: the versions of all documents, and whether every ledger has only grown."""
    commits = _relevant(workspace, settings, LEDGERS)
    ledgers = f"{workspace.prefix}{LEDGERS}/"
    texts = [_only(commit, ledgers, keep=False) for commit in commits]
    acts = [_only(commit, ledgers, keep=True) for commit in commits]
    return Past(
        versions=_versions(workspace, settings, [commit for commit in texts if commit.changes]),
        rewritings=tuple(_rewritings(workspace, [commit for commit in acts if commit.changes])),
    )


def _only(commit: RawCommit, folder: str, *, keep: bool) -> RawCommit:
    """Return a commit with the changes below a folder, or with all others."""
    return replace(commit, changes=tuple(c for c in commit.changes if c.path.startswith(folder) is keep))


def _rewritings(workspace: Workspace, commits: Iterable[RawCommit]) -> Iterator[Rewriting]:
    """Compare every ledger as any commit left it with the work tree: it must still stand there, with or without more."""
    ever: dict[tuple[str, str], RawCommit] = {}
    for commit in commits:
        for change in commit.changes:
            own = change.path.removeprefix(workspace.prefix)
            if change.new:
                ever.setdefault((change.new, own), commit)
            else:
                yield Rewriting(own, describe(commit), 0)
    now = {path: _bytes(workspace, path) for _blob, path in ever}
    for (_blob, data), ((_id, path), commit) in zip(workspace.git.blobs(blob for blob, _ in ever), ever.items(), strict=True):
        line = first_difference(data, now[path])
        if line:
            yield Rewriting(path, describe(commit), line)


def _bytes(workspace: Workspace, path: str) -> bytes:
    found = WorkTree(workspace.root).read(path)
    return found if isinstance(found, bytes) else b""


def _versions(
    workspace: Workspace, settings: Settings, commits: Iterable[RawCommit]
) -> Mapping[str, tuple[Version, ...]]:
    blobs = {change.new: change.path for commit in commits for change in commit.changes if change.new}
    read = {
        blob: read_document(data, blobs[blob].removeprefix(workspace.prefix), settings)
        for blob, data in workspace.git.blobs(blobs)
    }
    history = _History(read, workspace.prefix)
    for commit in commits:
        history.add(commit)
    return {code: tuple(found) for code, found in history.found.items()}


def body(workspace: Workspace, settings: Settings, blobs: Iterable[str]) -> Mapping[str, str]:
    """Return the text of each blob without its front matter."""
    return {
        blob: read_document(data, "documents/text.md", settings).body for blob, data in workspace.git.blobs(tuple(blobs))
    }


def _relevant(workspace: Workspace, settings: Settings, *also: str) -> list[RawCommit]:
    """Return the commits that touched documents, or ledgers below the folder `also`, with these changes only."""
    folders = tuple(f"{workspace.prefix}{folder}/" for folder in settings.keys.documents)
    ledgers = tuple(f"{workspace.prefix}{folder}/" for folder in also)
    found = []
    for commit in workspace.git.history():
        changes = tuple(
            item
            for item in commit.changes
            if (item.path.startswith(folders) and is_document(item.path))
            or (item.path.startswith(ledgers) and item.path.endswith(".jsonl"))
        )
        if changes:
            found.append(replace(commit, changes=changes))
    return found


class _History:
    """Collects versions commit by commit, and knows which code each path has held."""

    def __init__(self, read: Mapping[str, Document], prefix: str) -> None:
        self.read = read
        self.prefix = prefix
        self.found: dict[str, list[Version]] = {}
        self.held: dict[str, str] = {}

    def add(self, raw: RawCommit) -> None:
        """Take in one commit: first what it wrote, then what it removed."""
        commit = describe(raw)
        written: set[str] = set()
        for change in raw.changes:
            document = self.read.get(change.new or "")
            if document and document.code and not document.translation:
                written.add(document.code)
                self.version(commit, document, change.path, change.new or "")
        for change in raw.changes:
            code = self.held.get(change.path, "")
            if not change.new and code and code not in written:
                self.found[code].append(Version(commit, change.path.removeprefix(self.prefix), "", "", None))
            if not change.new:
                self.held.pop(change.path, None)

    def version(self, commit: Commit, document: Document, path: str, blob: str) -> None:
        """Add the text that a commit wrote."""
        self.held[path] = document.code
        own = path.removeprefix(self.prefix)
        found = self.found.setdefault(document.code, [])
        if not found or found[-1].blob != blob:
            found.append(Version(commit, own, blob, document.sha256, document.revision))


def describe(raw: RawCommit) -> Commit:
    """Return what the sheet needs of a commit: author, moment, subject, `Qms-…` trailers."""
    lines = raw.message.strip().splitlines()
    trailers = dict((found[1], found[2]) for line in lines if (found := _TRAILER.match(line.strip())))
    subject = lines[0].strip() if lines else ""
    return Commit(raw.id, raw.author, raw.email, raw.when, subject, trailers)
