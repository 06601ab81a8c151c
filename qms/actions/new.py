"""Begin a document: give out the next free code of its type and write a skeleton."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qms.actions.record import write
from qms.actions.session import Session, settled, words
from qms.adapters.versions import versions
from qms.codes.grammar import Segment
from qms.codes.scheme import scheme_of
from qms.errors import UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import file_name
from qms.model.message import Message, msg
from qms.model.settings import DocumentType
from qms.model.snapshot import Snapshot

# Sections of a skeleton: of a documented procedure (ISO 10013:2021), and of any other document.
PROCEDURE = (
    msg("Purpose"),
    msg("Scope"),
    msg("Normative references"),
    msg("Terms and abbreviations"),
    msg("Responsibility"),
    msg("Course of the procedure"),
    msg("Records"),
)
LONGEST_TITLE = 500
OWN = frozenset({"type", "number"})
"""Parts of a code that nobody chooses: numbers are given out."""
IMPLIED = frozenset({"year", "level", "unit", "process"})
"""Parts of a code that a document has anyway, whether its code shows them or not."""
BASE = "base"
"""The level of external documents: of each there is a card, its text is another organisation's."""
OTHER = (msg("General provisions"), msg("Content"), msg("Responsibility"))


@dataclass(frozen=True, slots=True)
class Begun:
    """The document that was begun."""

    code: str
    path: str
    commit: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to write: type, title, owner, process, and values of further slots of the code."""

    type: str
    title: str
    owner: str = ""
    process: str = ""
    slots: Mapping[str, str] | None = None


def new(session: Session, wish: Wish) -> Begun:
    """Write the skeleton as revision 0 and commit it, so that the code is taken from now on.

    The number is the first that no document has or had in this repository: files, ledgers and all of history count.
    """
    snapshot = settled(session)
    kind = _type(snapshot, wish.type)
    wish = replace(wish, title=words(wish.title))
    _check(snapshot, wish)
    code = _code(session, snapshot, kind, wish)
    ending = "yaml" if kind.level == BASE else "md"
    path = f"{snapshot.settings.keys.documents[0]}/{kind.level}/{file_name(code)}.{ending}"
    text = _skeleton(session, snapshot, kind, wish, code)
    commit = write(session, {path: text.encode("utf-8")}, f"Begin {code}: {wish.title}", {DOCUMENT: code})
    return Begun(code, path, commit)


def _type(snapshot: Snapshot, name: str) -> DocumentType:
    types = snapshot.settings.types
    found = types.get(name) or next((kind for kind in types.values() if kind.id.casefold() == name.casefold()), None)
    if found is None:
        raise UsageError(
            msg('There is no document type "{type}"', type=name), msg("Known are: {names}", names=", ".join(types))
        )
    if not found.code:
        raise UsageError(
            msg('The type "{type}" has no code pattern', type=found.id), msg('Write "code:" for it in qms.yaml')
        )
    return found


def _check(snapshot: Snapshot, wish: Wish) -> None:
    if not wish.title:
        raise UsageError(msg("The title is empty"), msg('Write it after the type: qms new ДП "Ички аудит"'))
    if len(wish.title) > LONGEST_TITLE:
        raise UsageError(
            msg("The title is too long: {length} characters", length=len(wish.title)),
            msg("Write at most {limit}", limit=LONGEST_TITLE),
        )
    for value, known, message in (
        (wish.owner, snapshot.units, msg('There is no unit "{value}"', value=wish.owner)),
        (wish.process, snapshot.processes, msg('There is no process "{value}"', value=wish.process)),
    ):
        if value and known and value not in known:
            raise UsageError(message, msg("Known are: {names}", names=", ".join(known)))


def _code(session: Session, snapshot: Snapshot, kind: DocumentType, wish: Wish) -> str:
    scheme = scheme_of(snapshot)
    if kind.id not in scheme.grammars:
        raise UsageError(
            msg('The code pattern of the type "{type}" cannot be used', type=kind.id), msg('"qms check" says why')
        )
    taken = {*snapshot.documents, *snapshot.ledgers, *versions(session.workspace, snapshot.settings)}
    values = {"year": str(session.today.year), "level": kind.level, "unit": wish.owner, "process": wish.process}
    values.update(wish.slots or {})
    given = {name: text for name, text in values.items() if text}
    _check_slots(tuple(scheme.grammars[kind.id].segments), given, kind)
    code = scheme.next_code(kind.id, taken, given)
    wrong = scheme.explain(code, kind.id).wrong
    if wrong:
        raise UsageError(_impossible(wrong.text, kind), msg('"qms check" says what a code may hold'))
    return code


def _impossible(value: str, kind: DocumentType) -> Message:
    return msg('"{value}" cannot stand in a code of the type "{type}"', value=value, type=kind.id)


def _check_slots(segments: Sequence[Segment], given: Mapping[str, str], kind: DocumentType) -> None:
    names = {segment.name for segment in segments} - {"", *OWN}
    for name in given:
        if name not in {*names, *IMPLIED}:
            raise UsageError(
                msg('A code of the type "{type}" has no part "{name}"', type=kind.id, name=name),
                msg("Known are: {names}", names=", ".join(sorted(names)) or "–"),
            )
    for segment in segments:
        if segment.optional or segment.name in {"", "type", "number", "year"}:
            continue
        value = given.get(segment.name, "")
        if not value or (segment.values and value not in segment.values):
            raise UsageError(
                _impossible(value, kind) if value else _wanted(segment.name, kind),
                msg("Known are: {names}", names=", ".join(segment.values) or "4.1, 7.5.3 …"),
            )


def _wanted(name: str, kind: DocumentType) -> Message:
    option = {"unit": "--owner", "process": "--process"}.get(name, f"--set {name}=…")
    return msg('A code of the type "{type}" needs {option}', type=kind.id, option=option)


def _skeleton(session: Session, snapshot: Snapshot, kind: DocumentType, wish: Wish, code: str) -> str:
    from qms.adapters.templates import render

    language = snapshot.settings.language
    catalog = session.catalogs(language)
    headings = PROCEDURE if kind.level == "2" else OTHER
    values = {
        "code": code,
        "title": {language: wish.title},
        "type": kind.id,
        "level": kind.level,
        "language": language,
        "owner": wish.owner or snapshot.settings.quality_unit,
        "process": wish.process,
        "headings": [catalog.text(heading) for heading in headings],
    }
    return render("skeleton/card.yaml.j2" if kind.level == BASE else "skeleton/document.md.j2", values)
