"""Give a document another code: its files are renamed, and the code of before stays as an alias."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from qms.actions.documents.code import taken
from qms.actions.documents.record import write
from qms.actions.documents.standing import committed_bytes, received_files
from qms.actions.session import Session, find, settled
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.text import lines
from qms.adapters.yaml.bytes import replace_scalar
from qms.codes.fault import expected, fault, wrong_segment
from qms.codes.scheme import scheme_of
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import file_name
from qms.model.document import Document
from qms.model.message import msg
from qms.model.snapshot import Snapshot

_KEY = re.compile(r"[^\s#-]")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A document that has another code now: both codes, the paths of its files, the commit."""

    old: str
    new: str
    paths: tuple[str, ...]
    commit: str


def renumber(session: Session, typed: str, new: str) -> Renumbered:
    """Give the document `typed` the code `new` and commit that; references to the old code lead on to the new one.

    Only a document about which nothing was recorded yet: acts and paper copies name a code for ever (design: the code
    is the identity).
    """
    snapshot = settled(session)
    old, new = find(snapshot, typed).code, new.strip()
    document = snapshot.documents.get(old)
    if document is None or old in snapshot.ledgers:
        raise RefusedError(
            msg('Acts are recorded about "{code}": it keeps its code for ever', code=old),
            msg('Begin another document with "qms new", and withdraw this one when that is in force'),
        )
    _check(session, snapshot, document, new)
    changes = dict(_changes(session, snapshot, document, new))
    commit = write(session, changes, f"Renumber {old}: {new}", {DOCUMENT: new})
    return Renumbered(old, new, tuple(path for path, data in changes.items() if data is not None), commit)


def _check(session: Session, snapshot: Snapshot, document: Document, new: str) -> None:
    """Refuse a code that is wrong, or that another document has or had."""
    scheme = scheme_of(snapshot)
    found = scheme.explain(new, document.type)
    if new == document.code:
        raise UsageError(msg('"{code}" has this code already', code=new), msg("Write the new code after the old one"))
    if scheme.grammars and (found.wrong or not found.valid or found.type != document.type):
        raise UsageError(fault(found), expected(wrong_segment(found)))
    if new in taken(session, snapshot) and new not in document.aliases:
        raise RefusedError(
            msg('The code "{code}" was given before, and is never given twice', code=new),
            msg('"qms code next {type}" tells the next free one', type=document.type),
        )


def _changes(session: Session, snapshot: Snapshot, document: Document, new: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield every file that is written, and every one that goes (None)."""
    texts = {item.path: item for item in snapshot.texts(document.code)}
    files = [*texts]
    files += [path for path in (f"distribution/{file_name(document.code)}.yaml",) if _committed(session, path)]
    for path in received_files(session, document):
        data = _committed(session, path)
        yield path, None
        yield _renamed(path, document.code, new), data
    for path in files:
        data = _committed(session, path)
        yield path, None
        yield _renamed(path, document.code, new), _recoded(data, texts.get(path), document, new)


def _committed(session: Session, path: str) -> bytes:
    """Return a file as it is committed; refuses one that was edited since."""
    data = committed_bytes(session, path)
    on_disk = WorkTree(session.workspace.root).read(path)
    if on_disk == data:
        return data or b""
    raise RefusedError(
        msg('"{path}" on disk is not the committed one', path=path), msg('Record the change first with "qms revise"')
    )


def _renamed(path: str, old: str, new: str) -> str:
    """Return the path with the new code in the name of the file; endings (`.ru.md`) stay."""
    place = PurePosixPath(path)
    name = place.name
    rest = name.removeprefix(file_name(old)) if name.startswith(file_name(old)) else "".join(place.suffixes[-2:])
    return str(place.with_name(file_name(new) + rest))


def _recoded(data: bytes, text: Document | None, document: Document, new: str) -> bytes:
    """Return a file with the new code, and the code of before among its aliases where it is the original."""
    if text is None:
        return data.replace(document.code.encode("utf-8"), new.encode("utf-8"))
    code = text.front.scalar("code")
    if text.labelled and code:
        raise RefusedError(
            msg('The code of "{path}" stands in its text (line {line})', path=text.path, line=code.at.line),
            msg('Write "{new}" there by hand, and correct what refers to "{old}"', new=new, old=document.code),
        )
    try:
        written = replace_scalar(data, code, new) if code else data
    except ValueError:
        raise RefusedError(
            msg('The code of "{path}" is written in a way that cannot be edited safely', path=text.path),
            msg('Write the code in one line: "code: {code}"', code=document.code),
        ) from None
    if text.translation:
        return written
    aliases = dict.fromkeys((document.code, *(name for name in text.aliases if name != new)))
    return _with_aliases(written, tuple(aliases))


def _with_aliases(data: bytes, aliases: tuple[str, ...]) -> bytes:
    """Return a text with `aliases` in its front matter, below the code where it had none; no other line changes."""
    found = lines(data.decode("utf-8"))
    end = "\r\n" if found[0].endswith("\r\n") else "\n"
    entry = f"aliases: [{', '.join(aliases)}]{end}"
    at = next((index for index, line in enumerate(found) if line.startswith("aliases:")), None)
    if at is None:
        below = next(index for index, line in enumerate(found) if line.startswith("code:")) + 1
        return "".join([*found[:below], entry, *found[below:]]).encode("utf-8")
    after = next((index for index in range(at + 1, len(found)) if _KEY.match(found[index])), len(found))
    return "".join([*found[:at], entry, *found[after:]]).encode("utf-8")
