"""Make a report a document: it gets a code, and then goes the way of its type (manual 12.1, L1422).

Its figures are those of the day and change no more: text and charts are files of the commit like any other text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from qms.actions.documents.code import free_code
from qms.actions.documents.new import Begun
from qms.actions.documents.record import write
from qms.actions.reports.facts import Facts
from qms.actions.reports.report import Order, title_of, written
from qms.actions.session import Session, settle
from qms.errors import RefusedError, UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import file_name
from qms.model.message import msg
from qms.model.settings import DocumentType
from qms.model.snapshot import Snapshot
from qms.model.status import State

REGISTERS = {
    "management-review": "reviews",
    "objectives": "objectives",
    "processes": "measurements",
    "nonconformities": "nonconformities",
    "satisfaction": "surveys",
    "competence": "competences",
}
"""The reports that can be documents, each with the register whose clauses of ISO 9001 it serves."""


def report_document(session: Session, order: Order) -> Begun:
    """Write the report as revision 0 of a new document, in the language of the documents, and commit it.

    UsageError where no type of document holds this report; RefusedError where the report of the year is there already.
    """
    settle(session)
    snapshot = session.workspace.snapshot()
    kind = _type(snapshot, order.name)
    titles = {
        language: title_of(Facts(session, order.year, session.catalogs(language)), order)
        for language in snapshot.settings.languages
    }
    _refuse_second(session, snapshot, kind, titles)
    facts = Facts(session, order.year, session.catalogs(snapshot.settings.language))
    unit = _unit(facts)
    code = free_code(session, snapshot, kind, {"unit": unit} if "{unit" in kind.code else {})
    stem = file_name(code)
    report = written(facts, order, stem, document=True)
    path = f"{snapshot.settings.keys.documents[0]}/{kind.level}/{stem}.md"
    front = _front(facts, kind, order, {"code": code, "title": titles, "owner": unit})
    folder = PurePosixPath(path).parent
    files = {(folder / name).as_posix(): image for name, image in report.images.items()}
    text = f"{front}\n{report.text.strip()}\n".encode()
    subject = f"Begin {code}: {titles[snapshot.settings.language]}"
    commit = write(session, {path: text, **files}, subject, {DOCUMENT: code})
    return Begun(code, path, commit, kind.id)


def _type(snapshot: Snapshot, name: str) -> DocumentType:
    if name in REGISTERS:
        for kind in snapshot.settings.types.values():
            if name in kind.reports:
                return kind
    else:
        told = msg("An audit pack is gathered anew for each audit; it becomes no document")
        raise UsageError(told, msg('Write: "qms report audit-pack --out FILE"'))
    raise UsageError(
        msg('No type of documents holds the report "{name}"', name=name),
        msg('Write in qms.yaml, at a type: "reports: [{name}]"', name=name),
    )


def _refuse_second(session: Session, snapshot: Snapshot, kind: DocumentType, titles: Mapping[str, str]) -> None:
    """Refuse a second report of the same year: the text of the author in the first would be lost from sight."""
    from qms.actions.documents.standing import standing

    for document in snapshot.documents.values():
        same = document.type == kind.id and {*document.title.values()} & {*titles.values()}
        if same and standing(session, snapshot, document.code).state is not State.WITHDRAWN:
            raise RefusedError(
                msg('There is this report already: "{code}"', code=document.code),
                msg('Go on with its text; figures of today give "qms report … --out FILE"'),
            )


def _unit(facts: Facts) -> str:
    """Return the unit of the position that keeps the register of reviews: it draws the report up."""
    author = facts.snapshot.positions.get(facts.register("reviews").keeper)
    return (author.unit if author else "") or facts.snapshot.settings.quality_unit


def _front(facts: Facts, kind: DocumentType, order: Order, head: Mapping[str, object]) -> str:
    from qms.adapters.templates import render

    keeper = facts.register("reviews").keeper
    processes = (number for number, process in facts.snapshot.processes.items() if process.owner == keeper)
    values = {
        **head,
        "type": kind.id,
        "level": kind.level,
        "language": facts.snapshot.settings.language,
        "process": next(processes, ""),
        "clauses": facts.register(REGISTERS[order.name]).clauses,
        "headings": (),
    }
    return render("skeleton/document.md.j2", values).rstrip("\n")
