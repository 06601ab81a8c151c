"""The ways of revisions that are judged by the approval matrix of today: those in force, coming, and in work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qms.ledger.progress import Progress, progress
from qms.model.act import Act
from qms.model.document import Document
from qms.model.settings import Settings

if TYPE_CHECKING:
    from qms.rules.context import Context


class Way(NamedTuple):
    """One revision of one document: how far it came, its acts, its decision (None: it is in work), and the settings
    that held then.
    """

    document: Document
    progress: Progress
    acts: tuple[Act, ...]
    decision: Act | None
    settings: Settings


def ways(context: Context) -> Iterator[Way]:
    """Yield the ways to judge; those decided before the day from which the matrix holds (`flow.since`) are left out."""
    for document in context.originals:
        if context.withdrawn(document.code) or not context.trusted(document.code):
            continue
        acts = context.snapshot.acts(document.code)
        for revision, sha256, decision in _revisions(context, document, acts):
            settings = context.settings_of(decision)
            row = settings.approval(document.type)
            if row and (decision is None or decision.at[:10] >= settings.flow.since):
                own = tuple(act for act in acts if act.revision == revision)
                yield Way(document, progress(acts, revision, sha256, row), own, decision, settings)


def _revisions(context: Context, document: Document, acts: tuple[Act, ...]) -> Iterator[tuple[int, str, Act | None]]:
    status = context.statuses.get(document.code)
    if status is None:  # a text that has no code
        return
    for act in (status.approval, status.pending):
        if act:
            yield act.revision, act.sha256, act
    revision = document.revision or 0
    if revision > max((act.revision for act in acts if act.decides), default=0):
        yield revision, document.sha256, None
