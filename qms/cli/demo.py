"""`qms demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qms.actions.adopting.demo import demo
from qms.actions.changes.history import history
from qms.actions.checking.check import check
from qms.adapters.languages import catalog
from qms.cli.findings import summary
from qms.cli.history import table_of
from qms.cli.language import _, current
from qms.cli.session import now, say, session
from qms.cli.status import show_due
from qms.model.message import msg
from qms.report import text

MANUAL = "СМС-СЖ-1.2-2021"


def command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=_("The new folder."))],
) -> None:
    """Make a sample repository with a year of history: revisions, approvals, reviews, copies.

    Example: qms demo demo
    """
    with text.progress(current().text(msg("A year of the quality department"))) as step:
        for done, total in demo(directory, now(), catalog):
            step(done, total)
    here = session(directory)
    text.table(table_of(history(here, MANUAL)))
    show_due(here)
    summary(check(here.workspace, here.today))
    say(msg("Controlled copies to look at:"), "bold")
    for path in sorted((here.workspace.root / "out").glob("*.pdf")):
        text.line(f"  {path}")
    say(msg('Next: "cd {path}", then "qms list"', path=str(directory)), "cyan")
