"""`qms blame`."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Literal

import typer

from qms.actions.changes.blame import Blame, Stand, blame
from qms.cli.arguments import FORMAT, Code
from qms.cli.language import _, current
from qms.cli.session import session, understood
from qms.cli.tables import labels, write_table
from qms.history.passages import is_rule
from qms.model.days import printed_day
from qms.model.message import msg
from qms.model.redline import Kind
from qms.report import json, text
from qms.report.table import Table


def command(
    code: Code,
    section: Annotated[
        str, typer.Argument(metavar="SECTION", help=_("The number of a section, or words of its title."))
    ],
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """Show since which revision each paragraph of a section stands, who wrote it, on what basis.

    Example: qms blame 2.15 6.3
    """
    found = blame(session(), code, section)
    understood(code, found[0].code)
    if format == "json":
        text.write(json.render({"code": found[0].code, "sections": [_json(item) for item in found]}))
    elif format == "text":
        _print(found)
    else:
        write_table(_table(found), format)


def _print(found: tuple[Blame, ...]) -> None:
    """Print passages in their order, those of one revision below one line that tells of it."""
    stands = (stand for item in found for stand in item.stands if not is_rule(stand.passage.cells))
    for _revision, group in groupby(stands, lambda stand: stand.row.revision):
        block = list(group)
        row = block[0].row
        since = current().text(msg("Since revision {number}", number=row.revision))
        text.line(" · ".join(part for part in (since, printed_day(row.date), row.author, row.basis) if part), "cyan")
        for stand in block:
            text.line(f"  {_words(stand)}", "bold" if stand.passage.kind is Kind.HEADING else "")


def _json(found: Blame) -> dict[str, object]:
    return {"name": found.section, "passages": [_passage(item) for item in found.stands]}


def _passage(stand: Stand) -> dict[str, object]:
    row = stand.row
    return {
        "kind": stand.passage.kind.value,
        "text": _words(stand),
        "revision": row.revision,
        "date": row.date,
        "author": row.author,
        "basis": row.basis,
        "summary": row.summary,
        "commit": row.commit,
    }


def _words(stand: Stand) -> str:
    words = " | ".join(stand.passage.cells)
    return f"{stand.passage.lead.strip()} {words}" if stand.passage.lead else words


def _table(found: tuple[Blame, ...]) -> Table:
    heads = (msg("Rev."), msg("Date"), msg("Entered by"), msg("Basis"), msg("Text"))
    rows = tuple(
        (str(stand.row.revision), printed_day(stand.row.date), stand.row.author, stand.row.basis, _words(stand))
        for item in found
        for stand in item.stands
        if not is_rule(stand.passage.cells)
    )
    title = f"{found[0].code} {', '.join(item.section for item in found)}"
    return Table(title, labels(heads), rows, frozenset({0, 1}))
