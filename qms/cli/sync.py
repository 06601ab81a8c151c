"""`qms sync`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.replay import Renumbered
from qms.actions.sharing import Shared, sync
from qms.cli.arguments import FORMAT
from qms.cli.issue import as_json
from qms.cli.language import _
from qms.cli.session import say, session
from qms.model.message import msg
from qms.report import json, text


def command(format: Annotated[Literal["text", "json"], FORMAT] = "text") -> None:
    """Take over what others have recorded, and share what was recorded here; numbers never collide.

    Example: qms sync
    """
    with text.waiting(_("Talking to the shared repository")):
        done = sync(session())
    if format == "json":
        text.write(json.render(_json(done)))
    else:
        show(done)


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
        "issued": [as_json(item) for item in done.issued],
    }
