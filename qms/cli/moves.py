"""What `acknowledge`, `return`, `destroy` and `lost` have in common."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.copies.moves import Move, move
from qms.cli.copies import as_json
from qms.cli.language import _, current
from qms.cli.session import say, session, understood
from qms.model.message import msg
from qms.model.status import COPY_STATES
from qms.report import json, text

Number = Annotated[int, typer.Option("--copy", metavar="N", min=1, help=_("The number of the copy."))]
RevisionOf = Annotated[
    int, typer.Option("--revision", metavar="N", min=0, help=_("Of which revision, where several are out."))
]
Note = Annotated[str, typer.Option(help=_("A remark for the ledger."))]


def run(code: str, wanted: Move, format: str) -> None:
    """Record one act about one copy and say how the copy stands."""
    done = move(session(), code, wanted)
    understood(code, done.code)
    if format == "json":
        text.write(json.render(as_json(done)))
        return
    told = msg(
        'Copy {number} of "{code}" revision {revision}, holder {holder}: {state}',
        number=done.number,
        code=done.code,
        revision=done.revision,
        holder=done.holder,
        state=current().text(COPY_STATES[done.state]),
    )
    say(told, "green")
