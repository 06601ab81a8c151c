"""`qms coverage`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.planning.clauses import coverage
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import say, session, title
from qms.cli.tables import labels
from qms.model.clause import EXTENTS, MAINTAIN, RETAIN, Answer, Extent
from qms.model.message import Message, msg
from qms.report import json, text
from qms.report.table import Table

KINDS = {MAINTAIN: msg("document"), RETAIN: msg("records")}
NAMED = 4


def command(
    edition: Annotated[str, typer.Option(metavar="NAME", help=_("The edition of the standard (the newest)."))] = "",
    missing: Annotated[bool, typer.Option("--missing", help=_("Only what is not covered."))] = False,
    format: Format = "text",
) -> None:
    """Show what there is for each clause of ISO 9001: documents, registers, the information that must be kept.

    A clause is thin where only the manual names it, where nothing is in force yet, or where records are missing.

    Example: qms coverage --missing
    """
    name, answers = coverage(session(), edition)
    shown = [item for item in answers if not missing or item.extent is not Extent.COVERED]
    if format == "json":
        text.write(json.render({"edition": name, "clauses": [_json(item) for item in shown]}))
        return
    text.table(_table(name, shown))
    counts = {extent: sum(item.extent is extent for item in answers) for extent in Extent}
    said = [f"{current().text(EXTENTS[extent])}: {count}" for extent, count in counts.items()]
    say(msg("Clauses: {count}", count=len(answers)))
    text.line(" · ".join(said))


def _json(item: Answer) -> dict[str, object]:
    return {
        "clause": item.clause.number,
        "title": title(item.clause.title),
        "state": item.extent.value,
        "documents": list(item.documents),
        "registers": list(item.registers),
        "information": {kind: list(names) for kind, names in item.proof.items()},
    }


def _table(name: str, answers: list[Answer]) -> Table:
    catalog = current()
    heads: tuple[Message, ...] = (
        *(msg("Clause"), msg("Title"), msg("State"), msg("Documents"), msg("Registers")),
        msg("Documented information"),
    )
    rows = tuple(
        (
            item.clause.number,
            title(item.clause.title),
            catalog.text(EXTENTS[item.extent]),
            _few(item.documents),
            _few(item.registers),
            "; ".join(f"{catalog.text(KINDS[kind])}: {_few(names) or '–'}" for kind, names in item.proof.items()),
        )
        for item in answers
    )
    return Table(name, labels(heads), rows, frozenset({0, 2}))


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
