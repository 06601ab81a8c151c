"""`qms status`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.overview import Due, due
from qms.actions.session import Session
from qms.cli.arguments import FORMAT
from qms.cli.copies import as_json as copy_json
from qms.cli.copies import table_of
from qms.cli.language import current
from qms.cli.list import as_json
from qms.cli.session import say, session, title
from qms.cli.words import STATES, day
from qms.model.message import Message, msg
from qms.report import json, text
from qms.report.table import Table


def command(format: Annotated[Literal["text", "json"], FORMAT] = "text") -> None:
    """Show what is due: approvals, reviews, copies to collect or to be acknowledged.

    Example: qms status
    """
    here = session()
    if format == "json":
        text.write(json.render(_json(due(here)[1])))
    else:
        show_due(here)


def show_due(here: Session) -> None:
    """Print the state of the repository and what is due."""
    found = due(here)[1]
    text.line(" · ".join(f"{current().text(STATES[state])}: {count}" for state, count in found.states.items()), "bold")
    say(msg("Copies out: {count}", count=found.out))
    _waiting(found, here.today.isoformat())


def _json(found: Due) -> dict[str, object]:
    return {
        "states": {state.value: count for state, count in found.states.items()},
        "to_approve": [as_json(entry) for entry in found.to_approve],
        "coming": [as_json(entry) for entry in found.coming],
        "reviews": [as_json(entry) for _day, entry in found.reviews],
        "to_return": [copy_json(copy) for copy in found.to_return],
        "unacknowledged": [copy_json(copy) for copy in found.unacknowledged],
        "copies_out": found.out,
    }


def _waiting(found: Due, today: str) -> None:
    """Print each list that is not empty, with the command that comes next."""
    _entries(
        msg("Waiting for approval"),
        [(e.code, title(e.document.title) if e.document else "", str(e.draft or "")) for e in found.to_approve],
        (msg("Code"), msg("Title"), msg("Rev.")),
        msg('Next: qms approve CODE --by ROLE --decision "…"'),
    )
    _entries(
        msg("Coming into force"),
        [
            (e.code, day((e.status.pending and e.status.pending.text("effective")) or e.status.effective))
            for e in found.coming
        ],
        (msg("Code"), msg("Day")),
        None,
    )
    late, soon = current().text(msg("overdue")), current().text(msg("soon"))
    _entries(
        msg("Reviews"),
        [(e.code, day(when), late if when < today else soon) for when, e in found.reviews],
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
    text.table(Table(catalog.text(name), tuple(catalog.text(head) for head in heads), tuple(rows), narrow))
    if following:
        say(following, "cyan")
