"""What `submit`, `check-off` and `agree` have in common."""

from __future__ import annotations

from qms.actions.documents.step import Stepped, step
from qms.actions.documents.way import command_for
from qms.cli.session import meant, say, session
from qms.cli.words import DEEDS
from qms.model.act import Deed
from qms.model.message import msg
from qms.report import json, text


def run(deed: Deed, code: str, *, by: str, note: str, format: str) -> None:
    """Record one step of a revision and say which comes next."""
    here = session()
    done = step(here, meant(here, code), deed, by=by, note=note)
    if format == "json":
        text.write(json.render(_json(done)))
        return
    told = msg(
        'Revision {revision} of "{code}": {state} ({role})',
        revision=done.revision,
        code=done.code,
        state=DEEDS[deed],
        role=done.by,
    )
    say(told, "green")
    if done.next:
        say(msg("Next: {command}", command=command_for(done.next, done.code)), "cyan")


def _json(done: Stepped) -> dict[str, object]:
    return {
        "code": done.code,
        "revision": done.revision,
        "act": done.deed.value,
        "by": done.by,
        "person": done.person,
        "next": done.next.deed.value if done.next else None,
        "next_roles": list(done.next.roles) if done.next else [],
        "commit": done.commit,
    }
