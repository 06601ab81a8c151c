"""Codes: explain one, tell the next free one of a type, list all that were ever given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qms.actions.documents.standing import standing
from qms.actions.session import Session, natural
from qms.adapters.past.versions import codes_ever, versions
from qms.codes.grammar import Segment
from qms.codes.lookalikes import skeleton
from qms.codes.scheme import ANY_TYPE, Explanation, current, known_scheme
from qms.errors import UsageError
from qms.model.message import Message, msg
from qms.model.settings import DocumentType
from qms.model.snapshot import Snapshot
from qms.model.status import State

OWN = frozenset({"type", "number"})
"""Parts of a code that nobody chooses: numbers are given out."""
IMPLIED = frozenset({"year", "level", "unit", "process"})
"""Parts of a code that a document has anyway, whether its code shows them or not."""


class Use(StrEnum):
    """What became of a code."""

    IN_USE = "in-use"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ALIAS = "alias"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Given:
    """A code that was given once: its type, what became of it, the code that stands in its place now (an alias)."""

    code: str
    type: str
    use: Use
    now: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a series that nobody has: `scope` are the parts of the code but number and year."""

    type: str
    scope: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A code explained: by the grammars, and what this repository knows about it (None: nobody has or had it)."""

    explanation: Explanation
    type: str
    level: str
    given: Given | None


def explain(session: Session, code: str) -> tuple[Snapshot, Explained]:
    """Explain a code exactly as it was typed, also one that nobody has; UsageError where no pattern is known."""
    snapshot = session.workspace.snapshot()
    scheme = known_scheme(snapshot)
    if not scheme.grammars:
        raise UsageError(msg("qms.yaml has no pattern of codes"), msg('Write "code:" for each type in qms.yaml'))
    if not code.strip():
        raise UsageError(msg("The code is empty"), msg("Write it after the word: qms code explain СМС-ДП-2.15-2022"))
    found = scheme.explain(code.strip())
    said = next((item.text for item in found.segments if item.name == "type" and item.valid), "")
    kind = snapshot.settings.types.get(found.type or said)
    given = next((item for item in _given(session, snapshot) if item.code == code.strip()), None)
    return snapshot, Explained(found, kind.id if kind else "", kind.level if kind else "", given)


def next_code(session: Session, name: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the type that `name` means and the code that its next document gets, without taking it."""
    snapshot = session.workspace.snapshot()
    if not snapshot.settings.types and known_scheme(snapshot).grammars:
        return "", known_scheme(snapshot).next_code(ANY_TYPE, taken(session, snapshot), _values(session, "", values))
    kind = type_named(snapshot, name)
    return kind.id, free_code(session, snapshot, kind, values)


def listing(session: Session) -> tuple[tuple[Given, ...], tuple[Gap, ...]]:
    """Return every code that was ever given, and the numbers between them that nobody has."""
    snapshot = session.workspace.snapshot()
    found = tuple(sorted(_given(session, snapshot), key=lambda item: natural(item.code)))
    gaps = known_scheme(snapshot).gaps(item.code for item in found)
    return found, tuple(Gap(_shown(kind), tuple(scope), numbers) for (kind, *scope), numbers in gaps.items())


def _shown(kind: str) -> str:
    return "" if kind == ANY_TYPE else kind


def _given(session: Session, snapshot: Snapshot) -> Iterable[Given]:
    scheme, aliases, documents = known_scheme(snapshot), snapshot.aliases, snapshot.documents
    past = versions(session.workspace, snapshot.settings)
    for code in sorted(taken(session, snapshot)):
        document = documents.get(code)
        kind = document.type if document and document.type else _shown(scheme.type_of(code))
        if code in aliases:
            yield Given(code, kind, Use.ALIAS, current(code, aliases))
        elif document or code in snapshot.ledgers:
            withdrawn = standing(session, snapshot, code).state is State.WITHDRAWN
            yield Given(code, kind, Use.WITHDRAWN if withdrawn else Use.IN_USE)
        else:
            yield Given(code, kind, Use.REMOVED if code in past else Use.ELSEWHERE)


def taken(session: Session, snapshot: Snapshot) -> frozenset[str]:
    """Return every code that may not be given again: in files, ledgers, aliases, history, on any branch."""
    settings, workspace = snapshot.settings, session.workspace
    here = (snapshot.documents, snapshot.ledgers, snapshot.aliases, versions(workspace, settings))
    return frozenset(code for codes in here for code in codes) | codes_ever(workspace, settings)


def type_named(snapshot: Snapshot, name: str) -> DocumentType:
    """Return the type that a person names, in any script or case; UsageError where there is none, or no pattern."""
    types = snapshot.settings.types
    alike = [kind for kind in types.values() if name.strip() and skeleton(kind.id) == skeleton(name)]
    found = types.get(name) or (alike[0] if len(alike) == 1 else None)
    if found is None:
        raise UsageError(
            msg('There is no document type "{type}"', type=name), msg("Known are: {names}", names=", ".join(types))
        )
    if not found.code:
        raise UsageError(
            msg('The type "{type}" has no code pattern', type=found.id), msg('Write "code:" for it in qms.yaml')
        )
    return found


def free_code(session: Session, snapshot: Snapshot, kind: DocumentType, values: Mapping[str, str]) -> str:
    """Return the first code of a type that nobody has or had; `values` fill the parts that a person chooses."""
    scheme = known_scheme(snapshot)
    if kind.id not in scheme.grammars:
        raise UsageError(
            msg('The code pattern of the type "{type}" cannot be used', type=kind.id), msg('"qms check" says why')
        )
    given = _values(session, kind.level, values)
    _check_slots(tuple(scheme.grammars[kind.id].segments), given, kind)
    code = scheme.next_code(kind.id, taken(session, snapshot), given)
    wrong = scheme.explain(code, kind.id).wrong
    if wrong:
        raise UsageError(_impossible(wrong.text, kind), msg('"qms check" says what a code may hold'))
    return code


def _values(session: Session, level: str, values: Mapping[str, str]) -> dict[str, str]:
    found = {"year": str(session.today.year), "level": level, **values}
    return {name: text for name, text in found.items() if text}


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
