"""`qms commit`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.commit import Edits, commit, edits
from qms.cli.arguments import Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.model.message import msg
from qms.report import json, text


def command(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help=_("Only these documents (everything that differs)."))
    ] = None,
    message: Annotated[str, typer.Option(help=_("What was edited, in a few words."))] = "",
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be recorded."))] = False,
    format: Format = "text",
) -> None:
    """Record edits that make no new revision: drafts, texts that were sent back, lists and registers.

    Example: qms commit 2.15 --message "6.3-пункт ректордун эскертүүсү боюнча оңдолду"
    """
    here = session()
    found = edits(here, codes or [])
    if format == "text":
        for path in found.files:
            text.line(path)
    if dry_run:
        _tell(found, "", format)
        return
    agreed(msg("Record these files?"), msg("Nothing was recorded"), yes=yes or bool(codes))
    _tell(found, commit(here, found, message), format)


def _tell(found: Edits, done: str, format: str) -> None:
    """Say what was recorded; without a commit nothing was."""
    if format == "json":
        text.write(json.render({"files": list(found.files), "codes": list(found.codes), "commit": done or None}))
        return
    if not done:
        return
    say(msg("Recorded: {count}", count=len(found.files)), "green")
    if found.codes:
        say(msg("Next: qms submit {code}, or qms status", code=found.codes[0]), "cyan")
