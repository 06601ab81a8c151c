"""Resolve a merge or rebase in which two branches acted on one document: own acts come after the shared ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.actions.session import Session
from qms.actions.trust.signing import Signer, signer_for
from qms.adapters.git.conflicts import Sides, conflicts, settle, shared_texts
from qms.adapters.git.store import recover
from qms.errors import RefusedError
from qms.ledger.join import Apart, apart, joined
from qms.ledger.signature import ACTS
from qms.model.message import msg

LEDGERS = "ledger/"


@dataclass(frozen=True, slots=True)
class Joined:
    """A ledger that was joined: its path, how many own acts were put after the shared ones, how many signed anew."""

    path: str
    acts: int
    signed: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """The ledgers that were joined, and the files in conflict that a person must settle."""

    ledgers: tuple[Joined, ...]
    others: tuple[str, ...]


def resolve(session: Session) -> Resolved:
    """Join every ledger that is in conflict; nothing is written where any of them cannot be joined."""
    git, prefix = session.workspace.git, session.workspace.prefix
    recover(git)
    found = conflicts(git)
    ledgers = {path: sides for path, sides in found.items() if _is_ledger(path, prefix)}
    parts = {path: _apart(path, sides, shared_texts(git, path)) for path, sides in ledgers.items()}
    signer = _signer(session, list(parts.values()))
    sign = _sign(signer)
    answers = {path: joined(part, session.moment, sign) for path, part in parts.items()}
    for path, data in answers.items():
        settle(git, path, data)
    done = (Joined(path, len(part.own), len(part.own) if part.signed else 0) for path, part in parts.items())
    return Resolved(tuple(done), tuple(path for path in found if path not in ledgers))


def joined_by_driver(session: Session, path: str, sides: Sides) -> bytes | None:
    """Return the two sides of a ledger joined, for git while it merges; None where a person is needed: to sign."""
    part = _apart(path, sides, shared_texts(session.workspace.git, path))
    return None if part.signed else joined(part, session.moment, None)


def _apart(path: str, sides: Sides, known: Sequence[bytes]) -> Apart:
    """Tell which side is shared: the one that a remote branch has, else the one that the other is put to."""
    ours, theirs = sides.ours or b"", sides.theirs or b""
    swap = _is_shared(theirs, known) and not _is_shared(ours, known)
    base = sides.base or b""
    part = apart(base, theirs, ours) if swap else apart(base, ours, theirs)
    if part is None or sides.ours is None or sides.theirs is None:
        raise RefusedError(
            msg('"{path}" was removed or damaged on one side', path=path),
            msg('Give the merge up with "git merge --abort" or "git rebase --abort" and look at "qms check"'),
        )
    if part.clash:
        raise RefusedError(
            msg("Copy {number} was given out on both sides: {path}", number=part.clash, path=path),
            msg('Give the merge up with "git merge --abort"; "qms sync" gives your copy a number of its own'),
        )
    return part


def _is_shared(side: bytes, known: Sequence[bytes]) -> bool:
    return any(text.startswith(side) for text in known)


def _signer(session: Session, parts: Sequence[Apart]) -> Signer | None:
    """Return who signs anew. Only the person who has signed may: a signature is never made for another."""
    people = {name for part in parts for name in part.signed}
    if not people:
        return None
    signer = signer_for(session, session.workspace.settings())
    others = sorted(people - {signer.person.id if signer else ""})
    if others:
        raise RefusedError(
            msg("These must sign their acts anew: {names}", names=", ".join(others)),
            msg('Each runs "git pull" and "qms resolve" in the clone in which the act was recorded'),
        )
    return signer


def _sign(signer: Signer | None) -> Callable[[bytes], str] | None:
    return (lambda line: signer.sign(line, ACTS)) if signer else None


def _is_ledger(path: str, prefix: str) -> bool:
    return path.startswith(f"{prefix}{LEDGERS}") and path.endswith(".jsonl")
