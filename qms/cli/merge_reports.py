"""`qms merge-reports`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.checking.merge import merge
from qms.cli.arguments import FORMAT
from qms.cli.findings import show
from qms.cli.language import _
from qms.cli.session import folder, say, session
from qms.model.message import msg
from qms.report import json, text


def command(
    parts: Annotated[list[str], typer.Argument(metavar="PART...", help=_("The files of all parts."))],
    format: Annotated[Literal["text", "json", "sarif", "github", "gitlab", "junit"], FORMAT] = "text",
) -> int:
    """Join the parts of a check or a printing that several machines did.

    Example: qms check --shard 1/2 --format json > 1.json
    qms check --shard 2/2 --format json > 2.json
    qms merge-reports 1.json 2.json
    """
    found = merge(folder() / path for path in parts)
    if found.report is not None:
        return show(session().workspace, found.report, format)
    failed = sum(bool(row.get("error")) for row in found.written)
    if format == "json":
        text.write(json.render({"written": found.written}))
    else:
        counts = msg("Printed in all parts: {count} · not printed: {failed}", count=len(found.written), failed=failed)
        say(counts, "bold red" if failed else "green")
    return 1 if failed else 0
