"""Since which revision each paragraph of a section stands, who wrote it, on what basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qms.actions.changes.history import past, rows
from qms.actions.session import Session
from qms.adapters.past.versions import body
from qms.errors import UsageError
from qms.history.blame import Traced, trace
from qms.history.sheet import steps
from qms.model.change import ChangeKind, ChangeRow
from qms.model.message import msg
from qms.model.redline import Passage

ACTED = frozenset({ChangeKind.REVIEW, ChangeKind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Stand:
    """A passage, and the row of the change sheet since which it stands as it is."""

    passage: Passage
    row: ChangeRow


@dataclass(frozen=True, slots=True)
class Blame:
    """One section of the newest revision, passage by passage; `section` is its number or title."""

    code: str
    section: str
    stands: tuple[Stand, ...]


def blame(session: Session, typed: str, wanted: str) -> tuple[Blame, ...]:
    """Return the sections of the newest revision that `wanted` names by number (with those below) or by title.

    UsageError where there is none.
    """
    whole = past(session, typed)
    revisions = steps(whole.versions, whole.acts)
    known = {row.revision: row for row in rows(session, whole.snapshot, whole.versions, whole.acts) if _is_text(row)}
    texts = body(session.workspace, whole.snapshot.settings, [step.final.blob for step in revisions])
    traced = trace(texts[step.final.blob] for step in revisions)
    chosen = _chosen(traced, wanted)
    if not chosen:
        raise UsageError(
            msg('"{code}" has no section "{section}"', code=whole.found.code, section=wanted),
            msg("Known are: {names}", names=", ".join(item.section.name for item in traced) or "–"),
        )
    since = [known[step.revision] for step in revisions]
    return tuple(
        Blame(
            whole.found.code,
            item.section.name,
            tuple(Stand(origin.passage, since[origin.since]) for origin in item.origins),
        )
        for item in chosen
    )


def _is_text(row: ChangeRow) -> bool:
    return row.kind not in ACTED


def _chosen(traced: Sequence[Traced], wanted: str) -> tuple[Traced, ...]:
    number = wanted.strip().removeprefix("§").strip(" .").casefold()
    exact = tuple(
        item for item in traced if item.section.number == number or item.section.number.startswith(f"{number}.")
    )
    if exact and number:
        return exact
    return tuple(item for item in traced if number and number in item.section.title.casefold())
