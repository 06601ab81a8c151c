"""How far the documents and registers cover the clauses of the standard (ISO 9001:2015, 4 to 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qms.actions.documents.overview import Entry, list_documents
from qms.actions.session import Session
from qms.adapters.files.standards import editions, standard
from qms.errors import UsageError
from qms.model.clause import MAINTAIN, RETAIN, Answer, Clause, Extent
from qms.model.entry import Registers
from qms.model.message import msg
from qms.model.status import State


@dataclass(frozen=True, slots=True)
class _Piece:
    """A document or register that names clauses: whether it counts today, whether it says what is done or only that.

    A document counts when it is in force, a register when it has entries. The manual names every clause and does not
    say how the work is done: by itself it covers nothing.
    """

    name: str
    clauses: tuple[str, ...]
    counts: bool
    record: bool = False
    manual: bool = False
    register: bool = False


def coverage(session: Session, edition: str = "") -> tuple[str, tuple[Answer, ...]]:
    """Return the edition and what there is for each of its clauses; a clause with parts is what its parts are."""
    known = editions()
    if edition and edition not in known:
        raise UsageError(
            msg('There is no edition "{edition}"', edition=edition), msg("Known are: {names}", names=", ".join(known))
        )
    found = standard(edition or known[-1])
    snapshot, registers = session.workspace.snapshot(), session.workspace.registers()
    levels = list(snapshot.settings.levels)
    pieces = (*_documents(list_documents(session, snapshot), levels), *_registers(registers))
    parts = {
        clause.number: tuple(other.number for other in found.clauses if _is_part(other.number, clause.number))
        for clause in found.clauses
    }
    answers: dict[str, Answer] = {}
    for clause in reversed(found.clauses):
        own = _answer(clause, pieces)
        within = [answers[number] for number in parts[clause.number]]
        answers[clause.number] = _joined(own, within) if within else own
    return found.edition, tuple(answers[clause.number] for clause in found.clauses)


def _documents(entries: Iterable[Entry], levels: Sequence[str]) -> Iterable[_Piece]:
    for entry in entries:
        document = entry.document
        clauses = document.front.words("clauses") if document else ()
        if document and clauses and not document.is_card and entry.status.state is not State.WITHDRAWN:
            yield _Piece(
                entry.code,
                clauses,
                counts=entry.status.state is State.IN_FORCE,
                record=bool(levels) and document.level in levels[LEVEL_OF_RECORDS:],
                manual=bool(levels) and document.level == levels[0] and len(clauses) > MANY,
            )


LEVEL_OF_RECORDS = 3
"""Documents of the fourth level are the forms of records (manual 5.4.3, Table 1)."""
MANY = 10


def _registers(registers: Registers) -> Iterable[_Piece]:
    for register, entries in registers:
        if register.clauses:
            yield _Piece(register.id, register.clauses, counts=bool(entries), record=True, register=True)


def _answer(clause: Clause, pieces: Iterable[_Piece]) -> Answer:
    named = [piece for piece in pieces if any(_covers(number, clause.number) for number in piece.clauses)]
    ordered = sorted(named, key=lambda piece: not piece.counts)
    proof = {kind: _proof(kind, ordered) for kind in clause.information}
    strong = any(piece.counts and not piece.manual for piece in named)
    whole = strong and all(proof.values())
    there = any(piece.counts or not piece.register for piece in named)
    extent = Extent.COVERED if whole else Extent.THIN if there else Extent.MISSING
    return Answer(
        clause,
        extent,
        documents=tuple(piece.name for piece in ordered if not piece.register),
        registers=tuple(piece.name for piece in ordered if piece.register),
        proof=proof,
    )


def _proof(kind: str, pieces: Iterable[_Piece]) -> tuple[str, ...]:
    """Return what shows documented information: documents in force, or records that there are."""
    counting = (piece for piece in pieces if piece.counts)
    if kind == MAINTAIN:
        return tuple(piece.name for piece in counting if not piece.register)
    return tuple(piece.name for piece in counting if piece.record) if kind == RETAIN else ()


def _covers(named: str, clause: str) -> bool:
    """Tell whether who names a clause speaks of another: the same one, a part of it, or the one directly above."""
    return (
        named == clause or named.startswith(f"{clause}.") or (named.count(".") >= 1 and clause.startswith(f"{named}."))
    )


def _is_part(number: str, clause: str) -> bool:
    return number.startswith(f"{clause}.") and number.count(".") == clause.count(".") + 1


def _joined(own: Answer, parts: Sequence[Answer]) -> Answer:
    extents = {part.extent for part in parts}
    extent = extents.pop() if len(extents) == 1 else Extent.THIN
    proof: Mapping[str, tuple[str, ...]] = own.proof
    return Answer(own.clause, extent, own.documents, own.registers, proof)
