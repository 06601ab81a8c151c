"""`qms agree`."""

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
    """Record that you agree to a revision that was checked.

    Example: qms agree 2.15 --by management-representative
    """
    run(Deed.AGREE, code, by=by, note=note, format=format)
