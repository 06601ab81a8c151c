"""Findings as JSON has them, to be kept: whatever would not come back as it was is refused."""

from __future__ import annotations

from typing import Any

from qms.model.diagnostic import Diagnostic, Severity
from qms.model.location import Location
from qms.model.message import Message, Words


def diagnostic_record(item: Diagnostic) -> list[Any]:
    """Return a finding as JSON has it, without its waiver; TypeError where a value would not come back."""
    at = [item.location.path, item.location.line, item.location.column]
    return [item.rule, item.name, item.severity, at, words(item.message), words(item.help), item.subject, item.fixed]


def diagnostic(record: list[Any]) -> Diagnostic:
    """Return the finding of a record; Any: it is JSON of our own."""
    rule, name, severity, at, text, help_, subject, fixed = record
    return Diagnostic(
        rule, name, Severity(severity), Location(*at), message(text), message(help_), subject, fixed=fixed
    )


def words(item: Message) -> list[Any]:
    """Return a message as JSON has it; TypeError where a value of it would not come back."""
    return [item.text, {name: _value(value) for name, value in item.values.items()}]


def message(record: list[Any]) -> Message:
    """Return the message of a record."""
    text, values = record
    return Message(text, {name: _read(value) for name, value in values.items()})


def _value(value: object) -> object:
    if isinstance(value, Message):
        return words(value)
    if isinstance(value, Words):
        return dict(value.texts)
    if type(value) not in {str, int}:
        raise TypeError(value)
    return value


def _read(value: Any) -> object:
    if isinstance(value, list):
        return message(value)
    return Words(value) if isinstance(value, dict) else value
