"""Sharing: what was recorded here goes behind what others have shared, and is given to them, or nothing happens."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qms.actions.copies import batch
from qms.actions.copies.batch import Issued
from qms.actions.session import Session, settle
from qms.actions.sharing.recode import Recoded
from qms.actions.sharing.replay import Renumbered, Replay
from qms.adapters.git.network import Remote
from qms.errors import RepositoryError, UsageError
from qms.model.message import msg

_ATTEMPTS = 100


@dataclass(frozen=True, slots=True)
class Shared:
    """What one sharing has done: commits taken over and given, copies with new numbers, copies handed out late.

    `recoded` are the entries of registers that have another code now.
    """

    taken: int = 0
    given: int = 0
    renumbered: tuple[Renumbered, ...] = ()
    issued: tuple[Issued, ...] = ()
    recoded: tuple[Recoded, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a sharing would do: how many commits it would take over, and the subjects of those that it would give."""

    taken: int
    given: tuple[str, ...]


def place(session: Session) -> Remote | None:
    """Return the shared repository, None where this clone has none."""
    from qms.adapters.git import network as git_network

    return git_network.remote(session.workspace.git)


def sync(session: Session) -> Shared:
    """Take over what others have shared, give them what was recorded here; UsageError where nothing is shared."""
    with alone(session):
        where = _shared_place(session)
        settle(session)
        done = share(session, where)
        issued = batch.finish(session, session.workspace.committed())
    return Shared(done.taken, done.given, done.renumbered, issued, done.recoded)


def ahead(session: Session) -> Ahead:
    """Ask the shared repository and tell what `sync` would do now; nothing but that is done."""
    from qms.adapters.git import network as git_network
    from qms.adapters.git import replay as git_replay

    with alone(session):
        where = _shared_place(session)
        settle(session)
        git = session.workspace.git
        tip, head = git_network.fetch(git, where), git.head()
        if head is None or tip == head:
            return Ahead(0, ())
        base = git_replay.common(git, head, tip) if tip else None
        taken = git_replay.subjects(git, base, tip) if tip else ()
        return Ahead(len(taken), git_replay.subjects(git, base, head))


def _shared_place(session: Session) -> Remote:
    where = place(session)
    if where is None:
        raise UsageError(msg("This clone has no shared repository"), msg('Name one: "git remote add origin ADDRESS"'))
    return where


@contextmanager
def alone(session: Session) -> Iterator[None]:
    """Let one command of this clone at a time share: the others wait."""
    from qms.adapters.git import files as git_files
    from qms.adapters.git import journal as git_journal

    with git_files.locked(git_journal.file(session.workspace.git, "network.lock")):
        yield


def share(session: Session, where: Remote) -> Shared:
    """Bring this clone and the shared branch together: fetch, put the own commits behind, push, until it is done."""
    from qms.adapters.git import network as git_network
    from qms.adapters.git import replay as git_replay
    from qms.adapters.git.undo import advance

    git = session.workspace.git
    taken, moved, recoded = 0, list[Renumbered](), list[Recoded]()
    for attempt in range(_ATTEMPTS):
        tip, head = git_network.fetch(git, where), git.head()
        if head is None or tip == head:
            return Shared(taken, 0, tuple(moved), recoded=tuple(recoded))
        base = git_replay.common(git, head, tip) if tip else None
        own = git_replay.since(git, base, head) if base else ()
        if tip and base != tip:
            theirs = len(git.read("rev-list", f"{base}..{tip}").split())
            replay = Replay(session, batch.pending(git), tip)
            for commit in own:
                replay.take(commit)
            new = {item.replaced: item.pdf for item in replay.moved}
            batch.exchange(git, new, done=False)
            advance(git, head, replay.head, author=session.author, when=session.now)
            batch.exchange(git, new, done=True)
            taken, head = taken + theirs, replay.head
            moved, recoded = [*moved, *replay.moved], [*recoded, *replay.codes.done]
        if head == tip or git_network.push(git, where, head, tip):
            return Shared(taken, len(own), tuple(moved), recoded=tuple(recoded))
        time.sleep(random.uniform(0, 0.1) * min(attempt + 1, 10))  # noqa: S311 - spreads retries, keeps no secret
    raise RepositoryError(
        msg("Others share faster than this clone can"), msg('Nothing is lost: call "qms sync" a little later')
    )
