"""`qms acknowledge`."""

from __future__ import annotations

from qms.cli.moves import Code, Format, Note, Number, On, RevisionOf, run
from qms.model.act import Deed


def command(
    code: Code, copy: Number, revision: RevisionOf = 0, on: On = "", note: Note = "", format: Format = "text"
) -> None:
    """Record that the holder of a copy has received and read it.

    Example: qms acknowledge 2.15 --copy 2
    """
    run(Deed.ACKNOWLEDGE, code, copy, revision=revision, on=on, note=note, format=format)
