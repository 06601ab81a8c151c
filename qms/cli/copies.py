"""`qms copies`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from qms.actions.copies import list_copies
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import say, session
from qms.cli.words import COPY_STATES, day
from qms.model.message import msg
from qms.model.status import Copy
from qms.report import csv, json, markdown, text
from qms.report.table import Table


def command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("Only the copies of this document."))] = "",
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """List the numbered copies: who holds which, and what must come back.

    Example: qms copies 2.15
    """
    found = list_copies(session(), code)
    if format == "json":
        text.write(json.render({"copies": [as_json(copy) for copy in found]}))
    elif format != "text":
        text.write({"csv": csv, "md": markdown}[format].render(table_of(found)))
    elif found:
        text.table(table_of(found))
    else:
        say(msg("No copy was issued yet"))


def as_json(copy: Copy) -> dict[str, object]:
    """Return a copy as scripts read it."""
    return {
        "code": copy.code,
        "number": copy.number,
        "holder": copy.holder,
        "revision": copy.revision,
        "state": copy.state.value,
        "issued": copy.issued,
        "acknowledged": copy.acknowledged or None,
        "closed": copy.closed or None,
    }


def table_of(found: Sequence[Copy], title: str = "") -> Table:
    """Return copies as a table."""
    catalog = current()
    heads = (msg("Code"), msg("Copy No."), msg("Rev."), msg("Holder"), msg("State"), msg("Issued"), msg("Closed"))
    rows = tuple(
        (
            copy.code,
            str(copy.number),
            str(copy.revision),
            copy.holder,
            catalog.text(COPY_STATES[copy.state]),
            day(copy.issued),
            day(copy.closed),
        )
        for copy in found
    )
    return Table(title, tuple(catalog.text(head) for head in heads), rows, frozenset({0, 1, 2, 5, 6}))
