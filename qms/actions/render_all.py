"""Print every document at once: only what changed since it was printed there, several at a time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from qms import __version__
from qms.actions.formats import set_as
from qms.actions.issue import OUT, ready
from qms.actions.overview import list_documents
from qms.actions.render import Wanted, approved, from_disk
from qms.actions.session import Session
from qms.adapters.versions import versions
from qms.errors import QmsError
from qms.model.printout import Printout
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.model.status import State

NOTE = "rendered.json"
"""What lies where since when: a file in the own folder below `.git`; without it everything is printed again."""
MOST_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """One document of the batch: where its print lies, and whether it was written now; or what stood in the way."""

    code: str
    path: Path | None = None
    sha256: str = ""
    written: bool = False
    error: QmsError | None = None


def render_all(
    session: Session,
    wanted: Wanted,
    *,
    out: Path | None = None,
    done: Callable[[int, int], None] = lambda _at, _of: None,
    share: Share | None = None,
) -> tuple[Printed, ...]:
    """Print all documents that have a revision in force (with `draft`: all texts on disk; with `language`: all its
    translations) and return one line for each, in the order of the list. `done` hears how many of how many are ready;
    of a `share` only its part is printed.
    """
    snapshot = session.workspace.snapshot() if wanted.from_disk else session.workspace.committed()
    codes = tuple(code for code in _codes(session, snapshot, wanted) if share is None or share.holds(code))
    known = versions(session.workspace, snapshot.settings, aliases=snapshot.aliases)
    folder = out or session.workspace.root / OUT
    ready(folder)
    notes = _Notes.read(session)

    def prepared() -> Iterator[tuple[str, str, Printout | QmsError]]:
        for code in codes:
            try:
                if wanted.from_disk:
                    stem, made = from_disk(session, snapshot, snapshot.documents[code], wanted, known)
                else:
                    stem, made = approved(session, snapshot, code, wanted, known)
                yield code, stem, made
            except QmsError as error:
                yield code, "", error

    def printed(item: tuple[str, str, Printout | QmsError]) -> Printed:
        code, stem, made = item
        if isinstance(made, QmsError):
            return Printed(code, error=made)
        try:
            return _printed(code, folder / f"{stem}.{wanted.format}", made, notes)
        except QmsError as error:
            return Printed(code, error=error)

    ended = count(1)
    with ThreadPoolExecutor(min(MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        work = []
        for item in prepared():
            work.append(pool.submit(printed, item))
            work[-1].add_done_callback(lambda _: done(next(ended), len(codes)))
        found = tuple(one.result() for one in work)
    notes.write(session)
    return found


def _codes(session: Session, snapshot: Snapshot, wanted: Wanted) -> Iterator[str]:
    translated = {item.code for item in snapshot.files if item.translation and item.language == wanted.language}
    for entry in list_documents(session, snapshot):
        document = entry.document
        if document is None or document.is_card:
            continue
        if wanted.language:
            fits = entry.code in translated or document.language == wanted.language
        else:
            fits = wanted.draft or entry.status.state in {State.IN_FORCE, State.APPROVED}
        if fits:
            yield entry.code


def _printed(code: str, path: Path, made: Printout, notes: _Notes) -> Printed:
    from qms.adapters.git_files import write_file

    print_ = fingerprint(made, path.suffix)
    sha256 = _hash(path)
    if sha256 and notes.entries.get(str(path)) == [print_, sha256]:
        return Printed(code, path, sha256)
    data = set_as(made, path.suffix[1:])
    write_file(path, data)
    sha256 = hashlib.sha256(data).hexdigest()
    notes.entries[str(path)] = [print_, sha256]
    return Printed(code, path, sha256, written=True)


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def fingerprint(made: Printout, suffix: str) -> str:
    """Return a hash of everything that a print is made of, the program itself among it."""

    def plain(value: object) -> str:
        return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)

    text = json.dumps([__version__, suffix, asdict(made)], default=plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Notes:
    """Path of a print -> fingerprint of what it was made of, hash of its bytes."""

    entries: dict[str, object]

    @classmethod
    def read(cls, session: Session) -> _Notes:
        from qms.adapters.git_journal import folder

        try:
            found = json.loads((folder(session.workspace.git) / NOTE).read_bytes())
        except (OSError, ValueError):
            found = {}
        return cls(dict(found) if isinstance(found, Mapping) else {})

    def write(self, session: Session) -> None:
        from qms.adapters.git_files import write_file
        from qms.adapters.git_journal import folder

        data = json.dumps(self.entries, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        write_file(folder(session.workspace.git) / NOTE, data)
