"""`qms withdraw`."""

from __future__ import annotations

import sys
from typing import Annotated

import click
import typer

from qms.actions.session import find
from qms.actions.withdraw import withdraw
from qms.cli.arguments import Code, On
from qms.cli.copies import table_of
from qms.cli.language import _, current
from qms.cli.session import say, session, understood
from qms.cli.words import day
from qms.errors import UsageError
from qms.model.message import msg
from qms.report import text
from qms.report.safe import show


def command(
    code: Code,
    basis: Annotated[str, typer.Option(help=_("The order or protocol, with number and date."))],
    by: Annotated[str, typer.Option(metavar="ROLE", help=_("The role that decided."))] = "rector",
    on: On = "",
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
) -> None:
    """Withdraw a document: it is no longer in force, and its code is never given again.

    Example: qms withdraw СМС-ЖИ-АББСД-02-2022 --basis "Буйрук № 01-12/77, 14.05.2026"
    """
    here = session()
    found = find(here.workspace.snapshot(), code).code
    understood(code, found)
    if not yes and not _sure(found):
        raise UsageError(msg("Nothing was withdrawn"), msg('Answer "y", or call the command with --yes'))
    done = withdraw(here, found, by=by, basis=basis, on=on)
    say(msg('"{code}" is no longer in force since {day}', code=done.code, day=day(done.on)), "green")
    if done.to_return:
        text.table(table_of(done.to_return, current().text(msg("Copies to be returned"))))


def _sure(code: str) -> bool:
    question = show(current().text(msg('Withdraw "{code}" for good?', code=code)))
    try:
        return typer.confirm(question, default=False, err=True)
    except click.exceptions.Abort:  # nobody is there to answer
        sys.stderr.write("\n")
        return False
