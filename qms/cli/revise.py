"""`qms revise`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.revise import revise
from qms.cli.arguments import FORMAT, Code
from qms.cli.language import _
from qms.cli.session import say, session, understood
from qms.model.change import ChangeKind
from qms.model.message import msg
from qms.report import json, text


def command(
    code: Code,
    change: Annotated[str, typer.Option(help=_("What is new, for the change-registration sheet."))],
    basis: Annotated[str, typer.Option(help=_("Why: the order, protocol or audit, with number and date."))] = "",
    addition: Annotated[bool, typer.Option("--addition", help=_("It is an addition, not a change."))] = False,
    format: Annotated[Literal["text", "json"], FORMAT] = "text",
) -> None:
    """Record an edited text as a new revision, with what changed and why.

    Example: qms revise 2.15 --change "6.3-пункт такталды" --basis "№ 4 протокол"
    """
    kind = ChangeKind.ADDITION if addition else ChangeKind.CHANGE
    done = revise(session(), code, change=change, basis=basis, kind=kind)
    understood(code, done.code)
    if format == "json":
        text.write(
            json.render({"code": done.code, "revision": done.revision, "path": done.path, "commit": done.commit})
        )
        return
    say(msg('"{code}" is now revision {revision}', code=done.code, revision=done.revision), "green")
    say(msg('Next: qms approve {code} --by ROLE --decision "…"', code=done.code), "cyan")
