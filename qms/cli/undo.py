"""`qms undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.undo import Undone, last, undo
from qms.cli.arguments import Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, say, session
from qms.model.message import msg
from qms.report import json, text


def command(
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be taken back."))] = False,
    format: Format = "text",
) -> None:
    """Take back the last act or commit of this clone that was not shared yet; texts stay as they lie on disk.

    Example: qms undo
    """
    here = session()
    found = last(here)
    if format == "text":
        _show(found)
    if not dry_run:
        agreed(msg("Take it back?"), msg("Nothing was taken back"), yes=yes)
        undo(here, found)
    if format == "json":
        text.write(json.render({**_as_json(found), "taken_back": not dry_run}))
    elif not dry_run:
        say(msg("Taken back"), "green")


def _as_json(found: Undone) -> dict[str, object]:
    acts = [_of(act.deed.value, act.code, act.revision) for act in found.acts]
    return {"commit": found.commit, "subject": found.subject, "acts": acts, "kept": list(found.kept)}


def _show(found: Undone) -> None:
    say(msg("The last commit: {subject}", subject=found.subject), "bold")
    for act in found.acts:
        say(msg('  act "{act}" of "{code}" revision {revision}', **_of(act.deed.value, act.code, act.revision)))
    for path in found.kept:
        say(msg("  stays on disk as it is, to be recorded again: {path}", path=path))


def _of(deed: str, code: str, revision: int) -> dict[str, str | int]:
    return {"act": deed, "code": code, "revision": revision}
