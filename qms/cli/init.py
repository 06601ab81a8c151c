"""`qms init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qms.actions.init import init
from qms.adapters.languages import catalog
from qms.cli.language import _
from qms.cli.session import now, say
from qms.model.message import msg


def command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help=_("The new folder."))],
) -> None:
    """Make a new documents repository from the template.

    Example: qms init our-documents
    """
    count = init(directory, when=now(), catalogs=catalog)
    say(msg('The repository "{path}" is ready. Files: {count}', path=str(directory), count=count), "green")
    say(msg('Next: "cd {path}", then "qms check"', path=str(directory)))
