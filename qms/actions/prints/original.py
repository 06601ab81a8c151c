"""The text that a print is made of, with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from qms.model.act import Act
from qms.model.change import ChangeRow
from qms.model.document import Document
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Original:
    """The exact text of one revision as git keeps it, with what its print needs beside it.

    `approval` is None for a draft; `changes` are the rows of the sheet up to this revision.
    """

    snapshot: Snapshot
    document: Document
    data: bytes
    commit: str
    approval: Act | None
    changes: tuple[ChangeRow, ...]
