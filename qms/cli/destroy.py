"""`qms destroy`."""

from __future__ import annotations

from qms.actions.copies.moves import Move
from qms.cli.arguments import Code, Format, On
from qms.cli.moves import Note, Number, RevisionOf, run
from qms.model.act import Deed


def command(
    code: Code, copy: Number, revision: RevisionOf = 0, on: On = "", note: Note = "", format: Format = "text"
) -> None:
    """Record that a copy was destroyed.

    Example: qms destroy 2.15 --copy 2
    """
    run(code, Move(Deed.DESTROY, copy, revision, on, note), format)
