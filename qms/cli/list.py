"""`qms list`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.documents.glance import Glance, glances
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
    _snapshot, found = glances(session())
    if format == "json":
        text.write(json.render({"documents": [as_json(item) for item in found]}))
    elif found or format != "text":
        write_table(_table(found), format)
    else:
        say(msg("There is no document yet"))


def as_json(item: Glance) -> dict[str, object]:
    """Return a document as scripts read it."""
    return {
        "code": item.code,
        "title": item.title_in(),
        "type": item.type,
        "level": item.level,
        "revision": item.revision,
        "state": item.state.value,
        "effective": item.effective or None,
        "review_due": item.review_due or None,
        "path": item.path or None,
    }


def _table(found: tuple[Glance, ...]) -> Table:
    catalog = current()
    heads = (msg("Code"), msg("Title"), msg("Rev."), msg("State"), msg("In force since"), msg("Review by"))
    rows = tuple(
        (
            item.code,
            title(item.title, item.language),
            "" if item.revision is None else str(item.revision),
            catalog.text(STATES[item.state]),
            printed_day(item.effective),
            printed_day(item.review_due),
        )
        for item in found
    )
    return Table("", labels(heads), rows, frozenset({0, 2, 4, 5}), spare=frozenset({4}))
