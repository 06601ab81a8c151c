"""`qms list`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.documents.overview import Entry, list_documents
from qms.cli.arguments import FORMAT
from qms.cli.language import current
from qms.cli.session import say, session, title
from qms.cli.tables import labels, write_table
from qms.cli.words import STATES
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import json, text
from qms.report.table import Table


def command(format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text") -> None:
    """List all documents with their revision and state.

    Example: qms list --format csv
    """
    found = list_documents(session())
    if format == "json":
        text.write(json.render({"documents": [as_json(entry) for entry in found]}))
    elif found or format != "text":
        write_table(_table(found), format)
    else:
        say(msg("There is no document yet"))


def as_json(entry: Entry) -> dict[str, object]:
    """Return a document as scripts read it."""
    document = entry.document
    return {
        "code": entry.code,
        "title": document.title_in() if document else "",
        "type": document.type if document else "",
        "level": document.level if document else "",
        "revision": entry.revision,
        "state": entry.status.state.value,
        "effective": entry.status.effective or None,
        "review_due": entry.status.review_due or None,
        "path": document.path if document else None,
    }


def _table(found: tuple[Entry, ...]) -> Table:
    catalog = current()
    heads = (msg("Code"), msg("Title"), msg("Rev."), msg("State"), msg("In force since"), msg("Review by"))
    rows = tuple(
        (
            entry.code,
            title(entry.document.title, entry.document.language) if entry.document else "",
            "" if entry.revision is None else str(entry.revision),
            catalog.text(STATES[entry.status.state]),
            printed_day(entry.status.effective),
            printed_day(entry.status.review_due),
        )
        for entry in found
    )
    return Table("", labels(heads), rows, frozenset({0, 2, 4, 5}), spare=frozenset({4}))
