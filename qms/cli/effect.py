"""`qms effect`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.effect import effect
from qms.cli.arguments import By, Code, Format, On
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import meant, say, session
from qms.model.days import printed_day
from qms.model.message import msg


def command(
    code: Code,
    order: Annotated[str, typer.Option(help=_("The order, with number and date."))],
    by: By = "",
    on: On = "",
    effective: Annotated[
        str, typer.Option(metavar="DATE", help=_("The day it comes into force (that of the order)."))
    ] = "",
    format: Format = "text",
) -> None:
    """Put an approved revision into effect by an order of its own.

    Example: qms effect 1.2 --order "Буйрук № 138" --effective 2026-05-01
    """
    here = session()
    done = effect(here, meant(here, code), order=order, by=by, on=on, effective=effective)
    act, since = done.act, done.act.effective
    if format == "json":
        write(done, basis=act.text("basis"), effective=since)
        return
    told = msg(
        'Revision {revision} of "{code}" is in force from {day}',
        revision=act.revision,
        code=act.code,
        day=printed_day(since),
    )
    say(told, "green")
    say(msg("Next: qms issue {code}", code=act.code), "cyan")
