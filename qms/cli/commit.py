"""`qms commit`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.commit import commit, edits
from qms.cli.arguments import Yes
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.model.message import msg
from qms.report import text


def command(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help=_("Only these documents (everything that differs)."))
    ] = None,
    message: Annotated[str, typer.Option(help=_("What was edited, in a few words."))] = "",
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be recorded."))] = False,
) -> None:
    """Record edits that make no new revision: drafts, texts that were sent back, lists and registers.

    Example: qms commit 2.15 --message "6.3-пункт ректордун эскертүүсү боюнча оңдолду"
    """
    here = session()
    found = edits(here, codes or [])
    for path in found.files:
        text.line(path)
    if dry_run:
        return
    agreed(msg("Record these files?"), msg("Nothing was recorded"), yes=yes or bool(codes))
    commit(here, found, message)
    say(msg("Recorded: {count}", count=len(found.files)), "green")
    if found.codes:
        say(msg("Next: qms submit {code}, or qms status", code=found.codes[0]), "cyan")
