"""`qms entry move`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.registers.commit import Typed
from qms.actions.registers.move import move, wanted_for
from qms.cli.arguments import Format
from qms.cli.entries.ask import answers
from qms.cli.entries.options import Adds, By, Code, Sets
from qms.cli.entries.shown import kept
from qms.cli.language import _
from qms.cli.session import session


def command(
    code: Code,
    state: Annotated[str, typer.Argument(metavar="STATE", help=_("The state that follows."))],
    set_: Sets = None,
    add: Adds = None,
    by: By = "",
    format: Format = "text",
) -> None:
    """Move an entry into another state. Only what that state needs and what is not there yet is asked.

    Example: qms entry move АР-2026-001 done --set result="…"
    """
    here = session()
    world, lacking = wanted_for(here, code, state, [*(set_ or ()), *(add or ())])
    given = [*(set_ or ()), *answers(world, lacking)]
    kept(move(here, code, state, Typed(given, add or (), by)), in_json=format == "json")
