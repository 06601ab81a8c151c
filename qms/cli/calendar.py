"""`qms calendar`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.calendar import calendar
from qms.actions.calendar_print import print_calendar
from qms.cli.arguments import FORMAT, Out
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session, title
from qms.cli.words import day
from qms.model.calendar import Item, Kind, Standing
from qms.model.message import msg
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
    rows = [_row(item) for item in items]
    if format == "json":
        text.write(json.render({"year": wanted, "items": [_json(item) for item in items]}))
    elif format == "ics":
        text.write(ics.render([_event(item) for item in items], str(wanted)))
    elif format == "pdf":
        path = print_calendar(here, wanted, (_heads(), rows), current(), out_folder(out))
        say(msg("Printed: {path}", path=str(path)), "green")
    else:
        text.table(Table(str(wanted), _heads(), tuple(rows), frozenset({0, 4})))
        counts = {standing: sum(item.standing is standing for item in items) for standing in Standing}
        text.line(" · ".join(f"{current().text(STANDINGS[one])}: {count}" for one, count in counts.items()))


def _heads() -> tuple[str, ...]:
    heads = (msg("Day"), msg("What"), msg("Code"), msg("Responsible"), msg("State"), msg("Basis"))
    return tuple(current().text(head) for head in heads)


def _what(item: Item) -> str:
    named = title(item.title, "ky") or item.title.get("", "")
    return named if item.kind is Kind.DUTY else f"{current().text(KINDS[item.kind])}: {named}"


def _row(item: Item) -> tuple[str, ...]:
    code = "" if item.kind is Kind.DUTY else item.code
    return day(item.day), _what(item), code, item.who, current().text(STANDINGS[item.standing]), item.basis


def _json(item: Item) -> dict[str, object]:
    return {
        "day": item.day,
        "kind": item.kind.value,
        "code": item.code,
        "title": title(item.title, "ky") or item.title.get("", ""),
        "who": item.who,
        "basis": item.basis,
        "state": item.standing.value,
    }


def _event(item: Item) -> ics.Event:
    about = [part for part in (item.code, item.who, item.basis, current().text(STANDINGS[item.standing])) if part]
    return ics.Event(item.day, _what(item), "\n".join(about), f"{item.kind.value} {item.code}")
