"""`qms supersede`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.supersede import supersede
from qms.actions.session import at_hand, find
from qms.cli.arguments import Code, Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, session, understood
from qms.cli.withdraw import tell
from qms.model.message import msg


def command(
    code: Code,
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("The code of the document that takes its place."))],
    basis: Annotated[str, typer.Option(help=_("The order or protocol, with number and date."))],
    by: Annotated[str, typer.Option(metavar="ROLE", help=_("The role that decided."))] = "rector",
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Let an approved document take the place of another: the old one ends on the day the new one is in force.

    Example: qms supersede ЖИ-АББСД-02 ЖИ-АББСД-03 --basis "Буйрук № 77"
    """
    here = session()
    snapshot = at_hand(here)
    old, successor = find(snapshot, code).code, find(snapshot, new).code
    understood(code, old)
    understood(new, successor)
    agreed(msg('Let "{new}" replace "{old}" for good?', new=successor, old=old), msg("Nothing was withdrawn"), yes=yes)
    tell(supersede(here, old, successor, by=by, basis=basis), format)
