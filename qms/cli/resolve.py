"""`qms resolve`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.sharing.resolve import Resolved, joined_by_driver, resolve
from qms.adapters.files.given import read_given
from qms.adapters.git.conflicts import Sides
from qms.adapters.git.files import write_file
from qms.cli.arguments import Format
from qms.cli.language import _
from qms.cli.session import folder, names, say, session
from qms.errors import UsageError
from qms.model.message import msg
from qms.report import json, text


def command(
    driver: Annotated[bool, typer.Option("--driver", help=_("Called by git itself while it merges."))] = False,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help=_("With --driver: base, ours, theirs, path.")),
    ] = None,
    format: Format = "text",
) -> int:
    """After a conflict in ledgers, put the acts that only you have after the shared ones.

    Nothing is lost: acts are chained anew, and those that were signed are signed anew by the same person.

    Example: git pull
        qms resolve
        git merge --continue
    """
    if driver:
        return _drive(files or [])
    done = resolve(session())
    if format == "json":
        text.write(json.render(_as_json(done)))
        return 1 if done.others else 0
    for item in done.ledgers:
        say(msg("{path}: own acts put after the shared ones: {count}", path=item.path, count=item.acts), "green")
        if item.signed:
            say(msg("Signed anew: {count}", count=item.signed))
    if not done.ledgers:
        say(msg("No ledger is in conflict"))
    if done.others:
        say(msg("These files you must settle yourself: {paths}", paths=names(done.others)), "yellow")
    elif done.ledgers:
        say(msg('Next: "git merge --continue" or "git rebase --continue"'), "cyan")
    return 1 if done.others else 0


def _drive(files: list[str]) -> int:
    """Write the joined ledger to where git wants it; 1 leaves the conflict to the person."""
    if len(files) != 4:
        raise UsageError(
            msg("git calls this with four files"), msg('Call "qms resolve" without --driver after a conflict')
        )
    base, ours, theirs = (folder() / name for name in files[:3])
    sides = Sides(read_given(base), read_given(ours), read_given(theirs))
    joined = joined_by_driver(session((folder() / files[3]).parent), files[3], sides)
    if joined is None:
        told = msg('"{path}": acts must be signed anew; run "qms resolve"', path=files[3])
        say(told, "yellow")
        return 1
    write_file(ours, joined)
    return 0


def _as_json(done: Resolved) -> dict[str, object]:
    ledgers = [{"path": item.path, "acts": item.acts, "signed": item.signed} for item in done.ledgers]
    return {"ledgers": ledgers, "others": list(done.others)}
