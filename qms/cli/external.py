"""`qms external`: the five steps of a document from outside."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.external import acquaint, change, keep, register
from qms.actions.revise import Change
from qms.cli.arguments import By, Code, On
from qms.cli.language import _
from qms.cli.session import names, say, session, understood
from qms.model.message import msg


def command(
    step: Annotated[
        Literal["register", "acquaint", "change", "keep"],
        typer.Argument(
            metavar="register|acquaint|change|keep",
            help=_("Register the card, acquaint units, register a change, tell where the changed copy is kept."),
        ),
    ],
    code: Code,
    basis: Annotated[str, typer.Option(help=_("The entry in the journal of incoming documents."))] = "",
    change_: Annotated[str, typer.Option("--change", help=_("What has changed in the external document."))] = "",
    place: Annotated[str, typer.Option(help=_("Where the control copy is kept."))] = "",
    to: Annotated[list[str] | None, typer.Option(metavar="UNIT", help=_("A unit that was acquainted."))] = None,
    by: By = "",
    on: On = "",
) -> None:
    """Take a document from outside through its steps: register, acquaint, register changes, keep, acquaint again.

    Example: qms external register ТД-0001 --basis "Кирүүчү № 12"
        qms external acquaint ТД-0001 --to ОИД --to КБ
        qms external change ТД-0001 --change "5-берене" --basis "№ 31"
        qms external keep ТД-0001 --place "АББСД, папка 01-07"
    """
    here = session()
    if step == "register":
        found, revision = register(here, code, basis=basis, by=by, on=on, place=place)
        told = msg('"{code}" revision {revision} is registered', code=found, revision=revision)
    elif step == "change":
        found, revision = change(here, code, Change(change_, basis), by=by, on=on)
        told = msg('The change of "{code}" is registered as revision {revision}', code=found, revision=revision)
    elif step == "keep":
        found, revision = keep(here, code, place=place, by=by, on=on)
        told = msg('The copy of "{code}" with its changes is kept: {place}', code=found, place=place)
    else:
        found, revision = acquaint(here, code, to or [], on=on)
        told = msg(
            'Acquainted with "{code}" revision {revision}: {units}',
            code=found,
            revision=revision,
            units=names(to or []),
        )
    understood(code, found)
    say(told, "green")
    if step in {"register", "change"}:
        say(msg("Next: qms external acquaint {code} --to UNIT", code=found), "cyan")


def _of(code: str, revision: int) -> dict[str, str | int]:
    return {"code": code, "revision": revision}
