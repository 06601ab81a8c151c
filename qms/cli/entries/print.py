"""`qms entry print`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.registers.print import Form, print_
from qms.cli.arguments import Format, Out
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session
from qms.model.message import msg
from qms.report import json, text


def command(
    code: Annotated[str, typer.Argument(metavar="CODE|REGISTER", help=_("An entry, or a whole register."))],
    form: Annotated[
        str, typer.Option(metavar="NAME", help=_('Which form, where there are several; "register show" names them.'))
    ] = "",
    to: Annotated[Literal["pdf", "html", "docx", "md"], typer.Option(help=_("What to make."))] = "pdf",
    out: Out = "",
    format: Format = "text",
) -> None:
    """Print an entry as a form, or a register as a list, in the language of the run (--lang).

    Example: qms entry print ТК-2026-001
        qms entry print ИА-2026-001 --form checklist
        qms entry print risks --form matrix --to docx
    """
    path = print_(session(), code, Form(current().language, to, out_folder(out), form))
    if format == "json":
        text.write(json.render({"written": [{"path": str(path)}]}))
    else:
        say(msg("Written: {path}", path=str(path)), "green")
