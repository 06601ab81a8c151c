"""`qms submit`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.cli.arguments import By, Code, Format
from qms.cli.language import _
from qms.cli.steps import run
from qms.model.act import Deed


def command(
    code: Code,
    by: By = "",
    note: Annotated[str, typer.Option(help=_("A remark for the ledger."))] = "",
    format: Format = "text",
) -> None:
    """Submit a revision: its text is ready to be checked.

    Example: qms submit 2.15
    """
    run(Deed.PREPARE, code, by=by, note=note, format=format)
