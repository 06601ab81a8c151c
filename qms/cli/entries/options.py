"""Options that the steps of `qms entry` share."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.cli.language import _

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("The code of the entry, or an unambiguous part of it."))]
RegisterName = Annotated[str, typer.Argument(metavar="REGISTER", help=_("The name of the register."))]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help=_("A field and its value; may be repeated."))
]
Adds = Annotated[
    list[str] | None, typer.Option("--add", metavar="NAME=VALUE", help=_("One more value of a list, or one more row."))
]
By = Annotated[str, typer.Option(metavar="POSITION", help=_("Who does it: a position or a role."))]
