"""`qms reject`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.reject import reject
from qms.cli.arguments import By, Code
from qms.cli.language import _
from qms.cli.session import meant, say, session
from qms.model.message import msg


def command(
    code: Code,
    reason: Annotated[str, typer.Option(help=_("What the author must change."))],
    by: By = "",
) -> None:
    """Say no to a submitted revision, with the reason: its author works on it again.

    Example: qms reject 2.15 --by quality-director --reason "6.3-пунктта мөөнөт жок"
    """
    here = session()
    found, who = reject(here, meant(here, code), by=by, reason=reason)
    told = msg('Revision {revision} of "{code}" is rejected ({role})', **_of(found.revision, found.code, who.role))
    say(told, "yellow")
    say(msg("Next: edit the text, then qms commit {code} and qms submit {code}", code=found.code), "cyan")


def _of(revision: int, code: str, role: str) -> dict[str, str | int]:
    return {"revision": revision, "code": code, "role": role}
