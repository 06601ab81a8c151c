"""`qms archive`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.archive import archive
from qms.cli.arguments import By, Code, Format, On
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import meant, say, session
from qms.model.days import printed_day
from qms.model.message import msg


def command(
    code: Code,
    place: Annotated[str, typer.Option(help=_("Where the original lies: room, folder."))],
    until: Annotated[str, typer.Option(metavar="DATE", help=_("The last day on which it must be kept."))] = "",
    by: By = "",
    on: On = "",
    format: Format = "text",
) -> None:
    """Record that the original of a withdrawn document is in the archive.

    Example: qms archive ЖИ-АББСД-02 --place "02-14 папка" --until 2031-12-31
    """
    here = session()
    done = archive(here, meant(here, code), place=place, until=until, by=by, on=on)
    found, last = done.act.code, done.act.text("until")
    if format == "json":
        write(done, place=done.act.text("place"), until=last or None)
    elif last:
        say(msg('"{code}" is in the archive until {day}', code=found, day=printed_day(last)), "green")
    else:
        say(msg('"{code}" is in the archive', code=found), "green")
