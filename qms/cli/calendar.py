"""`qms calendar`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.changes.history import role_name
from qms.actions.planning.calendar import calendar
from qms.actions.planning.calendar_print import print_calendar
from qms.cli.arguments import FORMAT, Out
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session, title
from qms.cli.tables import labels
from qms.model.calendar import Item, Kind, Standing
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.report import ics, json, text
from qms.report.table import Table

KINDS = {
    Kind.DUTY: msg("yearly duty"),
    Kind.REVIEW: msg("review of the document"),
    Kind.EFFECT: msg("comes into force"),
    Kind.ENTRY: msg("deadline of the entry"),
}
STANDINGS = {Standing.DONE: msg("done"), Standing.OVERDUE: msg("overdue"), Standing.PLANNED: msg("planned")}


def command(
    year: Annotated[
        int | None, typer.Argument(metavar="[YEAR]", min=1900, max=9998, help=_("The year (this)."))
    ] = None,
    position: Annotated[
        str, typer.Option("--for", metavar="POSITION", help=_("Only what this position answers for."))
    ] = "",
    format: Annotated[Literal["text", "json", "ics", "pdf"], FORMAT] = "text",
    out: Out = "",
) -> None:
    """Lay out the year: duties that come back, reviews of documents, what comes into force, deadlines of registers.

    Example: qms calendar 2026
        qms calendar 2026 --format ics > 2026.ics
    """
    here = session()
    wanted = year or here.today.year
    items = [item for item in calendar(here, wanted) if not position or position in item.who.split(", ")]
    snapshot = here.workspace.snapshot()
    if format == "json":
        text.write(json.render({"year": wanted, "items": [_json(item) for item in items]}))
    elif format == "ics":
        text.write(ics.render([_event(item, snapshot) for item in items], str(wanted)))
    elif format == "pdf":
        table = _heads(msg("Basis")), [(*_row(item, snapshot), item.basis) for item in items]
        path = print_calendar(here, wanted, table, current(), out_folder(out))
        say(msg("Printed: {path}", path=str(path)), "green")
    else:
        rows = tuple((*_row(item, snapshot), item.command) for item in items)
        text.table(Table(str(wanted), _heads(msg("Next")), rows, frozenset({0, 4})))
        counts = {standing: sum(item.standing is standing for item in items) for standing in Standing}
        text.line(" · ".join(f"{current().text(STANDINGS[one])}: {count}" for one, count in counts.items()))


def _heads(last: Message) -> tuple[str, ...]:
    heads = (msg("Day"), msg("What"), msg("Code"), msg("Responsible"), msg("State"), last)
    return labels(heads)


def _who(item: Item, snapshot: Snapshot) -> str:
    """Return who answers for an item, by the names of their positions."""
    return ", ".join(role_name(snapshot, who, current().language) for who in item.who.split(", "))


def _what(item: Item) -> str:
    named = title(item.title, "ky") or item.title.get("", "")
    return named if item.kind is Kind.DUTY else f"{current().text(KINDS[item.kind])}: {named}"


def _row(item: Item, snapshot: Snapshot) -> tuple[str, ...]:
    code = "" if item.kind is Kind.DUTY else item.code
    return printed_day(item.day), _what(item), code, _who(item, snapshot), current().text(STANDINGS[item.standing])


def _json(item: Item) -> dict[str, object]:
    return {
        "day": item.day,
        "kind": item.kind.value,
        "code": item.code,
        "title": title(item.title, "ky") or item.title.get("", ""),
        "who": item.who,
        "basis": item.basis,
        "state": item.standing.value,
        "command": item.command or None,
    }


def _event(item: Item, snapshot: Snapshot) -> ics.Event:
    state = current().text(STANDINGS[item.standing])
    about = [part for part in (item.code, _who(item, snapshot), item.basis, state, item.command) if part]
    done = item.standing is Standing.DONE
    return ics.Event(item.day, _what(item), "\n".join(about), f"{item.kind.value} {item.code}", alarm=not done)
