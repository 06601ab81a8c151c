"""Asks for the fields that an entry needs, one after the other, and what is wrong with an answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from qms.actions.entry_values import World, read_value
from qms.cli.language import current
from qms.cli.session import title
from qms.errors import UsageError
from qms.model.message import Message, msg
from qms.model.register import FieldOf, Kind
from qms.report import text
from qms.report.safe import show

HINTS = {
    Kind.DATE: msg("day.month.year"),
    Kind.YEAR: msg("four digits"),
    Kind.NUMBER: msg("a number"),
    Kind.FLAG: msg("yes or no"),
}


def answers(world: World, fields: Sequence[FieldOf]) -> list[str]:
    """Return `NAME=VALUE` for each field, where a person is there to be asked; none in a script."""
    if not sys.stdin.isatty():
        return []
    return [f"{item.id}={_answer(world, item)}" for item in fields]


def _answer(world: World, item: FieldOf) -> str:
    choices = _choices(world, item)
    for number, (name, label) in enumerate(choices, 1):
        text.line(f"  {number}. {label or name}", errors=True)
    hint = HINTS.get(item.kind)
    question = f"{title(item.title)} ({current().text(hint)})" if hint else title(item.title)
    while True:
        typed = click.prompt(show(question), err=True, type=str).strip()
        chosen = int(typed) - 1 if typed.isascii() and typed.isdigit() and len(typed) < 4 and choices else -1
        typed = choices[chosen][0] if 0 <= chosen < len(choices) else typed
        try:
            read_value(world, item, typed)
        except UsageError as error:
            _wrong(error.message, error.help)
            continue
        return typed


def _wrong(message: Message, help_: Message | None) -> None:
    text.line(current().text(message), "red", errors=True)
    if help_:
        text.line(current().text(help_), errors=True)


def _choices(world: World, item: FieldOf) -> list[tuple[str, str]]:
    snapshot = world.snapshot
    if item.kind is Kind.CHOICE:
        return [(name, title(choice.title)) for name, choice in item.choices.items()]
    if item.kind is Kind.POSITION:
        return [(name, title(one.title)) for name, one in snapshot.positions.items()]
    if item.kind is Kind.UNIT:
        return [(name, f"{name} – {title(one.title)}") for name, one in snapshot.units.items()]
    return []
