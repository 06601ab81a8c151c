"""`qms entry history`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qms.actions.registers.history import Step, history
from qms.adapters.yaml.edits import Value, flow
from qms.cli.arguments import Format
from qms.cli.entries.options import Code
from qms.cli.language import current
from qms.cli.session import session, title
from qms.cli.tables import labels
from qms.entries.display import shown_text
from qms.model.days import printed_day
from qms.model.message import msg
from qms.model.register import STATE, Register
from qms.model.snapshot import Snapshot
from qms.report import json, text
from qms.report.table import Table


def command(code: Code, format: Format = "text") -> None:
    """Show who changed what in an entry, and when.

    Example: qms entry history ТК-2026-001
    """
    here = session()
    register, entry, steps = history(here, code)
    if format == "json":
        text.write(json.render({"code": entry.code, "steps": [_json(step) for step in steps]}))
        return
    catalog, snapshot = current(), here.workspace.snapshot()
    languages = (catalog.language, snapshot.settings.language)

    def shown(name: str) -> Callable[[Value], str]:
        return lambda value: _text(register, name, value, snapshot, languages)

    heads = (msg("Day"), msg("Who"), msg("Field"), msg("Before"), msg("After"))
    rows = tuple(
        (
            printed_day(step.when),
            step.by or step.author,
            _label(register, item.name),
            *map(shown(item.name), (item.old, item.new)),
        )
        for step in steps
        for item in step.altered
    )
    text.table(Table("", labels(heads), rows, frozenset({0})))


def _label(register: Register, name: str) -> str:
    if name == STATE:
        return current().text(msg("State"))
    return title(register.fields[name].title) if name in register.fields else name


def _text(register: Register, name: str, value: Value, snapshot: Snapshot, languages: Sequence[str]) -> str:
    """Return a value as people read it; what is nested as one line of YAML."""
    if name == STATE and isinstance(value, str) and value in register.states:
        return register.states[value].name(*languages)
    item = register.fields.get(name)
    if isinstance(value, str):
        return shown_text(item, value, snapshot, languages) if item and value else value
    if item and isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return "; ".join(shown_text(item, str(one), snapshot, languages) for one in value)
    return flow(value)


def _json(step: Step) -> dict[str, object]:
    changes = [{"field": item.name, "old": item.old or None, "new": item.new or None} for item in step.altered]
    head = {"commit": step.commit, "at": step.when, "author": step.author, "by": step.by or None}
    return {**head, "subject": step.subject, "changes": changes}
