"""Who works where and when: handed to every action, so that no action asks the clock or the environment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from qms.adapters.files import on_demand
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import Person
from qms.adapters.kept.cache import Cache
from qms.codes.scheme import current, resolve
from qms.errors import QmsError, RefusedError, RepositoryError, UsageError
from qms.ledger.lines import file_name
from qms.model.days import read_day
from qms.model.document import Document
from qms.model.message import Catalog, Message, msg
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


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


def without_cache(session: Session) -> Session:
    """Return a session for a copy of the process, which must not use what is open in the first one."""
    return replace(session, workspace=replace(session.workspace, cache=Cache()))


def settle(session: Session) -> None:
    """Finish what an interrupted command left, before anything is read for the next act: else it would be misread."""
    if session.workspace.git.unfinished:
        from qms.adapters.git.store import recover

        recover(session.workspace.git)


def finished(session: Session) -> bool:
    """Finish what an interrupted command left; False where nothing can be written."""
    try:
        settle(session)
    except (OSError, QmsError):
        return False
    return True


def at_hand(session: Session) -> Snapshot:
    """Return the repository as it lies on disk, for what is about one document: others are read when wanted."""
    return on_demand.on_demand(session.workspace)


def committed(session: Session) -> Snapshot:
    """Return the repository as the last commit left it, in the same way: what is printed comes from here."""
    head(session)
    return on_demand.committed(session.workspace)


def head(session: Session) -> str:
    """Return the last commit; RepositoryError where nothing was ever committed."""
    found = session.workspace.git.head()
    if found is None:
        raise RepositoryError(
            msg("The repository has no commit yet"),
            msg('Make the first one: "git add --all", then "git commit --message Begin"'),
        )
    return found


def settled(session: Session) -> Snapshot:
    """Return the repository as it lies on disk, for an act on one document."""
    settle(session)
    return at_hand(session)


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a person named; `document` is None where only its ledger is left."""

    code: str
    document: Document | None


def find(snapshot: Snapshot, typed: str) -> Found:
    """Return the document that `typed` names by a code that it has or had, one that looks the same, or a part.

    UsageError where there is none, or where there are several.
    """
    aliases = snapshot.aliases
    known = dict.fromkeys((*snapshot.documents, *snapshot.ledgers, *aliases))
    codes = tuple(dict.fromkeys(current(code, aliases) for code in resolve(typed, known)))
    if len(codes) == 1:
        return Found(codes[0], snapshot.documents.get(codes[0]))
    if codes:
        raise UsageError(
            msg(
                '"{typed}" may be several documents: {codes}',
                typed=typed,
                codes=", ".join(sorted(codes, key=natural)[:8]),
            ),
            msg("Type more of the code"),
        )
    _check_unreadable(snapshot, typed)
    raise UsageError(
        msg('There is no document "{typed}"', typed=typed), msg('"qms list" shows the codes of all documents')
    )


def _check_unreadable(snapshot: Snapshot, typed: str) -> None:
    """Name the file that is called like the document, where its front matter does not tell its code."""
    for item in snapshot.files:
        if item.problems and not item.code and resolve(typed, [item.path.rpartition("/")[2].partition(".md")[0]]):
            raise front_matter_broken(item)


def front_matter_broken(document: Document) -> RefusedError:
    """Return the error for a document whose front matter cannot be read."""
    at = document.problems[0].at if document.problems else document.at("revision")
    return RefusedError(
        msg('The head of "{path}" cannot be read (line {line})', path=document.path, line=at.line)
        if document.labelled
        else msg('The front matter of "{path}" cannot be read (line {line})', path=document.path, line=at.line),
        msg('"qms check {path}" says what to write', path=document.path),
    )


def numbered(snapshot: Snapshot, document: Document) -> int:
    """Return the revision that a text names; refuses one that names none."""
    if document.revision is not None:
        return document.revision
    if document.problems or "revision" in document.front.entries:
        raise front_matter_broken(document)
    raise RefusedError(
        msg('"{path}" names no revision', path=document.path), _revision_help(snapshot.settings, document)
    )


def _revision_help(settings: Settings, document: Document) -> Message:
    """Return what to write where, so that a text names its revision."""
    field = settings.keys.own("revision")
    if document.labelled and field not in settings.keys.labels:
        return msg(
            'Acts count revisions 1, 2, 3. Write in qms.yaml below "fields:" which label has that number: '
            '"revision: Version"'
        )
    if document.labelled:
        return msg('Write below its title "**{label}:** 1" and commit it; then acts can be recorded', label=field)
    if field in settings.keys.ignore:
        return msg('In qms.yaml "{field}" is to be ignored; take it out there, where it counts revisions', field=field)
    return msg('Write "{field}: 1" into its front matter and commit it; then acts can be recorded', field=field)


def text_of(snapshot: Snapshot, typed: str) -> Document:
    """Return the text of the document that `typed` names; UsageError where only its ledger is left."""
    found = find(snapshot, typed)
    if found.document is None:
        _check_unreadable(snapshot, file_name(found.code))
        raise UsageError(
            msg('The text of "{code}" is not in this repository', code=found.code),
            msg('"qms check" says where it was last'),
        )
    return found.document


def day(text: str, option: str) -> str:
    """Return a day given by a person as ISO 8601; UsageError where there is no such day."""
    parts = text.strip().split(".")
    national = len(parts) == 3 and len(parts[2]) == 4
    iso = "-".join(part.zfill(2) for part in reversed(parts)) if national else text.strip()
    found = read_day(iso)
    if found is None:
        raise UsageError(
            msg('"{text}" after {option} is no day', text=text, option=option),
            msg('Write year, month, day: "2026-09-01"'),
        )
    return found.isoformat()


def day_of(session: Session, text: str, not_before: str) -> str:
    """Return the day of an act, today where none is given; UsageError for one to come, or before `not_before`."""
    found = day(text, "--on") if text else session.today.isoformat()
    if found > session.today.isoformat():
        raise UsageError(
            msg("The day {day} lies in the future", day=found), msg("Record an act when it was done, not before")
        )
    if found < not_before:
        raise UsageError(
            msg("The day {day} lies before {other}", day=found, other=not_before),
            msg("An act cannot come before the one that it follows"),
        )
    return found


def role(snapshot: Snapshot, name: str) -> str:
    """Return a role of qms.yaml; UsageError where there is none of that name."""
    roles = snapshot.settings.roles
    known = name in roles if roles else bool(words(name))
    if not known:
        raise UsageError(
            msg('There is no role "{role}"', role=name), msg("Known are: {names}", names=", ".join(roles) or "–")
        )
    return name


def words(text: str) -> str:
    """Return a text as it is recorded: one line without characters that are not seen."""
    seen = "".join(" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(letter for letter in seen if unicodedata.category(letter) not in _UNSEEN).split())


def basis_of(text: str) -> str:
    """Return the basis of an act as it is recorded; UsageError where it is empty."""
    found = words(text)
    if not found:
        raise UsageError(msg("The basis is empty"), msg('Write the order or protocol after --basis: "№ 5, 26.05.2021"'))
    return found


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which the numbers in codes sort as numbers: 2.9 before 2.10."""
    parts = re.split(r"([0-9]{1,9})", code)
    return tuple((int(part), "") if index % 2 else (-1, part) for index, part in enumerate(parts))
