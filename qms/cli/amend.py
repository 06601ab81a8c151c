"""`qms amend`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.amend import CORRECTABLE, Correction, amend
from qms.cli.arguments import By, Code, Format
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import meant, say, session
from qms.errors import UsageError
from qms.model.act import Act, Deed
from qms.model.message import msg


def command(
    code: Code,
    act: Annotated[str, typer.Argument(metavar="ACT", help=_("Which act: approve, review, withdraw and others."))],
    reason: Annotated[str, typer.Option(help=_("What was recorded wrongly."))],
    basis: Annotated[str, typer.Option(help=_("The decision, order or protocol as it is right."))] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help=_("The day of the decision as it is right."))] = "",
    effective: Annotated[str, typer.Option(metavar="DATE", help=_("The day it comes into force as it is right."))] = "",
    by: By = "",
    format: Format = "text",
) -> None:
    """Correct what the last act of a kind says: a further act is recorded, the wrong one stays readable.

    Example: qms amend 2.15 approve --basis "№ 139" --reason "Номери ката"
    """
    if act not in set(CORRECTABLE):
        raise UsageError(msg('"{act}" is no act', act=act), msg("Known are: {names}", names=", ".join(CORRECTABLE)))
    here = session()
    done = amend(here, meant(here, code), Deed(act), Correction(reason, basis, on, effective, by))
    if format == "json":
        write(done, corrected=act, reason=done.act.text("reason"), holds=_what_holds(done.act))
        return
    values = {"act": act, "code": done.act.code, "revision": done.act.revision}
    say(msg('The act "{act}" of "{code}" revision {revision} is corrected', **values), "green")


def _what_holds(act: Act) -> dict[str, object]:
    """Return what holds instead; null where a field was right."""
    return {name: act.fields.get(name) for name in ("basis", "on", "effective")}
