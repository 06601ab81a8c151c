"""`qms revise`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qms.actions.documents.revise import Change, News, news, revise
from qms.actions.session import Session
from qms.cli.arguments import Code, Format
from qms.cli.language import _, current
from qms.cli.session import ask, say, session, understood
from qms.errors import UsageError
from qms.model.change import ChangeKind
from qms.model.message import msg
from qms.report import json, text


def command(
    code: Code,
    change: Annotated[str, typer.Option(help=_("What is new, for the change-registration sheet."))] = "",
    basis: Annotated[str, typer.Option(help=_("Why: the order, protocol or audit, with number and date."))] = "",
    addition: Annotated[bool, typer.Option("--addition", help=_("It is an addition, not a change."))] = False,
    editorial: Annotated[
        bool, typer.Option("--editorial", help=_("Only wording: nothing that people do has changed."))
    ] = False,
    format: Format = "text",
) -> None:
    """Record an edited text as a new revision, with what changed and why. Without --change it shows and asks.

    Example: qms revise 2.15 --change "6.3-пункт такталды" --basis "№ 4 протокол"
    """
    here = session()
    kind = ChangeKind.ADDITION if addition else ChangeKind.CHANGE
    said = Change(change, basis, kind, editorial) if change else _asked(here, code, Change("", basis, kind, editorial))
    done = revise(here, code, said)
    understood(code, done.code)
    if format == "json":
        text.write(
            json.render({"code": done.code, "revision": done.revision, "path": done.path, "commit": done.commit})
        )
        return
    say(msg('"{code}" is now revision {revision}', code=done.code, revision=done.revision), "green")
    if done.recorded:
        say(msg("Next: qms submit {code}", code=done.code), "cyan")
    else:
        say(msg('Next: qms approve {code} --by ROLE --decision "…"', code=done.code), "cyan")


def _asked(here: Session, code: str, said: Change) -> Change:
    """Show what is new since the last revision, and ask for what only a person knows."""
    if not sys.stdin.isatty():
        raise UsageError(msg("The change is empty"), msg('Say what is new after --change: "Section 5 rewritten"'))
    _show(news(here, code))
    summary = ask(msg("What is new, for the change-registration sheet"))
    basis = said.basis or ask(msg("On which basis: order, protocol, audit with number and date"))
    editorial = said.editorial or typer.confirm(
        _("Has only the wording changed, and nothing that people do?"), err=True
    )
    return Change(summary, basis, said.kind, editorial)


def _show(found: News) -> None:
    say(msg('What is new in "{code}" since revision {revision}', code=found.code, revision=found.revision), "bold")
    sections = found.sections
    named = ((msg("Changed"), sections.changed), (msg("New"), sections.new), (msg("Removed"), sections.removed))
    text.pairs((current().text(name), ", ".join(value)) for name, value in named)
