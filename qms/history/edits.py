"""Edits of an approved text that raised no revision: which versions, against which text."""

from __future__ import annotations

from collections.abc import Sequence
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
