"""The change-registration sheet: from the versions of a document and its acts to the rows of the sheet.

The manual requires that the sheet registers changes and additions and evidences each periodic review (its
introduction; ISO 9001:2015, 7.5.2, 7.5.3.2 c).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from qms.history.pairing import compare
from qms.model.act import DECIDING_DEEDS, Act, Deed
from qms.model.change import ChangeKind, ChangeRow, Sections, Version
from qms.model.document import read_revision

CHANGE, BASIS, KIND, DOCUMENT = "Qms-Change", "Qms-Basis", "Qms-Kind", "Qms-Document"
NUMBER, DATE, NOTICE, INCOMING = "Qms-Number", "Qms-Date", "Qms-Act", "Qms-Incoming"
_CHANGES = frozenset({ChangeKind.CHANGE, ChangeKind.ADDITION})
WEIGHT, EDITORIAL = "Qms-Weight", "editorial"
_SHOWN = DECIDING_DEEDS | {Deed.REVIEW, Deed.WITHDRAW}


class Step(NamedTuple):
    """The versions that belong to one revision, oldest first; the last one holds its final text."""

    revision: int
    versions: tuple[Version, ...]

    @property
    def final(self) -> Version:
        """The version with the text of the revision."""
        return self.versions[-1]


def steps(versions: Sequence[Version], acts: Sequence[Act]) -> tuple[Step, ...]:
    """Group the versions of a document by revision.

    The text of an approved revision is the first with the hash that the approval carries; of any other, the last with
    its number before a higher one came: a branch or a revert may bring back a lower number. Commits between two such
    texts belong to the later one. Without revision numbers every version is a step, numbered by `Qms-Number` or on
    from the one before.
    """
    present = [version for version in versions if version.blob]
    if all(version.revision is None for version in present):
        return tuple(_every(present))
    present = [item for item, before in zip(present, (None, *present), strict=False) if not _same_text(item, before)]
    found: list[Step] = []
    start = 0
    for revision, index in sorted(_finals(present, acts).items()):
        own = present[start : index + 1] or [present[index]]
        found.append(Step(revision, tuple(own)))
        start = max(start, index + 1)
    return tuple(found)


def _every(versions: Sequence[Version]) -> Iterator[Step]:
    number = 0
    for version in versions:
        number = read_revision(version.commit.trailers.get(NUMBER, "")) or number + 1
        yield Step(number, (version,))


def _same_text(version: Version, before: Version | None) -> bool:
    """A file that was removed and came back as it was is no change."""
    return before is not None and version.blob == before.blob


def _finals(versions: Sequence[Version], acts: Sequence[Act]) -> dict[int, int]:
    """Return the place of the text of every revision."""
    approved = {act.revision: act.sha256 for act in acts if act.decides}
    found: dict[int, int] = {}
    settled: set[int] = set()
    highest = 0
    for index, version in enumerate(versions):
        revision = version.revision or 0
        if revision and revision not in settled:
            if version.sha256 == approved.get(revision):
                settled.add(revision)
            if revision in settled or revision not in found or revision >= highest:
                found[revision] = index
        highest = max(highest, revision)
    return found


def sheet(versions: Sequence[Version], acts: Sequence[Act], texts: Mapping[str, str]) -> tuple[ChangeRow, ...]:
    """Return the rows of the sheet in their order; `texts` gives the body of each version by its blob.

    Rows of revisions stand where the ledger first acts on them, reviews and withdrawal between them; revisions that are
    not yet approved come last.
    """
    rows = list(_rows(list(steps(versions, acts)), acts, texts))
    changes = accumulate(row.kind in _CHANGES for row in rows)
    return tuple(
        row._replace(number=number, change_number=change if row.kind in _CHANGES else 0)
        for number, (row, change) in enumerate(zip(rows, changes, strict=True), 1)
    )


def needed(versions: Sequence[Version], acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the blobs whose texts `sheet` compares."""
    return tuple(dict.fromkeys(step.final.blob for step in steps(versions, acts)))


def _rows(todo: list[Step], acts: Sequence[Act], texts: Mapping[str, str]) -> Iterator[ChangeRow]:
    before: Step | None = None
    for act in acts:
        if act.deed not in _SHOWN:
            continue
        while todo and todo[0].revision <= act.revision:
            yield _revision_row(todo[0], before, _approval(acts, todo[0].revision), texts)
            before = todo.pop(0)
        if not act.decides:
            yield _act_row(act)
    for step in todo:
        yield _revision_row(step, before, _approval(acts, step.revision), texts)
        before = step


def _approval(acts: Sequence[Act], revision: int) -> Act | None:
    return next((act for act in reversed(acts) if act.decides and act.revision == revision), None)


def _revision_row(step: Step, before: Step | None, approval: Act | None, texts: Mapping[str, str]) -> ChangeRow:
    def said(name: str) -> str:
        return _joined("; ", (version.commit.trailers.get(name, "") for version in step.versions))

    return ChangeRow(
        number=0,
        kind=_kind(step, before),
        revision=step.revision,
        date=day_of(step.final),
        effective=approval.in_force_from if approval else "",
        author=_joined(", ", (name for version in step.versions for name in _authors(version))),
        approved_by=approval.by if approval else "",
        approved_on=approval.day if approval else "",
        basis=said(BASIS) or (approval.text("basis") if approval else ""),
        summary=said(CHANGE) or step.final.commit.subject,
        sections=_sections(step, before, texts),
        commit=step.final.commit.id,
        notice=said(NOTICE),
        incoming=said(INCOMING),
    )


def day_of(version: Version) -> str:
    """Return the day of a version (ISO 8601): the one that its commit names, else that of the author's moment; empty
    where git has none.
    """
    return version.commit.trailers.get(DATE, "") or version.commit.when[:10]


def until(versions: Sequence[Version], acts: Sequence[Act], day: str) -> tuple[tuple[Version, ...], tuple[Act, ...]]:
    """Return the versions and acts that there were on a day, that day included.

    An act counts from the day of its decision, though it may have been recorded later (a protocol is signed on paper
    first); a text counts from its own day or from its approval, whichever was earlier: clocks of authors may be wrong.
    """
    kept = tuple(act for act in acts if act.day <= day)
    approved = {act.sha256 for act in kept if act.decides}
    return tuple(item for item in versions if day_of(item) <= day or item.sha256 in approved), kept


def _authors(version: Version) -> tuple[str, ...]:
    return (version.commit.author, *version.commit.others)


def _joined(separator: str, parts: Iterator[str]) -> str:
    return separator.join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _kind(step: Step, before: Step | None) -> ChangeKind:
    if before is None:
        return ChangeKind.INTRODUCTION
    named = {version.commit.trailers.get(KIND, "").strip().casefold() for version in step.versions}
    return ChangeKind.ADDITION if ChangeKind.ADDITION.value in named else ChangeKind.CHANGE


def _sections(step: Step, before: Step | None, texts: Mapping[str, str]) -> Sections:
    if before is None:
        return Sections()
    return compare(texts.get(before.final.blob, ""), texts.get(step.final.blob, ""))


def _act_row(act: Act) -> ChangeRow:
    return ChangeRow(
        number=0,
        kind=ChangeKind.REVIEW if act.deed is Deed.REVIEW else ChangeKind.WITHDRAWAL,
        revision=act.revision,
        date=act.day,
        effective=act.effective,
        author=act.by,
        approved_by=act.by,
        approved_on=act.day,
        basis=act.text("basis"),
        summary=act.text("reason"),
    )
