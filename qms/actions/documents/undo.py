"""Take back the last commit of this clone that nobody else can have: the one way in which an act disappears again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qms.actions.session import Session, settle
from qms.actions.trust import remembered
from qms.errors import RefusedError
from qms.model.act import Act, Deed
from qms.model.message import msg


@dataclass(frozen=True, slots=True)
class Undone:
    """What is taken back: the commit, the one before it, its subject, the acts in it; and the files that stay."""

    commit: str
    parent: str
    subject: str
    acts: tuple[Act, ...]
    kept: tuple[str, ...]


def last(session: Session) -> Undone:
    """Return what `undo` would take back.

    Refuses a commit that was shared, a merge, the first commit, and the issue of a copy: its paper may be in somebody's
    hands.
    """
    from qms.adapters.git.undo import changed_paths, is_shared, parents

    settle(session)
    git = session.workspace.git
    head = git.head()
    before = parents(git, head) if head else ()
    if head is None or len(before) != 1:
        raise RefusedError(
            msg("There is nothing to take back: the last commit is the first one, or joins two branches"),
            msg("What is recorded is corrected by a further act"),
        )
    if is_shared(git, head):
        raise RefusedError(
            msg("The last commit is shared already"),
            msg('What others have is never removed: record a further act, for example "qms amend"'),
        )
    found = changed_paths(git, before[0], head)
    acts = tuple(_acts(session, {path: pair for path, pair in found.items() if _is_ledger(session, path)}))
    _check(acts)
    message = git.read("cat-file", "commit", head).partition(b"\n\n")[2].decode("utf-8", "replace")
    subject = message.strip().partition("\n")[0]
    kept = tuple(path for path in found if not _is_ledger(session, path))
    return Undone(head, before[0], subject, acts, kept)


def undo(session: Session, wanted: Undone) -> None:
    """Take the commit back: its ledgers become as they were, every other file stays as it lies on disk."""
    from qms.adapters.git.undo import take_back

    def restored(path: str) -> bool:
        return _is_ledger(session, path)

    remembered.forget(session, wanted.commit, wanted.parent)
    take_back(session.workspace.git, wanted.commit, restored=restored, author=session.author, when=session.now)


def _check(acts: tuple[Act, ...]) -> None:
    issued = next((act for act in acts if act.deed is Deed.ISSUE), None)
    if issued:
        raise RefusedError(
            msg('Copy {number} of "{code}" was issued: its paper may be out', number=issued.number, code=issued.code),
            msg('Collect it, then "qms destroy {code} --copy {number}"', code=issued.code, number=issued.number),
        )


def _is_ledger(session: Session, path: str) -> bool:
    own = path.removeprefix(session.workspace.prefix)
    return own.startswith("ledger/") and own.endswith(".jsonl")


def _acts(session: Session, found: dict[str, tuple[object, object]]) -> Iterator[Act]:
    """Yield the acts that a commit added."""
    snapshots = (session.workspace.committed("HEAD^"), session.workspace.committed("HEAD"))
    before, after = (snapshot.ledgers for snapshot in snapshots)
    for code, ledger in after.items():
        if session.workspace.in_git(ledger.path) in found:
            known = len(before[code].acts) if code in before else 0
            yield from ledger.acts[known:]
