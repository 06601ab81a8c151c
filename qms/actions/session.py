"""Who works where and when: handed to every action, so that no action asks the clock or the environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from qms.adapters.git import Person
from qms.adapters.workspace import Workspace
from qms.codes.scheme import resolve
from qms.errors import UsageError
from qms.model.days import read_day
from qms.model.document import Document
from qms.model.message import Catalog, Message, msg
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Session:
    """A repository, the moment of the command (with time zone), the languages, the author (None: who git says)."""

    workspace: Workspace
    now: datetime
    catalogs: Callable[[str], Catalog]
    author: Person | None = None

    @property
    def today(self) -> date:
        """The day on which the person works."""
        return self.now.date()

    @property
    def moment(self) -> str:
        """The moment as acts carry it: UTC, to the second."""
        return self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a person named, and what to say where she typed its code in another way."""

    code: str
    document: Document | None
    understood: Message | None = None


def find(snapshot: Snapshot, typed: str) -> Found:
    """Return the document that `typed` names by its code, one that looks the same, or a part; else UsageError."""
    known = {**snapshot.documents, **snapshot.ledgers}
    codes = resolve(typed, known)
    if len(codes) == 1:
        code = codes[0]
        note = None if code == typed else msg('"{typed}" was understood as "{code}"', typed=typed, code=code)
        return Found(code, snapshot.documents.get(code), note)
    if codes:
        raise UsageError(
            msg('"{typed}" may be several documents: {codes}', typed=typed, codes=", ".join(codes[:8])),
            msg("Type more of the code"),
        )
    raise UsageError(
        msg('There is no document "{typed}"', typed=typed), msg('"qms list" shows the codes of all documents')
    )


def text_of(snapshot: Snapshot, typed: str) -> Document:
    """Return the text of the document that `typed` names; UsageError where only its ledger is left."""
    found = find(snapshot, typed)
    if found.document is None:
        raise UsageError(
            msg('The text of "{code}" is not in this repository', code=found.code),
            msg('"qms check" says where it was last'),
        )
    return found.document


def day(text: str, option: str) -> str:
    """Return a day given by a person as ISO 8601; UsageError where there is no such day."""
    parts = text.strip().split(".")
    iso = "-".join(reversed(parts)) if len(parts) == 3 and len(parts[2]) == 4 else text.strip()
    found = read_day(iso)
    if found is None:
        raise UsageError(
            msg('"{text}" after {option} is no day', text=text, option=option),
            msg('Write year, month, day: "2026-09-01"'),
        )
    return found.isoformat()
