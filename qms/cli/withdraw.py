"""`qms withdraw`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.withdraw import Withdrawal, Withdrawn, withdraw
from qms.actions.session import at_hand, find
from qms.cli.arguments import Code, Format, On, Yes
from qms.cli.copies import as_json, table_of
from qms.cli.language import _, current
from qms.cli.recorded import write
from qms.cli.session import agreed, say, session, understood
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import text


def command(
    code: Code,
    basis: Annotated[str, typer.Option(help=_("The order or protocol, with number and date."))],
    by: Annotated[str, typer.Option(metavar="ROLE", help=_("The role that decided."))] = "rector",
    on: On = "",
    replaced_by: Annotated[str, typer.Option(metavar="CODE", help=_("The document that takes its place."))] = "",
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Withdraw a document: it is no longer in force, and its code is never given again.

    Example: qms withdraw СМС-ЖИ-АББСД-02-2022 --basis "Буйрук № 01-12/77, 14.05.2026"
    """
    here = session()
    found = find(at_hand(here), code).code
    understood(code, found)
    agreed(msg('Withdraw "{code}" for good?', code=found), msg("Nothing was withdrawn"), yes=yes)
    tell(withdraw(here, found, Withdrawal(by, basis, on, replaced_by=replaced_by)), format)


def tell(done: Withdrawn, format: str) -> None:
    """Say since when a document is not in force any more, and which copies must come back."""
    act = done.recorded.act
    if format == "json":
        copies = [as_json(copy) for copy in done.to_return]
        values = {"basis": act.text("basis"), "effective": done.on, "replaced_by": act.text("replaced_by") or None}
        write(done.recorded, **values, to_return=copies)
        return
    say(msg('"{code}" is no longer in force since {day}', code=act.code, day=printed_day(done.on)), "green")
    if done.to_return:
        text.table(table_of(done.to_return, current().text(msg("Copies to be returned"))))
