"""`qms entry export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qms.actions.registers.export import export
from qms.actions.registers.overview import Filter
from qms.actions.registers.values import pair
from qms.cli.entries.options import RegisterName
from qms.cli.language import _
from qms.cli.session import say, session
from qms.model.message import msg


def command(
    register: RegisterName,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The file to write: .csv or .xlsx."))],
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="NAME=VALUE", help=_("Only entries with this value."))
    ] = None,
    state: Annotated[list[str] | None, typer.Option(metavar="STATE", help=_("Only entries in this state."))] = None,
) -> None:
    """Write the entries of a register into a spreadsheet; "qms entry import" reads it again without loss.

    Example: qms entry export risks risks.xlsx
    """
    wanted = Filter(dict(pair(word, "--where") for word in where or ()), state or ())
    count = export(session(), register, Path(file), wanted)
    say(msg('Written to "{path}": {count}', path=file, count=count), "green")
