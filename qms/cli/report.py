"""`qms report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.documents.new import Begun
from qms.actions.reports.document import report_document
from qms.actions.reports.pack import Scope
from qms.actions.reports.report import Order, report
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
    as_document: Annotated[
        bool, typer.Option("--as-document", help=_("Begin a document with it, which is then approved like any other."))
    ] = False,
    format: Format = "text",
) -> None:
    """Write a report over the registers: figures beside those of the year before, tables, charts.

    Example: qms report management-review 2026 --out report.docx
        qms report management-review 2026 --as-document
        qms report audit-pack 2026 --process 4.1
    """
    scope = Scope(clause, process, unit)
    if name != "audit-pack" and scope != Scope():
        raise UsageError(
            msg('"--clause", "--process" and "--unit" are for the audit pack'), msg("Write: qms report audit-pack")
        )
    if as_document and out:
        raise UsageError(msg('A document gets its place by its code: "--out" has no meaning'), msg('Leave out "--out"'))
    here = session()
    order = Order(name, year or here.today.year, scope, iso)
    with text.waiting(_("Printing")):
        begun = report_document(here, order) if as_document else None
        path = report(here, order, current(), Path(out) if out else None) if begun is None else None
    if begun is not None:
        _begun(begun, format)
    elif format == "json":
        text.write(json.render({"written": [{"path": str(path)}]}))
    else:
        say(msg("Written: {path}", path=str(path)), "green")


def _begun(begun: Begun, format: str) -> None:
    if format == "json":
        text.write(json.render({"code": begun.code, "path": begun.path, "commit": begun.commit}))
        return
    say(msg("Begun: {code} ({path})", code=begun.code, path=begun.path), "green")
    say(msg('Its figures are those of today. Complete the places marked "[____]"'))
    say(msg('Next: qms revise {code} --change "…" --basis "…"', code=begun.code), "cyan")
