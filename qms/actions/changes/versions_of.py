"""The versions of a few documents: as the last check knows them, with later commits; else from the whole history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qms.actions.checking import around
from qms.actions.checking.kept import State, mark
from qms.adapters.files.places import owns
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange, RawCommit
from qms.adapters.past.identities import identified
from qms.adapters.past.identity import Identity
from qms.adapters.past.versions import continued, versions
from qms.errors import RepositoryError
from qms.model.change import Version
from qms.model.settings import Settings

MOST = 500
"""So many changed texts at most: beyond that the whole history is as quick."""
Versions = Mapping[str, tuple[Version, ...]]


def versions_of(
    workspace: Workspace, settings: Settings, codes: Iterable[str], aliases: Mapping[str, str] | None = None
) -> Versions:
    """Return what `versions` returns for some codes.

    The last check has left the versions of each document. They hold in the same clone under the same settings; later
    commits count where they are one line, and have only edited texts of these documents in their places.
    """
    wanted, other = frozenset(codes), aliases or {}
    try:
        found = _known(workspace, settings, wanted) if wanted.isdisjoint({*other, *other.values()}) else None
    except (OSError, RepositoryError):
        found = None
    return versions(workspace, settings, wanted, aliases) if found is None else found


def _known(workspace: Workspace, settings: Settings, wanted: frozenset[str]) -> Versions | None:
    """Return what follows from the last check; None where it does not follow."""
    state = State.known(workspace.cache) if workspace.cache.git_dir else None
    if state is None or state.settings != mark(settings):
        return None
    clone = around.again(workspace.git, state.around)
    known = {code: versions for code, (_paths, versions) in state.history(wanted).items()}
    if clone.trouble != state.around.trouble or known.keys() != wanted:
        return None
    commits = around.since(workspace.git, state.commit, around.head(workspace.git, clone.refs))
    found = None if commits is None else _continued(workspace, settings, commits, known)
    return None if found is None else {code: found[code] for code in wanted if found[code]}


def _continued(
    workspace: Workspace, settings: Settings, commits: Sequence[RawCommit], known: Versions
) -> Versions | None:
    own = [commit._replace(changes=_texts(workspace, settings, commit)) for commit in commits]
    changes = [change for commit in own for change in commit.changes]
    if len(changes) > MOST or not all(change.new for change in changes):
        return None
    read = identified(workspace, settings, changes)
    if not all(_in_its_place(change, read, known) for change in changes):
        return None
    return continued(workspace, settings, own, read, known)


def _texts(workspace: Workspace, settings: Settings, commit: RawCommit) -> tuple[PathChange, ...]:
    """Return what a commit has changed in documents."""
    prefix = workspace.prefix
    inside = (change for change in commit.changes if change.path.startswith(prefix))
    return tuple(change for change in inside if owns(settings.keys, change.path.removeprefix(prefix)))


def _in_its_place(change: PathChange, read: Mapping[tuple[str, str], Identity], known: Versions) -> bool:
    """Tell whether a change only edits a text of these documents where it lies, or has nothing to do with them."""
    before, after = (read[blob, change.path] if blob else None for blob in (change.old, change.new))
    if before and after and (before.code, before.translation) == (after.code, after.translation):
        return True
    return known.keys().isdisjoint(text.code for text in (before, after) if text)
