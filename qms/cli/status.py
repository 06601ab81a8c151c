"""`qms status`."""

from __future__ import annotations

from qms.actions.documents.due import Due, due
from qms.actions.documents.inbox import TASK_OF, Task, planned, waiting
from qms.actions.session import Session
from qms.cli.arguments import Format
from qms.cli.copies import as_json as copy_json
from qms.cli.copies import table_of
from qms.cli.inbox import as_json as item_json
from qms.cli.inbox import table_of as table_of_items
from qms.cli.language import current
from qms.cli.list import as_json
from qms.cli.session import say, session
from qms.cli.tables import labels
from qms.cli.words import STATES
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.report import json, text
from qms.report.table import Table

WAY = frozenset(TASK_OF.values()) | {Task.REWORK}


def command(format: Format = "text") -> None:
    """Show what is due: approvals, reviews, copies, deadlines of registers, yearly duties; and the command to run next.

    Example: qms status
    """
    here = session()
    if format == "json":
        snapshot, found = due(here)
        today = here.today.isoformat()
        steps = (item for item in waiting(here, snapshot, found) if item.task in WAY)
        waits = zip(("next_steps", "entries", "duties"), (steps, *planned(here, snapshot)), strict=True)
        text.write(
            json.render({**_json(found), **{name: [item_json(item, today) for item in items] for name, items in waits}})
        )
    else:
        show_due(here)


def show_due(here: Session) -> None:
    """Print the state of the repository and what is due."""
    snapshot, found = due(here)
    text.line(" · ".join(f"{current().text(STATES[state])}: {count}" for state, count in found.states.items()), "bold")
    say(msg("Copies out: {count}", count=found.out))
    today = here.today.isoformat()
    steps = tuple(item for item in waiting(here, snapshot, found) if item.task in WAY)
    if steps:
        text.table(table_of_items(steps, snapshot, today, current().text(msg("Waiting for a step"))))
    _waiting(found, today)
    entries, duties = planned(here, snapshot)
    for heading, items in ((msg("Entries of registers"), entries), (msg("Yearly duties"), duties)):
        if items:
            text.table(table_of_items(items, snapshot, today, current().text(heading)))


def _json(found: Due) -> dict[str, object]:
    return {
        "states": {state.value: count for state, count in found.states.items()},
        "to_approve": [as_json(item) for item in found.to_approve],
        "coming": [as_json(item) for item in found.coming],
        "reviews": [as_json(item) for item in found.reviews],
        "to_return": [copy_json(copy) for copy in found.to_return],
        "unacknowledged": [copy_json(copy) for copy in found.unacknowledged],
        "copies_out": found.out,
    }


def _waiting(found: Due, today: str) -> None:
    """Print each list that is not empty, with the command that comes next."""
    _entries(
        msg("Coming into force"),
        [(item.code, printed_day(item.coming or "")) for item in found.coming],
        (msg("Code"), msg("Day")),
        None,
    )
    late, soon = current().text(msg("overdue")), current().text(msg("soon"))
    _entries(
        msg("Reviews"),
        [
            (item.code, printed_day(item.review_due), late if item.review_due < today else soon)
            for item in found.reviews
        ],
        (msg("Code"), msg("Day"), msg("State")),
        msg('Next: qms review CODE --basis "…", or qms revise CODE --change "…"'),
    )
    for name, copies, following in (
        (msg("Copies to be returned"), found.to_return, msg("Next: qms return CODE --copy N")),
        (msg("Copies not acknowledged"), found.unacknowledged, msg("Next: qms acknowledge CODE --copy N")),
    ):
        if copies:
            text.table(table_of(copies, current().text(name)))
            say(following, "cyan")


def _entries(name: Message, rows: list[tuple[str, ...]], heads: tuple[Message, ...], following: Message | None) -> None:
    if not rows:
        return
    catalog = current()
    narrow = frozenset(index for index in range(len(heads)) if index != 1 or len(heads) == 2)
    text.table(Table(catalog.text(name), labels(heads), tuple(rows), narrow))
    if following:
        say(following, "cyan")
