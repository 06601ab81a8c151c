"""`qms external`: the five steps of a document from outside."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

import typer

from qms.actions.documents.external import acquaint, change, keep, register
from qms.actions.documents.record import Recorded
from qms.actions.documents.revise import Change
from qms.actions.session import Session
from qms.cli.arguments import By, Code, Format, On
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import meant, names, say, session
from qms.errors import UsageError
from qms.model.message import Message, msg


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
    format: Format = "text",
) -> None:
    """Take a document from outside through its steps: register, acquaint, register changes, keep, acquaint again.

    Example: qms external register ТД-0001 --basis "Кирүүчү № 12"
        qms external acquaint ТД-0001 --to ОИД --to КБ
        qms external change ТД-0001 --change "5-берене" --basis "№ 31"
        qms external keep ТД-0001 --place "АББСД, папка 01-07"
    """
    given = Given(basis, change_, place, tuple(to or ()), by, on)
    _check(step, given)
    here = session()
    done = _taken(here, step, meant(here, code), given)
    if format == "json":
        told = {name: done.act.text(name) or None for name in ("basis", "place")}
        write(done, **told, units=list(given.units))
        return
    say(_told(step, done, given), "green")
    if step in {"register", "change"}:
        say(msg("Next: qms external acquaint {code} --to UNIT", code=done.act.code), "cyan")


class Given(NamedTuple):
    """What a person has written after the options."""

    basis: str
    change: str
    place: str
    units: tuple[str, ...]
    by: str
    on: str


TAKES = {
    "register": {"basis", "place", "by", "on"},
    "acquaint": {"units", "on"},
    "change": {"basis", "change", "by", "on"},
    "keep": {"place", "by", "on"},
}
"""What each step records of it."""


def _check(step: str, given: Given) -> None:
    """Refuse what a step does not record: else a person believes that it stands in the ledger."""
    for name, value in given._asdict().items():
        if value and name not in TAKES[step]:
            option = "--to" if name == "units" else f"--{name}"
            raise UsageError(
                msg('"{word}" is too much', word=option),
                msg('"{command} --help" shows an example', command="qms external"),
            )


def _taken(here: Session, step: str, code: str, given: Given) -> Recorded:
    """Take a step."""
    if step == "register":
        return register(here, code, basis=given.basis, by=given.by, on=given.on, place=given.place)
    if step == "change":
        return change(here, code, Change(given.change, given.basis), by=given.by, on=given.on)
    if step == "keep":
        return keep(here, code, place=given.place, by=given.by, on=given.on)
    return acquaint(here, code, list(given.units), on=given.on)


def _told(step: str, done: Recorded, given: Given) -> Message:
    """Return what to say after a step."""
    act = done.act
    values: dict[str, str | int] = {"code": act.code, "revision": act.revision}
    if step == "register":
        return msg('"{code}" revision {revision} is registered', **values)
    if step == "change":
        return msg('The change of "{code}" is registered as revision {revision}', **values)
    if step == "keep":
        return msg('The copy of "{code}" with its changes is kept: {place}', code=act.code, place=act.text("place"))
    return msg('Acquainted with "{code}" revision {revision}: {units}', **values, units=names(given.units))
