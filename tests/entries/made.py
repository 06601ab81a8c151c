"""Registers and entries made by hand for the tests."""

from __future__ import annotations

from qms.adapters.yaml.reading import read
from qms.model.entry import Entry, Registers
from qms.model.register import FieldOf, Register


def entry(text: str = "", code: str = "А-1", register: str = "things") -> Entry:
    """Return an entry as its file gives it."""
    path = f"registers/{register}/{code}.yaml"
    front, problems = read(text, path)
    assert problems == ()
    return Entry(register, code, path, front)


def fields(*found: FieldOf) -> dict[str, FieldOf]:
    return {item.id: item for item in found}


def registers(definitions: list[Register], *entries: Entry) -> Registers:
    """Return registers with their entries."""
    of = {item.id: tuple(one for one in entries if one.register == item.id) for item in definitions}
    return Registers({item.id: item for item in definitions}, of)
