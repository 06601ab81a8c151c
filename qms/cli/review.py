"""`qms review`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.review import review
from qms.cli.arguments import Code, Format, On
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import say, session, understood
from qms.model.days import printed_day
from qms.model.message import msg


def command(
    code: Code,
    basis: Annotated[str, typer.Option(help=_("Who reviewed it, and by which protocol."))],
    by: Annotated[str, typer.Option(metavar="ROLE", help=_("The role that reviewed."))] = "quality-director",
    on: On = "",
    unchanged: Annotated[  # noqa: ARG001 - people may say what always holds
        bool, typer.Option("--unchanged", help=_("Nothing has changed in the text; this is compared in any case."))
    ] = False,
    format: Format = "text",
) -> None:
    """Record a periodic review that changed nothing.

    Example: qms review 1.2 --basis "АББСДнын жыйыны, протокол № 3"
    """
    done, until = review(session(), code, by=by, basis=basis, on=on)
    found = done.act.code
    understood(code, found)
    if format == "json":
        write(done, basis=done.act.text("basis"), review_due=until)
        return
    say(
        msg('The review of "{code}" is recorded; the next one is due by {day}', code=found, day=printed_day(until)),
        "green",
    )
