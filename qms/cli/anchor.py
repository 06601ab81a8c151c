"""`qms anchor`: export, accept."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.trust.remembered import accept, accept_exported, export
from qms.adapters.past.trail import read_trail
from qms.cli.arguments import Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.cli.trust import grouped
from qms.errors import UsageError
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import json, text


def command(
    step: Annotated[
        Literal["export", "accept"],
        typer.Argument(metavar="export|accept", help=_("Print what stands for the history of today, or accept one.")),
    ],
    noted: Annotated[str, typer.Argument(metavar="[TEXT]", help=_("The 64 letters that were noted elsewhere."))] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Why a changed history is the right one."))] = "",
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Remember the history of today outside of the repository, so that nobody can take it back unseen.

    Example: qms anchor export
        qms anchor accept "7b1e…"
        qms anchor accept --reason "№ 7: a file with personal data was removed"
    """
    here = session()
    if step == "export":
        found, on = export(here), here.today.isoformat()
        if format == "json":
            text.write(json.render({"anchor": found, "date": on}))
            return
        say(msg("History on {day}, for the paper journal or another computer:", day=printed_day(on)))
        text.line(grouped(found), "bold")
    elif noted:
        commit = accept_exported(here, noted, read_trail(here.workspace))
        if format == "json":
            text.write(json.render({"commit": commit}))
            return
        say(msg("The history holds what was noted, as commit {commit}", commit=commit[:10]), "green")
    else:
        _accept(reason, yes=yes, as_json=format == "json")


def _accept(reason: str, *, yes: bool, as_json: bool) -> None:
    if not reason.strip():
        raise UsageError(
            msg("The reason is missing"), msg('Write who decided it and why: --reason "№ 7, 26.05.2021: …"')
        )
    if not as_json:
        say(msg("What this computer has seen before will no longer be asked for; the reason is kept."), "yellow")
    agreed(msg("Is the history as it is now the right one?"), msg("Nothing was changed"), yes=yes)
    done = accept(session(), reason.strip())
    if as_json:
        text.write(json.render({"at": done.at, "reason": done.reason, "before": done.before, "after": done.after}))
        return
    say(msg("Remembered: commit {commit}", commit=done.after[:10]), "green")
