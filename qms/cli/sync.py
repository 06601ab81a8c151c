"""`qms sync`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.sharing.replay import Renumbered
from qms.actions.sharing.sync import Ahead, Shared, ahead, sync
from qms.cli.arguments import Format, Yes
from qms.cli.issue import as_json
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.model.message import msg
from qms.report import json, text

_MOST = 12


def command(
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be shared."))] = False,
    format: Format = "text",
) -> None:
    """Take over what others have recorded, and share what was recorded here; numbers never collide.

    Example: qms sync --dry-run
    """
    here = session()
    if dry_run or (format == "text" and not yes):
        with text.waiting(_("Talking to the shared repository")):
            found = ahead(here)
        if dry_run and format == "json":
            text.write(json.render({"would_take": found.taken, "would_give": list(found.given)}))
            return
        _foretell(found)
        if dry_run:
            return
        if found.given:
            agreed(msg("Share them?"), msg("Nothing was shared"), yes=False)
    with text.waiting(_("Talking to the shared repository")):
        done = sync(here)
    if format == "json":
        text.write(json.render(_json(done)))
    else:
        show(done)


def _foretell(found: Ahead) -> None:
    """Say what the sharing would bring and give, before it is done."""
    if found.taken:
        say(msg("Recorded by others, to be taken over: {count}", count=found.taken))
    if found.given:
        say(msg("Recorded here and not shared yet: {count}", count=len(found.given)), "bold")
    for subject in found.given[:_MOST]:
        text.line(f"  {subject}")
    if len(found.given) > _MOST:
        text.line("  …")
    if not found.taken and not found.given:
        say(msg("Nothing is waiting to be shared"), "green")


def show(done: Shared) -> None:
    """Say what was shared, and which prints have to be exchanged."""
    for item in done.renumbered:
        if item.old != item.new:
            say(
                msg(
                    'Copy {old} of "{code}" is copy {new} now: somebody else has given out that number',
                    old=item.old,
                    new=item.new,
                    code=item.code,
                ),
                "bold",
            )
            say(msg('If it was handed out: destroy it, and print "qms render {code} --copy {new}"', **_values(item)))
    for entry in done.recoded:
        told = msg('"{old}" is "{new}" now: somebody else has given out that code', old=entry.old, new=entry.new)
        say(told, "bold")
    for copy in done.issued:
        say(msg("Copy {number} is ready: {path}", number=copy.number, path=str(copy.path)))
    say(msg("Commits taken over: {taken}, shared: {given}", taken=done.taken, given=done.given), "green")


def _values(item: Renumbered) -> dict[str, object]:
    return {"code": item.code, "new": item.new}


def _json(done: Shared) -> dict[str, object]:
    moved = [{"code": one.code, "revision": one.revision, "old": one.old, "new": one.new} for one in done.renumbered]
    return {
        "taken": done.taken,
        "given": done.given,
        "renumbered": moved,
        "recoded": [{"register": one.register, "old": one.old, "new": one.new} for one in done.recoded],
        "issued": [as_json(item) for item in done.issued],
    }
