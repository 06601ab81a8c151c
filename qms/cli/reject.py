"""`qms reject`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.reject import reject
from qms.cli.arguments import By, Code, Format
from qms.cli.language import _
from qms.cli.recorded import write
from qms.cli.session import meant, say, session
from qms.model.message import msg


def command(
    code: Code,
    reason: Annotated[str, typer.Option(help=_("What the author must change."))],
    by: By = "",
    format: Format = "text",
) -> None:
    """Say no to a submitted revision, with the reason: its author works on it again.

    Example: qms reject 2.15 --by quality-director --reason "6.3-пунктта мөөнөт жок"
    """
    here = session()
    done = reject(here, meant(here, code), by=by, reason=reason)
    act = done.act
    if format == "json":
        write(done, reason=act.text("reason"))
        return
    told = msg(
        'Revision {revision} of "{code}" is rejected ({role})', revision=act.revision, code=act.code, role=act.by
    )
    say(told, "yellow")
    say(msg("Next: edit the text, then qms commit {code} and qms submit {code}", code=act.code), "cyan")
