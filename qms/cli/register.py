"""`qms register`: list the registers, or show what one of them holds."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.registers.overview import Count, counts, named
from qms.actions.registers.print import forms_of
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import say, session, title
from qms.cli.tables import labels
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.register import FieldOf, Kind, Register
from qms.model.register_form import RegisterForm
from qms.report import json, text
from qms.report.table import Table


def command(
    step: Annotated[
        Literal["list", "show"],
        typer.Argument(metavar="list|show", help=_("List all registers, or show the fields and states of one.")),
    ],
    name: Annotated[str, typer.Argument(metavar="[REGISTER]", help=_("The name of the register."))] = "",
    format: Format = "text",
) -> None:
    """List the registers with the number of their entries, or show the fields and states of one.

    Example: qms register list
        qms register show risks
    """
    if step == "show":
        _show(name, as_json=format == "json")
        return
    if name:
        raise UsageError(msg('"{word}" is too much: the list is of all registers', word=name), msg("qms register list"))
    found = counts(session())
    if format == "json":
        text.write(json.render([_json(item) for item in found]))
    else:
        text.table(_table(found))


def _json(item: Count) -> dict[str, object]:
    return {
        "name": item.register.id,
        "title": item.register.name(current().language, "en"),
        "entries": item.entries,
        "open": item.open,
        "overdue": item.overdue,
    }


def _table(found: tuple[Count, ...]) -> Table:
    heads = (msg("Register"), msg("Title"), msg("Entries"), msg("Open"), msg("Overdue"))
    rows = tuple(
        (
            item.register.id,
            title(item.register.title),
            str(item.entries),
            str(item.open) if item.register.states else "",
            str(item.overdue) if item.overdue else "",
        )
        for item in found
    )
    return Table("", labels(heads), rows, frozenset({0, 2, 3, 4}))


def _show(name: str, *, as_json: bool) -> None:
    if not name:
        raise UsageError(msg("REGISTER is missing"), msg("qms register show risks"))
    here = session()
    register = named(here.workspace.registers(), name)
    forms = forms_of(here, register)
    if as_json:
        told = [{"name": form.id, "title": dict(form.title), "about": _about(form)} for form in forms]
        text.write(json.render({**_definition(register), "forms": told}))
        return
    text.line(title(register.title), "bold")
    if register.about:
        text.line(title(register.about))
    say(msg("Codes: {pattern}", pattern=register.code or register.key))
    heads = (msg("Field"), msg("Label"), msg("Kind"), msg("May hold"))
    rows = tuple((item.id, title(item.title), item.kind.value, _holds(item)) for item in register.fields.values())
    text.table(Table("", labels(heads), rows, frozenset({0, 2})))
    if register.states:
        heads = (msg("State"), msg("Label"), msg("Needs"), msg("Then"))
        states = tuple(
            (item.id, title(item.title), ", ".join(item.needs), ", ".join(item.following))
            for item in register.states.values()
        )
        text.table(Table("", labels(heads), states, frozenset({0})))
    if forms:
        text.table(_forms(register, forms))


def _forms(register: Register, forms: tuple[RegisterForm, ...]) -> Table:
    heads = (msg("Form"), msg("Title"), msg("Print it"))
    rows = tuple((form.id, title(form.title), _printing(register, form)) for form in forms)
    return Table("", labels(heads), rows, frozenset({0}))


def _about(form: RegisterForm) -> str:
    return "register" if form.whole else "entry"


def _printing(register: Register, form: RegisterForm) -> str:
    what = register.id if form.whole else current().text(msg("CODE"))
    return f"qms entry print {what} --form {form.id}"


def _holds(item: FieldOf) -> str:
    if item.kind is Kind.CHOICE:
        return ", ".join(item.choices)
    return ", ".join((*item.registers, *item.columns, *item.factors))


def _definition(register: Register) -> dict[str, object]:
    return {
        "name": register.id,
        "title": dict(register.title),
        "code": register.code or None,
        "key": register.key or None,
        "fields": [
            {
                "name": item.id,
                "label": dict(item.title),
                "kind": item.kind.value,
                "required": item.required,
                "many": item.many,
                "choices": list(item.choices),
                "registers": list(item.registers),
            }
            for item in register.fields.values()
        ],
        "states": [
            {
                "name": item.id,
                "label": dict(item.title),
                "needs": list(item.needs),
                "next": list(item.following),
                "by": list(item.by),
                "closed": item.closed,
            }
            for item in register.states.values()
        ],
    }
