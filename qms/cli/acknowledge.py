"""`qms acknowledge`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.copies.moves import Move
from qms.cli.arguments import Code, Format, On
from qms.cli.language import _
from qms.cli.moves import Note, Number, RevisionOf, run
from qms.model.act import Deed

Person = Annotated[str, typer.Option("--person", metavar="NAME", help=_("Who has read it, where several share it."))]


def command(
    code: Code,
    copy: Number,
    person: Person = "",
    revision: RevisionOf = 0,
    on: On = "",
    note: Note = "",
    format: Format = "text",
) -> None:
    """Record that the holder of a copy has received and read it. It holds until a change of substance.

    Example: qms acknowledge 2.15 --copy 2 --person "Асанова А."
    """
    run(code, Move(Deed.ACKNOWLEDGE, copy, revision, on, note, person), format)
