"""`qms lost`."""

from __future__ import annotations

from qms.cli.moves import Code, Format, Note, Number, On, RevisionOf, run
from qms.model.act import Deed


def command(
    code: Code, copy: Number, revision: RevisionOf = 0, on: On = "", note: Note = "", format: Format = "text"
) -> None:
    """Record that a copy was lost.

    Example: qms lost 2.15 --copy 2
    """
    run(Deed.LOSE, code, copy, revision=revision, on=on, note=note, format=format)
