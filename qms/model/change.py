"""History of one document: the texts it had, and the rows of its change-registration sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from qms.model.location import Location


class ChangeKind(StrEnum):
    """What a row of the change-registration sheet stands for."""

    INTRODUCTION = "introduction"
    CHANGE = "change"
    ADDITION = "addition"
    REVIEW = "review"
    WITHDRAWAL = "withdrawal"


class Commit(NamedTuple):
    """A commit that touched a document. `when` is the author's moment (ISO 8601 with offset); `trailers` hold the
    `Qms-…` lines of the message; `others` are the co-authors that it names.
    """

    id: str
    author: str
    email: str
    when: str
    subject: str
    trailers: Mapping[str, str] = {}
    others: tuple[str, ...] = ()

    @property
    def at(self) -> str:
        """`when` in UTC and in the form of acts, to be compared; an empty text where git has no such moment."""
        try:
            return datetime.fromisoformat(self.when).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError):
            return ""


class Version(NamedTuple):
    """The text of a document as one commit left it.

    `blob` is the id of the text in git, empty where the commit removed it; `sha256` is of its exact bytes; `revision`
    is None where the text names none.
    """

    commit: Commit
    path: str
    blob: str
    sha256: str
    revision: int | None


class Sections(NamedTuple):
    """The sections that a change touched, by number (else by title)."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Sheets(NamedTuple):
    """The numbers of the sheets (pages) that a change touched, and how many the document has after it.

    `whole` tells that every sheet of the text was replaced (GOST R 21.1101-2013, annex M: «Все», dashes beside it).
    """

    changed: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    annulled: tuple[int, ...] = ()
    total: int = 0
    whole: bool = False


class ChangeRow(NamedTuple):
    """A row of the change-registration sheet.

    `number` counts the rows of the document from 1; `date` is the day of the change, `effective` the day the revision
    came into force (ISO 8601, empty while it has not); `author` names everybody who wrote between two revisions.
    `notice` is the number of the notice or act that orders the change, `incoming` number and date of the letter that
    brought it from outside; `sheets` is known only where both revisions were set. `change_number` counts only the
    changes and additions from 1, as GOST forms do; 0 for any other row.
    """

    number: int
    kind: ChangeKind
    revision: int
    date: str
    effective: str = ""
    author: str = ""
    approved_by: str = ""
    approved_on: str = ""
    basis: str = ""
    summary: str = ""
    sections: Sections = Sections()
    commit: str = ""
    notice: str = ""
    incoming: str = ""
    sheets: Sheets | None = None
    change_number: int = 0


class Swayed(NamedTuple):
    """An act that settings allowed which held only for a while: those before the commit `since` did not allow it, nor
    did those after the commit `until` (None: the settings as they lie on disk).
    """

    at: Location
    code: str
    since: Commit
    until: Commit | None


class Rewriting(NamedTuple):
    """A ledger that does not continue what a commit had of it: from `line` on something was changed or taken away.

    `line` is 0 where `commit` removed the whole file.
    """

    path: str
    commit: Commit
    line: int


class Elsewhere(NamedTuple):
    """A document that another branch has and this one has not taken over: its code, the branch, the SHA-256 of its
    bytes, its title by language.
    """

    code: str
    branch: str
    sha256: str
    title: Mapping[str, str] = {}
