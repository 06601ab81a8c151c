"""`qms entry history`."""

from __future__ import annotations

from typing import Annotated, Literal

from qms.actions.entry_history import Step, history
from qms.adapters.yaml_edits import Value, flow
from qms.cli.arguments import FORMAT
from qms.cli.entries.options import Code
from qms.cli.language import current
from qms.cli.session import session, title
from qms.cli.words import day
from qms.model.message import msg
from qms.model.register import STATE, Register
from qms.report import json, text
from qms.report.table import Table


def command(code: Code, format: Annotated[Literal["text", "json"], FORMAT] = "text") -> None:
    """Show who changed what in an entry, and when.

    Example: qms entry history ТК-2026-001
    """
    register, entry, steps = history(session(), code)
    if format == "json":
        text.write(json.render({"code": entry.code, "steps": [_json(step) for step in steps]}))
        return
    catalog = current()
    heads = (msg("Day"), msg("Who"), msg("Field"), msg("Before"), msg("After"))
    rows = tuple(
        (day(step.when), step.by or step.author, _label(register, item.name), _text(item.old), _text(item.new))
        for step in steps
        for item in step.altered
    )
    text.table(Table("", tuple(catalog.text(head) for head in heads), rows, frozenset({0})))


def _label(register: Register, name: str) -> str:
    if name == STATE:
        return current().text(msg("State"))
    return title(register.fields[name].title) if name in register.fields else name


def _text(value: Value) -> str:
    return value if isinstance(value, str) else flow(value)


def _json(step: Step) -> dict[str, object]:
    changes = [{"field": item.name, "old": item.old or None, "new": item.new or None} for item in step.altered]
    head = {"commit": step.commit, "at": step.when, "author": step.author, "by": step.by or None}
    return {**head, "subject": step.subject, "changes": changes}
