"""`qms inbox`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.changes.history import role_name
from qms.actions.documents.inbox import Item, Task, inbox
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import say, session, title
from qms.cli.tables import labels
from qms.cli.words import TASKS
from qms.model.days import printed_day
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.report import json, text
from qms.report.table import Table


def command(
    position: Annotated[
        str, typer.Option("--as", metavar="POSITION", help=_("Only what waits for this role, position or unit."))
    ] = "",
    format: Format = "text",
) -> None:
    """Show what waits for whom, since when, and the command to run next; the overdue first.

    Example: qms inbox --as rector
    """
    here = session()
    snapshot, found = inbox(here, position)
    today = here.today.isoformat()
    if format == "json":
        text.write(json.render({"inbox": [as_json(item, today) for item in found]}))
    elif found:
        text.table(table_of(found, snapshot, today))
    else:
        say(msg("Nothing waits"), "green")


def as_json(item: Item, today: str) -> dict[str, object]:
    """Return one item as scripts read it."""
    return {
        "task": item.task.value,
        "code": item.code,
        "revision": item.revision,
        "who": list(item.who),
        "since": item.since or None,
        "until": item.until or None,
        "overdue": item.late(today),
        "note": title(item.title, "ky") or item.note,
        "command": item.command or None,
    }


def table_of(found: tuple[Item, ...], snapshot: Snapshot, today: str, heading: str = "") -> Table:
    """Return items as a table: what, which document, for whom, since and until when, the command."""
    catalog = current()
    heads = (msg("What"), msg("Code"), msg("Rev."), msg("Waits for"), msg("Since"), msg("Until"), msg("Next"))
    rows = tuple(
        (
            _what(item),
            item.code if item.task is not Task.DUTY else "",
            str(item.revision or ""),
            ", ".join(role_name(snapshot, who, catalog.language) for who in item.who),
            printed_day(item.since),
            f"{printed_day(item.until)} {catalog.text(msg('overdue'))}"
            if item.late(today)
            else printed_day(item.until),
            item.command,
        )
        for item in found
    )
    return Table(heading, labels(heads), rows, frozenset({1, 2, 4, 5}))


def _what(item: Item) -> str:
    """Return the task in words, with what must be known of it: the reason of a no, the day, the number of the copy."""
    if item.task is Task.DUTY:
        return title(item.title, "ky")
    word = current().text(TASKS[item.task])
    note = printed_day(item.note) if item.task is Task.COMING else item.note
    return f"{word}: {note}" if note else word
