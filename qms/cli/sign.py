"""`qms sign`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from qms.actions.copies.signed_file import sign_file
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import folder, say, session
from qms.errors import UsageError
from qms.model.message import msg
from qms.report import json, text

VARIABLE = "QMS_PASSPHRASE"


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The PDF of a copy as it was issued."))],
    key: Annotated[
        str, typer.Option("--key", metavar="FILE", help=_("Certificate and key of the signer: a file .p12 or .pfx."))
    ],
    format: Format = "text",
) -> None:
    """Put an electronic signature inside the PDF of a copy (PAdES), in a file beside it.

    Example: qms sign out/СМС-ДП-2.15-2022-r2-002.pdf --key rector.p12
    """
    path = next((one for one in (Path(file), folder() / file) if one.exists()), Path(file))
    made = sign_file(session(), path, Path(key), _passphrase)
    if format == "json":
        text.write(json.render({"written": [{"path": str(made)}]}))
    else:
        say(msg("Written: {path}", path=str(made)), "green")


def _passphrase() -> str:
    """Ask for the passphrase without showing it; a script gives it in a variable."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            msg("Nothing was signed"), msg('Give the passphrase of the key in the variable "{name}"', name=VARIABLE)
        )
    try:
        asked = current().text(msg("Passphrase of the key"))
        return str(typer.prompt(asked, hide_input=True, default="", show_default=False, err=True))
    except typer.Abort:
        raise UsageError(msg("Nothing was signed"), msg("Type the passphrase of the key")) from None
