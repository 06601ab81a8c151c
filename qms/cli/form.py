"""`qms form`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.prints.form import Order, forms, print_form
from qms.cli.arguments import Format, Out
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session
from qms.cli.tables import labels
from qms.model.form import About, Form
from qms.model.message import msg
from qms.report import json, text
from qms.report.table import Table

ABOUT = {About.REPOSITORY: msg("all documents"), About.DOCUMENT: msg("one document")}


def command(
    name: Annotated[str, typer.Argument(metavar="[FORM]", help=_("The form; without it all are listed."))] = "",
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("The document that it is about."))] = "",
    to: Annotated[Literal["pdf", "html", "docx", "md"], typer.Option(help=_("What to make."))] = "pdf",
    out: Out = "",
    format: Format = "text",
) -> None:
    """Print a form: the master list, a distribution or acknowledgement sheet, an act, a change notice.

    Example: qms form distribution-sheet 2.15 --to docx
    """
    here = session()
    if not name:
        _list(forms(here), format)
        return
    with text.waiting(_("Printing")):
        path = print_form(here, Order(name, code, to), current(), out=out_folder(out))
    if format == "json":
        text.write(json.render({"written": [{"path": str(path)}]}))
    else:
        say(msg("Written: {path}", path=str(path)), "green")


def _list(found: tuple[Form, ...], format: str) -> None:
    catalog = current()
    if format == "json":
        text.write(
            json.render(
                {
                    "forms": [
                        {"name": one.name, "title": one.title_in(catalog), "about": one.about.value, "own": one.own}
                        for one in found
                    ]
                }
            )
        )
        return
    heads = labels((msg("Form"), msg("Title"), msg("About")))
    rows = tuple((one.name, one.title_in(catalog), catalog.text(ABOUT[one.about])) for one in found)
    text.table(Table("", heads, rows, frozenset({0})))
    say(msg("Next: qms form FORM [CODE]"), "cyan")
