"""Asks for the fields that an entry needs, one after the other, and what is wrong with an answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from qms.actions.registers.values import World, read_value
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
ADVICE = {Kind.DATE: msg('Write day, month, year: "01.09.2026"')}


def answers(world: World, fields: Sequence[FieldOf]) -> list[str]:
    """Return `NAME=VALUE` for each field, where a person is there to be asked; none in a script."""
    if not sys.stdin.isatty():
        return []
    return [f"{item.id}={_answer(world, item)}" for item in fields]


def _answer(world: World, item: FieldOf) -> str:
    choices, codes = _choices(world, item), _codes(world, item)
    for number, (name, label) in enumerate(choices, 1):
        text.line(f"  {number}. {label or name}", errors=True)
    for code, label in codes:
        text.line(f"  {code} – {label}", errors=True)
    hint = HINTS.get(item.kind)
    question = f"{title(item.title)} ({current().text(hint)})" if hint else title(item.title)
    while True:
        typed = _meant(choices, click.prompt(show(question), err=True, type=str).strip())
        try:
            read_value(world, item, typed)
        except UsageError as error:
            _wrong(error.message, _number_of(choices) if choices else ADVICE.get(item.kind, error.help))
            continue
        return typed


def _meant(choices: Sequence[tuple[str, str]], typed: str) -> str:
    """Return the choice that is meant by its number, or by the beginning of its words where that is clear."""
    chosen = int(typed) - 1 if typed.isascii() and typed.isdigit() and len(typed) < 4 and choices else -1
    if 0 <= chosen < len(choices):
        return choices[chosen][0]
    wanted = typed.casefold()
    found = [name for name, label in choices if label.casefold().startswith(wanted) or name.casefold() == wanted]
    return found[0] if len(found) == 1 else typed


def _number_of(choices: Sequence[tuple[str, str]]) -> Message:
    return msg("Write a number from {low} to {high}", low=1, high=len(choices))


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


MOST_CODES = 12


def _codes(world: World, item: FieldOf) -> list[tuple[str, str]]:
    """Return what is typed as it is, with what it stands for: processes, and the newest entries that may be meant."""
    if item.kind is Kind.PROCESS:
        processes = world.snapshot.processes.values()
        return [(one.number, title(one.title)) for one in processes if not one.group]
    if item.kind is Kind.ENTRY:
        entries = [(one.code, one.text("title")) for name in item.registers for one in world.registers.of(name)[-4:]]
        return entries[:MOST_CODES]
    return []
