"""`qms seal`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.copies.seal import Seal, new_seal, seals
from qms.cli.arguments import Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.model.message import msg
from qms.report import json, text


def command(
    new: Annotated[bool, typer.Option("--new", help=_("Make a seal; copies issued from now on are signed."))] = False,
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Show or make the seal of the organisation: the key that signs the QR codes of copies.

    Example: qms seal --new
    """
    here = session()
    if new:
        if format == "text":
            say(msg("From now on copies can be issued only on computers that have the seal."))
        agreed(msg("Make the seal?"), msg("Nothing was changed"), yes=yes)
    made = new_seal(here) if new else None
    if format == "json":
        text.write(json.render({"seals": [_json(item) for item in ([made] if made else seals(here))]}))
    elif made:
        say(msg("Its private half: {path}. Keep a copy in the safe.", path=str(made.private)), "bold")
        say(msg('Its public half is committed: "organisation/seal.pub". Whoever has it can verify copies.'))
    else:
        _show(seals(here))


def _json(item: Seal) -> dict[str, object]:
    return {"name": item.name, "current": item.current, "private": str(item.private) if item.private else None}


def _show(found: tuple[Seal, ...]) -> None:
    for item in found:
        say(
            msg("Seal {name}: its private half is on this computer", name=item.name)
            if item.private
            else msg("Seal {name}: its private half is not on this computer", name=item.name),
            "bold" if item.current else "dim",
        )
    if not found:
        say(msg("There is no seal: the QR codes of copies prove nothing by themselves."))
        say(msg("Next: qms seal --new"), "cyan")
