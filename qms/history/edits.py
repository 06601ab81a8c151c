"""Edits of an approved text that raised no revision: which versions, against which text; which were taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qms.model.act import Act
from qms.model.change import Version


class Edit(NamedTuple):
    """The approved version of a revision, and the versions after it that say something else under its number."""

    approved: Version
    later: tuple[Version, ...]


def edit_of(versions: Sequence[Version], acts: Sequence[Act], revision: int | None) -> Edit | None:
    """Return what followed the approved text of a revision; None where it is not approved, or git has no such text."""
    approval = next((act for act in reversed(acts) if act.decides and act.revision == revision), None)
    if approval is None:
        return None
    places = [at for at, version in enumerate(versions) if version.sha256 == approval.sha256]
    if not places:
        return None
    later = (version for version in versions[places[-1] + 1 :] if version.blob and version.revision == revision)
    return Edit(versions[places[-1]], tuple(later))


class Undone(NamedTuple):
    """An approval, the versions that said something else under its revision, and the one that has its text again."""

    approval: Act
    edited: tuple[Version, ...]
    restored: Version


def undone(versions: Sequence[Version], acts: Sequence[Act]) -> Iterator[Undone]:
    """Yield the edits of texts under a revision that is approved now, which a later version has changed back.

    Whether they came before the approval, as drafts, these versions do not tell.
    """
    places: dict[tuple[str, int | None], list[int]] = {}
    for at, version in enumerate(versions):
        places.setdefault((version.sha256, version.revision), []).append(at)
    for act in acts:
        if act.decides:
            for first, second in pairwise(places.get((act.sha256, act.revision), ())):
                between = (item for item in versions[first + 1 : second] if item.blob and item.revision == act.revision)
                edited = tuple(between)
                if edited:
                    yield Undone(act, edited, versions[second])
