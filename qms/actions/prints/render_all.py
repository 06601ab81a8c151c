"""Print every document at once: only what changed since it was printed there, by several processes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from qms import __version__
from qms.actions.documents.overview import list_documents
from qms.actions.prints.delivery import OUT, ready
from qms.actions.prints.formats import set_as
from qms.actions.prints.printing import Known
from qms.actions.prints.render import Wanted, approved, from_disk
from qms.actions.session import Session, without_cache
from qms.adapters.beside import Counter, beside, can_copy
from qms.adapters.past.versions import versions
from qms.adapters.prints.printed_notes import PrintedNotes
from qms.errors import QmsError
from qms.model.printout import Printout
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class Printed:
    """One document of the batch: where its print lies, and whether it was written now; or what stood in the way."""

    code: str
    path: Path | None = None
    sha256: str = ""
    written: bool = False
    error: QmsError | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What of a batch is done here: a share of it (None: all), by how many processes; `done` hears how many of how
    many are ready.
    """

    share: Share | None = None
    jobs: int = 1
    done: Callable[[int, int], None] = lambda _at, _of: None


def render_all(
    session: Session, wanted: Wanted, order: Order = Order(), *, out: Path | None = None
) -> tuple[Printed, ...]:
    """Print all documents that have a revision in force (with `draft`: all texts on disk; with `language`: all its
    translations) and return one line for each, in the order of the list. What was printed before an interruption is
    not printed again.
    """
    batch = _Batch.of(session, wanted, out, order)
    shares = [batch.codes[at :: order.jobs] for at in range(max(1, min(order.jobs, len(batch.codes))))]
    found = {item.code: item for item in (_by_processes if _can_copy() else _by_threads)(batch, shares)}
    PrintedNotes.read(session.workspace.git).tidy()
    return tuple(found[code] for code in batch.codes)


def _can_copy() -> bool:
    from qms.adapters.prints.press import is_working

    return can_copy() and not is_working()


def _by_processes(batch: _Batch, shares: Sequence[Sequence[str]]) -> Iterator[Printed]:
    """Print the first share here, the others in copies of the process; what one of these could not do, here too."""
    from qms.adapters.prints.press import scratch

    scratch()  # the copies use it, and leave nothing behind when they are ended
    with beside([partial(batch.told, at, share) for at, share in enumerate(shares[1:], 1)]) as answers:
        yield from batch.printed(0, shares[0])
        for at, (share, answer) in enumerate(zip(shares[1:], answers(), strict=True), 1):
            told = [_heard(*item) for item in answer or ()]
            yield from told
            yield from batch.printed(at, [code for code in share if all(item.code != code for item in told)])


def _by_threads(batch: _Batch, shares: Sequence[Sequence[str]]) -> Iterator[Printed]:
    """Print each share in a thread, where a process cannot be copied: the press works beside Python."""
    apart = replace(batch, session=without_cache(batch.session))
    with ThreadPoolExecutor(len(shares)) as pool:
        for found in pool.map(apart.printed, range(len(shares)), shares):
            yield from found


def _heard(code: str, path: str, sha256: str, written: bool) -> Printed:
    return Printed(code, Path(path), sha256, written=written)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Everything that printing one document of many needs, read once."""

    session: Session
    wanted: Wanted
    snapshot: Snapshot
    known: Known
    codes: tuple[str, ...]
    folder: Path
    notes: PrintedNotes
    counter: Counter
    done: Callable[[int, int], None]

    @classmethod
    def of(cls, session: Session, wanted: Wanted, out: Path | None, order: Order) -> _Batch:
        """Read it; RefusedError where the folder cannot be written to."""
        workspace = session.workspace
        snapshot = workspace.snapshot() if wanted.from_disk else workspace.committed()
        codes = tuple(code for code in _codes(session, snapshot, wanted) if not order.share or order.share.holds(code))
        known = versions(workspace, snapshot.settings, aliases=snapshot.aliases)
        folder = out or workspace.root / OUT
        ready(folder)
        notes = PrintedNotes.read(workspace.git)
        return cls(session, wanted, snapshot, known, codes, folder, notes, Counter(order.jobs), order.done)

    def told(self, place: int, codes: Sequence[str]) -> list[tuple[str, str, str, bool]]:
        """Print a share in a copy of the process; what could not be printed is left out."""
        apart = replace(self, session=without_cache(self.session))
        return [
            (item.code, str(item.path), item.sha256, item.written)
            for item in apart.printed(place, codes)
            if item.error is None
        ]

    def printed(self, place: int, codes: Sequence[str]) -> list[Printed]:
        """Print a share, counting."""
        found = []
        for code in codes:
            found.append(self._one(code))
            self.counter.add(place)
            self.done(min(self.counter.total(), len(self.codes)), len(self.codes))
        return found

    def _one(self, code: str) -> Printed:
        try:
            if self.wanted.from_disk:
                document = self.snapshot.documents[code]
                stem, made = from_disk(self.session, self.snapshot, document, self.wanted, self.known)
            else:
                stem, made = approved(self.session, self.snapshot, code, self.wanted, self.known)
            return _printed(code, self.folder / f"{stem}.{self.wanted.format}", made, self.notes)
        except QmsError as error:
            return Printed(code, error=error)


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


def _printed(code: str, path: Path, made: Printout, notes: PrintedNotes) -> Printed:
    from qms.adapters.git.files import write_file

    print_ = fingerprint(made, path.suffix)
    sha256 = _hash(path)
    if notes.knows(path, print_, sha256):
        return Printed(code, path, sha256)
    data = set_as(made, path.suffix[1:])
    write_file(path, data)
    sha256 = hashlib.sha256(data).hexdigest()
    notes.add(path, print_, sha256)
    return Printed(code, path, sha256, written=True)


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def fingerprint(made: Printout, suffix: str) -> str:
    """Return a hash of everything that a print is made of, the program and its layout among it."""
    from qms.adapters.prints.typeset import press

    def plain(value: object) -> str:
        return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)

    engine = press() if suffix == ".pdf" else ""
    text = json.dumps([__version__, engine, suffix, asdict(made)], default=plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
