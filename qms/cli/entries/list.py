"""`qms entry list`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.registers.overview import Filter, listing
from qms.actions.registers.values import pair
from qms.cli.arguments import FORMAT
from qms.cli.entries.options import RegisterName
from qms.cli.entries.shown import as_json, table
from qms.cli.language import _
from qms.cli.session import say, session
from qms.cli.tables import write_table
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.register import CODE, STATE, Register
from qms.report import json, text


def command(
    register: RegisterName,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="NAME=VALUE", help=_("Only entries with this value."))
    ] = None,
    state: Annotated[list[str] | None, typer.Option(metavar="STATE", help=_("Only entries in this state."))] = None,
    open_: Annotated[bool, typer.Option("--open", help=_("Only entries that are not finished."))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only entries whose deadline is over."))] = False,
    sort: Annotated[str, typer.Option(metavar="NAME", help=_('Sort by this field; "-NAME" backwards.'))] = "",
    columns: Annotated[str, typer.Option(metavar="NAMES", help=_("The fields to show, with commas between."))] = "",
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """List the entries of a register.

    Example: qms entry list actions --overdue --sort due
    """
    here = session()
    values = dict(pair(word, "--where") for word in where or ())
    wanted = Filter(values, state or (), open_, overdue, sort)
    snapshot, _registers, found, entries = listing(here, register, wanted)
    chosen = _columns(found, columns)
    if format == "json":
        text.write(json.render({"entries": [as_json(here, found, entry) for entry in entries]}))
    elif entries or format != "text":
        write_table(table(here, snapshot, found, entries, chosen), format)
    else:
        say(msg("There is no such entry"))


def _columns(register: Register, typed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in typed.split(",") if name.strip())
    for name in names:
        if name not in {CODE, STATE, *register.fields}:
            told = msg('The register "{register}" has no field "{field}"', register=register.id, field=name)
            raise UsageError(told, msg("Known are: {names}", names=", ".join((CODE, STATE, *register.fields))))
    return names
