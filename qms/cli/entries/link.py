"""`qms entry link`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.registers.change import link
from qms.cli.arguments import Format
from qms.cli.entries.options import By, Code
from qms.cli.entries.shown import kept
from qms.cli.language import _
from qms.cli.session import session


def command(
    code: Code,
    other: Annotated[str, typer.Argument(metavar="OTHER", help=_("The entry or document that it is to name."))],
    as_: Annotated[str, typer.Option("--as", metavar="FIELD", help=_("The field, where several may hold it."))] = "",
    by: By = "",
    format: Format = "text",
) -> None:
    """Let an entry name another entry or a document; the other one then shows it, too.

    Example: qms entry link ТК-2026-001 СМС-ДП-2.15-2022 --as document
    """
    kept(link(session(), code, other, as_, by), in_json=format == "json")
