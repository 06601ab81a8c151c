"""`qms approve`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.approve import Approved, Decision, approve
from qms.cli.arguments import Code, Format, On
from qms.cli.language import _
from qms.cli.session import say, session, understood
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import json, text


def command(
    code: Code,
    by: Annotated[str, typer.Option(metavar="ROLE", help=_("The role that approved, as in qms.yaml."))],
    decision: Annotated[str, typer.Option(help=_("The decision or order: body, number, date."))],
    on: On = "",
    effective: Annotated[
        str, typer.Option(metavar="DATE", help=_("The day it comes into force (that of the decision)."))
    ] = "",
    by_order: Annotated[
        bool, typer.Option("--by-order", help=_("Attest that it was decided on paper, with all steps before it."))
    ] = False,
    format: Format = "text",
) -> None:
    """Record that a revision was approved, on paper or by decision.

    Example: qms approve 2.15 --by rector --decision "№ 138" --effective 2026-09-15
        qms approve 2.15 --by-order --by rector --decision "Буйрук № 138"
    """
    here = session()
    settings = here.workspace.settings()
    done = approve(here, code, Decision(by, decision, on, effective, by_order))
    understood(code, done.code)
    if format == "json":
        values = {"code": done.code, "revision": done.revision, "effective": done.effective, "commit": done.commit}
        text.write(json.render(values))
        return
    _tell(done, signed=settings.mode == "signed")


def _tell(done: Approved, *, signed: bool) -> None:
    told = msg('Revision {revision} of "{code}" is approved', revision=done.revision, code=done.code)
    if done.effective:
        told = msg(
            'Revision {revision} of "{code}" is approved, in force from {day}',
            revision=done.revision,
            code=done.code,
            day=printed_day(done.effective),
        )
    say(told, "green")
    if not signed:
        say(msg("The repository works without electronic signatures: keep the signed paper"), "dim")
    if done.effective:
        say(msg("Next: qms issue {code}", code=done.code), "cyan")
    else:
        say(msg('Next: qms effect {code} --order "…"', code=done.code), "cyan")
