"""The approval sheet: who developed, checked, agreed and approved a revision, by the matrix and by the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from qms.actions.changes.history import role_name
from qms.ledger.lines import SIGNATURE
from qms.ledger.progress import Step, progress, way
from qms.model.act import Act, Deed
from qms.model.document import Document
from qms.model.message import Catalog, msg
from qms.model.printout import Signatory
from qms.model.snapshot import Snapshot

MEANINGS = {
    Deed.PREPARE: msg("Developed"),
    Deed.CHECK: msg("Checked"),
    Deed.AGREE: msg("Agreed"),
    Deed.APPROVE: msg("Approved"),
    Deed.REGISTER: msg("Registered"),
    Deed.EFFECT: msg("Put into effect"),
}


def signatories(
    snapshot: Snapshot, document: Document, approval: Act | None, catalog: Catalog
) -> tuple[Signatory, ...]:
    """Return a row for every step on the way of a revision; what the ledger has of exactly this text is filled in."""
    row = snapshot.settings.approval(document.type)
    if row is None:
        steps: tuple[Step, ...] = (Step(Deed.PREPARE), Step(Deed.APPROVE))
        done = [approval] if approval else []
    else:
        found = progress(snapshot.acts(document.code), document.revision or 0, document.sha256, row)
        steps, done = way(row), [*found.done]
        if approval and approval not in done:
            done.append(approval)
    return tuple(_rows(snapshot, document, steps, done, catalog))


def _rows(
    snapshot: Snapshot, document: Document, steps: tuple[Step, ...], done: list[Act], catalog: Catalog
) -> Iterator[Signatory]:
    for step in steps:
        act = next((one for one in done if step.fits(one)), None) or next(
            (one for one in done if one.decides and step.deed in {Deed.APPROVE, Deed.REGISTER}), None
        )
        meaning = catalog.text(MEANINGS[step.deed])
        if act:
            position = role_name(snapshot, act.by, catalog.language)
            person = person_name(snapshot, act.text("person"))
            yield Signatory(meaning, position, act.text("basis"), act.day, person, _signature(act, catalog))
        else:
            role = step.roles[0] if step.roles else _head(snapshot, document)
            yield Signatory(meaning, role_name(snapshot, role, catalog.language))


def _signature(act: Act, catalog: Catalog) -> str:
    """Name the signed act; one that somebody else attests was signed on paper."""
    if not act.text(SIGNATURE) or act.text("attested"):
        return ""
    return catalog.text(msg("electronic signature, act {mark}", mark=act.line_sha256[:12]))


def _head(snapshot: Snapshot, document: Document) -> str:
    """Return the position that heads the unit of a document; the unit where none is known."""
    unit = snapshot.units.get(document.owner)
    return unit.head if unit and unit.head else document.owner


def person_name(snapshot: Snapshot, person: str) -> str:
    """Return the name of a person; an id that is in no list, or an address, is shown as it was recorded."""
    known = snapshot.people.get(person)
    return known.name or person if known else person
