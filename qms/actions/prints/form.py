"""Print a form: the folder of the form, the facts of the repository, one tree of blocks, any format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qms.actions.changes.history import named, rows
from qms.actions.documents.overview import Entry
from qms.actions.documents.standing import standing
from qms.actions.prints.delivery import OUT, deliver
from qms.actions.prints.form_values import Values, one_document, repository_values
from qms.actions.prints.formats import set_as
from qms.actions.prints.paper import Paper, paper, word
from qms.actions.session import Session, find
from qms.adapters.files.forms import names, read_form
from qms.adapters.files.sources import WorkTree
from qms.adapters.past.versions import versions
from qms.errors import UsageError
from qms.ledger.lines import file_name
from qms.model.form import About, Form
from qms.model.message import Catalog, msg
from qms.model.printout import Printout
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Order:
    """Which form is wanted, about which document (empty: about none), in which format of `actions.prints.formats`."""

    name: str
    code: str = ""
    format: str = "pdf"


def forms(session: Session) -> tuple[Form, ...]:
    """Return all forms that there are: those of qms and those of the repository."""
    source = WorkTree(session.workspace.root)
    return tuple(read_form(source, name) for name in names(source))


def print_form(session: Session, order: Order, catalog: Catalog, *, out: Path | None = None) -> Path:
    """Write the form below `out/` and return its path."""
    stem, made = form_print(session, order, catalog)
    path = (out or session.workspace.root / OUT) / f"{stem}.{order.format}"
    deliver(session, path, set_as(made, order.format))
    return path


def form_print(session: Session, order: Order, catalog: Catalog) -> tuple[str, Printout]:
    """Return the file name and the print of a form; UsageError where it needs a document that was not named."""
    form = form_named(session, order.name)
    if form.about is About.DOCUMENT and not order.code:
        raise UsageError(
            msg('The form "{name}" is about one document', name=form.name),
            msg('Write its code: "qms form {name} CODE"', name=form.name),
        )
    if form.about is About.REPOSITORY and order.code:
        raise UsageError(msg('The form "{name}" is about all documents', name=form.name), msg("Leave out the code"))
    snapshot = session.workspace.snapshot()
    values = repository_values(session, snapshot, catalog)
    stem = form.name
    if order.code:
        found = values["document"] = _document(session, snapshot, order.code, catalog)
        stem = f"{form.name}-{file_name(str(found['code']))}"
    return stem, filled_in(snapshot, form, values, catalog)


def form_named(session: Session, typed: str) -> Form:
    """Return the form of that name, or of a part of it; UsageError where there is none, or several."""
    source = WorkTree(session.workspace.root)
    known = names(source)
    fits = [name for name in known if name == typed] or [name for name in known if name.startswith(typed)]
    if len(fits) != 1:
        raise UsageError(
            msg('There is no form "{name}"', name=typed), msg("Known are: {names}", names=", ".join(fits or known))
        )
    return read_form(source, fits[0])


def _document(session: Session, snapshot: Snapshot, typed: str, catalog: Catalog) -> Values:
    code = find(snapshot, typed).code
    entry = Entry(code, snapshot.documents.get(code), standing(session, snapshot, code))
    past = versions(session.workspace, snapshot.settings, [code], snapshot.aliases).get(code, ())
    changes = rows(session, snapshot, past, snapshot.acts(code))
    shown = [named(row, snapshot, catalog.language) for row in changes]
    return one_document(session, snapshot, entry, shown, catalog)


def filled_in(snapshot: Snapshot, form: Form, values: Values, catalog: Catalog) -> Printout:
    """Return the print of a form that is filled in with `values`."""
    from qms.adapters.templates import fill_in

    document = values.get("document")
    code = str(document["code"]) if isinstance(document, dict) else ""
    kind = f"{code} «{document['title']}»" if isinstance(document, dict) else ""
    text = fill_in(form.template, values, word(catalog))
    page = Paper(form.title_in(catalog), text, str(values["day"]), form.turned, kind, code)
    return paper(snapshot, page, catalog)
