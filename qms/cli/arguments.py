"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.cli.language import _

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("The code, or an unambiguous part of it."))]
MaybeCode = Annotated[str | None, typer.Argument(metavar="[CODE]", help=_("The code, or an unambiguous part of it."))]
On = Annotated[str, typer.Option(metavar="DATE", help=_("The day (today)."))]
Out = Annotated[str, typer.Option(metavar="DIR", help=_("The folder for the PDFs (out/)."))]
FORMAT = typer.Option("--format", help=_("How to write the answer."))
