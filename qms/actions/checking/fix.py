"""Repair what is certain: characters that nobody meant. An approved text is never touched, no other byte ever changes.

`REPAIRS` is the table of the repairs by rule: a function takes the bytes of a file and what is known of the
repository, and returns the bytes as they would be, with what was done. The order is that of the table: what cannot be
read has no fields to repair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qms.actions.checking.narrow import within
from qms.adapters.files.documents import read_document
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.text import decode, lines
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.files import write_file
from qms.adapters.yaml.bytes import replace_scalar
from qms.adapters.yaml.reading import HIDDEN, name_of
from qms.codes.citation import meant_in
from qms.codes.lookalikes import differences, repair, skeleton
from qms.codes.scheme import Scheme, scheme_of
from qms.errors import RepositoryError
from qms.model.act import Deed
from qms.model.document import Document
from qms.model.field import Scalar
from qms.model.fix import REPAIRABLE, Fix, Repair
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.rules.reading import Reading

MARK = "\ufeff"
_PAIR = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """What the repairs know: the codes that there are (after repair), and how codes are written."""

    snapshot: Snapshot
    scheme: Scheme
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fixes:
    """What can be repaired, and what could be if it were not approved."""

    fixes: tuple[Fix, ...] = ()
    approved: tuple[Fix, ...] = field(default=())


Repaired = tuple[bytes, tuple[Repair, ...]]


def fix(workspace: Workspace, paths: Sequence[str] = ()) -> Fixes:
    """Find what can be repaired in the documents (only those in `paths`); nothing is written."""
    snapshot = workspace.snapshot()
    tree = WorkTree(workspace.root)
    read = {item.path: tree.read(item.path) for item in snapshot.files}
    texts = {path: data for path, data in read.items() if isinstance(data, bytes)}
    known = _known(snapshot, texts)
    found = [_fix(path, data, known) for path, data in texts.items() if not paths or within(path, paths)]
    wanted = [item for item in found if item.repairs]
    bound = {item.path for item in wanted if _is_approved(item, snapshot)}
    return Fixes(
        fixes=tuple(item for item in wanted if item.path not in bound),
        approved=tuple(item for item in wanted if item.path in bound),
    )


def write(workspace: Workspace, fixes: Sequence[Fix]) -> None:
    """Write repaired files; RepositoryError where one is no longer as it was read, before any is written."""
    tree = WorkTree(workspace.root)
    for item in fixes:
        if tree.read(item.path) != item.before:
            raise RepositoryError(
                msg('"{path}" has been changed since it was read', path=item.path),
                msg("Start the command again: it then reads the file as it is now"),
            )
    for item in fixes:
        write_file(workspace.root / item.path, item.after)


def _fix(path: str, data: bytes, known: Known) -> Fix:
    after, repairs = data, tuple[Repair, ...]()
    for function in dict.fromkeys(REPAIRS.values()):
        after, done = function(after, path, known)
        repairs += done
    return Fix(path, read_document(after, path, known.snapshot.settings).code, data, after, repairs)


def _known(snapshot: Snapshot, texts: Mapping[str, bytes]) -> Known:
    """Return what is known once every code is repaired that can be."""
    known = Known(snapshot, scheme_of(snapshot), frozenset(snapshot.documents) | frozenset(snapshot.ledgers))
    documents = [
        read_document(_readable(data, path, known)[0], path, snapshot.settings) for path, data in texts.items()
    ]
    codes = {_own_code(document, known) or document.code for document in documents}
    return replace(known, codes=frozenset(codes | snapshot.ledgers.keys()) - {""})


def _is_approved(item: Fix, snapshot: Snapshot) -> bool:
    """Tell whether the text was approved as it is, or may have been: a broken ledger does not say."""
    from hashlib import sha256

    mine = sha256(item.before).hexdigest()
    acts = (act for ledger in snapshot.ledgers.values() for act in ledger.acts)
    codes = {item.code, *(document.code for document in snapshot.files if document.path == item.path)}
    unsure = any(ledger.problems for ledger in snapshot.ledgers.values() if ledger.code in codes)
    return unsure or any(act.decides and act.sha256 == mine for act in acts)


def _readable(data: bytes, path: str, known: Known) -> Repaired:  # noqa: ARG001 - every repair is called alike
    """Take away the byte order mark and what cannot be seen in the front matter; compose letters of two characters."""
    text, _problem = decode(data, path)
    repairs: list[Repair] = []
    if text.startswith(MARK):
        repairs.append(Repair("FM004", Location(path), msg("The byte order mark is taken away")))
    found, front = lines(text.removeprefix(MARK)), _front_lines(text.removeprefix(MARK), path)
    for index, line in enumerate(found):
        hidden = [c for c in line if c in HIDDEN] if index < front else []
        seen = "".join(c for c in line if c not in HIDDEN) if hidden else line
        found[index] = _PAIR.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), seen)
        at = Location(path, index + 1)
        repairs += (Repair("FM004", at, msg("Taken away: {character}", character=name_of(c))) for c in hidden)
        repairs += _composed(seen, at)
    return ("".join(found).encode("utf-8"), tuple(repairs)) if repairs else (data, ())


def _composed(line: str, at: Location) -> Iterator[Repair]:
    for pair in _PAIR.finditer(line):
        one = unicodedata.normalize("NFC", pair[0])
        if one != pair[0]:
            parts = " + ".join(f"U+{ord(c):04X}" for c in pair[0])
            done = msg('One letter instead of several characters: "{letter}" for {parts}', letter=one, parts=parts)
            yield Repair("FM004", at._replace(column=pair.start() + 1), done)


def _front_lines(text: str, path: str) -> int:
    """Return how many lines the front matter takes, its fences counted; a card is nothing else."""
    found = lines(text)
    if path.endswith((".yaml", ".yml")):
        return len(found)
    if not found or found[0].rstrip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(found[1:], 1) if _FENCE.match(line)), 0)


def _fields(data: bytes, path: str, known: Known) -> Repaired:
    """Write codes and the type with the letters, dashes and blanks that were meant."""
    document = read_document(data, path, known.snapshot.settings)
    if document.problems:
        return data, ()
    after, repairs = data, list[Repair]()
    # From the end of the file, so that no edit moves the place of the next one.
    for rule, scalar, meant in sorted(_meant(document, known), key=lambda item: item[1].at, reverse=True):
        try:
            after = replace_scalar(after, scalar, meant)
        except ValueError:  # written in a way in which the place of a letter is not sure
            continue
        repairs.append(Repair(rule, scalar.at, _told(scalar.text, meant)))
    if read_document(after, path, known.snapshot.settings).problems:
        return data, ()
    return after, tuple(reversed(repairs))


def _body(data: bytes, path: str, known: Known) -> Repaired:
    """Write the codes that a text cites with the letters and dashes that were meant."""
    document = read_document(data, path, known.snapshot.settings)
    if document.problems or document.is_card:
        return data, ()
    looks = {skeleton(code): code for code in known.codes if known.scheme.type_of(code)}
    found, repairs = lines(data.decode("utf-8")), list[Repair]()
    prose = {line.number: line.text for line in Reading(document).prose}
    for number, text in prose.items():
        for item in reversed(tuple(meant_in(text, looks))):
            line = found[number - 1]
            at = Location(path, number, item.start + 1)
            if line[item.start : item.start + len(item.text)] == item.text:
                found[number - 1] = line[: item.start] + item.code + line[item.start + len(item.text) :]
                repairs.append(Repair("CD011", at, _told(item.text, item.code)))
    return "".join(found).encode("utf-8"), tuple(sorted(repairs, key=lambda repair: repair.at))


def _told(text: str, meant: str) -> Message:
    signs = ", ".join(f"U+{ord(item.character):04X} → {_sign(item.meant)}" for item in differences(text, meant))
    return msg('"{new}" instead of "{old}": {signs}', new=meant, old=text, signs=signs)


def _sign(meant: str) -> str:
    return f"U+{ord(meant):04X}" if meant else "–"


def _meant(document: Document, known: Known) -> Iterator[tuple[str, Scalar, str]]:
    front = document.front
    own, kind = front.scalar("code"), front.scalar("type")
    if own and (code := _own_code(document, known)):
        yield "CD003", own, code
    if kind and (name := _one(_alike(kind.text, known.snapshot.settings.types))):
        yield "LV002", kind, name
    for name in ("references", "replaces"):
        for item in front.scalars(name):
            if code := _reference(item.text, known):
                yield "CD003", item, code


def _own_code(document: Document, known: Known) -> str:
    """Return the code that was meant by a document's own; empty where it is right, or nobody can say.

    A code with a ledger stays: it is the identity. So does one whose right form another document has already.
    """
    snapshot = known.snapshot
    meant = _one(_by_grammar(document.code, known.scheme))
    if not meant or document.code in snapshot.ledgers:
        return ""
    other = snapshot.documents.get(meant)
    taken = other is not None and other.path != document.path and not document.translation
    withdrawn = any(act.deed is Deed.WITHDRAW for act in snapshot.acts(meant))
    return "" if taken or withdrawn else meant


def _reference(text: str, known: Known) -> str:
    """Return the code that was meant by a reference: of a document that there is, else one of the grammar."""
    if text in known.codes or known.scheme.type_of(text):
        return ""
    found = _alike(text, known.codes) or _by_grammar(text, known.scheme)
    plain = repair(text)
    return _one(found) or (plain if plain in known.codes and plain != text else "")


def _by_grammar(code: str, scheme: Scheme) -> frozenset[str]:
    """Return the right codes that look like `code`; none where it is right itself."""
    if not code or scheme.type_of(code):
        return frozenset()
    found = {grammar.meant(code) for grammar in scheme.grammars.values()} - {""}
    return frozenset(meant for meant in found if differences(code, meant))


def _alike(text: str, known: Iterable[str]) -> frozenset[str]:
    """Return the known names that look like `text`; none where it is one of them, or differs in capitals only."""
    names = frozenset(known)
    found = () if text in names else (name for name in names if skeleton(name) == skeleton(text))
    return frozenset(name for name in found if differences(text, name))


def _one(found: frozenset[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


REPAIRS: Mapping[str, Callable[[bytes, str, Known], Repaired]] = dict(
    zip(REPAIRABLE, (_readable, _fields, _fields, _body), strict=True)
)
