"""`qms report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.report import Order, report
from qms.actions.report_pack import Scope
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import say, session
from qms.errors import UsageError
from qms.model.message import msg
from qms.report import json, text

Name = Literal[
    "management-review", "audit-pack", "objectives", "processes", "nonconformities", "satisfaction", "competence"
]


def command(
    name: Annotated[Name, typer.Argument(metavar="REPORT", help=_("The report."))],
    year: Annotated[
        int | None, typer.Argument(metavar="[YEAR]", min=1900, max=2199, help=_("The year (this)."))
    ] = None,
    out: Annotated[
        str, typer.Option(metavar="FILE", help=_("The file: its name ends in .pdf, .docx, .md or .html."))
    ] = "",
    clause: Annotated[str, typer.Option(metavar="NUMBER", help=_("Of an audit pack: only this clause."))] = "",
    process: Annotated[str, typer.Option(metavar="NUMBER", help=_("Of an audit pack: only this process."))] = "",
    unit: Annotated[str, typer.Option(metavar="UNIT", help=_("Of an audit pack: only this unit."))] = "",
    iso: Annotated[
        bool, typer.Option("--iso/--no-iso", help=_("Of a management review: the inputs that only ISO 9001 asks for."))
    ] = True,
    format: Format = "text",
) -> None:
    """Write a report over the registers: figures beside those of the year before, tables, charts.

    Example: qms report management-review 2026 --out report.docx
        qms report audit-pack 2026 --process 4.1
    """
    scope = Scope(clause, process, unit)
    if name != "audit-pack" and scope != Scope():
        raise UsageError(
            msg('"--clause", "--process" and "--unit" are for the audit pack'), msg("Write: qms report audit-pack")
        )
    here = session()
    with text.waiting(_("Printing")):
        order = Order(name, year or here.today.year, scope, iso)
        path = report(here, order, current(), Path(out) if out else None)
    if format == "json":
        text.write(json.render({"written": [{"path": str(path)}]}))
    else:
        say(msg("Written: {path}", path=str(path)), "green")
