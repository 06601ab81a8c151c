"""`qms entry show`."""

from __future__ import annotations

from qms.actions.registers.overview import Shown, show
from qms.actions.session import Session
from qms.cli.arguments import Format
from qms.cli.entries.options import Code
from qms.cli.entries.shown import as_json
from qms.cli.language import current
from qms.cli.session import say, session, title
from qms.entries.display import display
from qms.model.days import printed_day
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.report import json, text


def command(code: Code, format: Format = "text") -> None:
    """Show one entry in full: its fields, its deadline, what may follow, and the entries that name it.

    Example: qms entry show ТК-2026-001
    """
    here = session()
    snapshot, _registers, found = show(here, code)
    if format == "json":
        text.write(json.render(_json(here, found)))
    else:
        _print(snapshot, found)


def _json(here: Session, found: Shown) -> dict[str, object]:
    links = [
        {"register": other.register, "code": other.code, "field": field.id, "state": other.state or None}
        for other, field in found.referring
    ]
    return {"register": found.register.id, **as_json(here, found.register, found.entry), "named_by": links}


def _print(snapshot: Snapshot, found: Shown) -> None:
    register, entry, catalog = found.register, found.entry, current()
    languages = (catalog.language, snapshot.settings.language)
    text.line(f"{entry.code} · {title(register.title)}", "bold")
    state = register.states.get(entry.state)
    until = printed_day(found.due.isoformat()) if found.due else ""
    if found.overdue:
        until = f"{until}, {catalog.text(msg('overdue'))}"
    rows = [(catalog.text(msg("State")), title(state.title) if state else ""), (catalog.text(msg("Until")), until)]
    rows += [
        (title(item.title), display(register, entry, item.id, snapshot, languages)) for item in register.fields.values()
    ]
    text.pairs(rows)
    for other, field in found.referring:
        label = title(field.back) or title(field.title)
        text.line(f"← {other.code} · {label}", "dim")
    if state and state.following:
        say(msg("Next: qms entry move {code} {state}", code=entry.code, state="|".join(state.following)), "cyan")
