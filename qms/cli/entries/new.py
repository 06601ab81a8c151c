"""`qms entry new`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.registers.commit import Typed
from qms.actions.registers.new import new, wanted
from qms.cli.arguments import Format
from qms.cli.entries.ask import answers
from qms.cli.entries.options import Adds, By, RegisterName, Sets
from qms.cli.entries.shown import kept
from qms.cli.language import _
from qms.cli.session import session


def command(
    register: RegisterName,
    set_: Sets = None,
    add: Adds = None,
    from_: Annotated[
        str, typer.Option("--from", metavar="FILE", help=_("A YAML file with fields and their values."))
    ] = "",
    by: By = "",
    format: Format = "text",
) -> None:
    """Begin an entry of a register: it gets the next free code. What is needed and not given is asked.

    Example: qms entry new actions --set kind=corrective --set source=ТК-2026-001
    """
    here = session()
    given = [*(from_file(from_) if from_ else ()), *(set_ or ())]
    world, _register, lacking = wanted(here, register, [*given, *(add or ())])
    given += answers(world, lacking)
    kept(new(here, register, Typed(given, add or (), by)), in_json=format == "json")


def from_file(path: str) -> list[str]:
    """Return the fields of a file as pairs."""
    from qms.actions.registers.from_file import pairs_of

    return pairs_of(path)
