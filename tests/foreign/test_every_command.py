"""Every command that takes a CODE accepts it with look-alikes, other dashes, in any case, or as a part of it."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from qms.cli.arguments import Code
from qms.cli.commands import NAMES, module_of
from tests.cli.desk import AUDIT, Desk

MORE = {
    "approve": ("--by", "rector", "--decision", "№ 9"),
    "revise": ("--change", "Жаңы"),
    "review": ("--basis", "№ 9"),
    "withdraw": ("--basis", "№ 9", "--yes"),
    "render": ("--draft",),
    "acknowledge": ("--copy", "1"),
    "return": ("--copy", "1"),
    "destroy": ("--copy", "1"),
    "lost": ("--copy", "1"),
    "blame": ("1",),
    "reject": ("--reason", "Мөөнөт жок"),
    "effect": ("--order", "№ 9"),
    "archive": ("--place", "Папка 02"),
    "amend": ("approve", "--reason", "Ката", "--basis", "№ 10"),
    "supersede": ("СМС-ДП-2.9-2024", "--basis", "№ 9", "--yes"),
    "agree": ("--by", "management-representative"),
}
FIRST = {"external": ("register",)}
"""Words that stand before the code."""
LONG = frozenset({"render", "issue"})
"""Commands that set a page: they take seconds, and find the document in the same way."""
SAME = ("CMC-ДП-2.15-2024", "СМС–ДП–2.15–2024", "смс-дп-2.15-2024", "СМС-ДП-2.І5-2024", "2.15")


def takes_code(name: str) -> bool:
    function = import_module(module_of(name)).command
    annotations = (str(item.annotation) for item in inspect.signature(function).parameters.values())
    return any("Code" in text or 'metavar="CODE"' in text or "metavar='CODE'" in text for text in annotations)


COMMANDS = tuple(name for name in NAMES if takes_code(name) and name not in LONG)


def test_the_list_of_commands_is_not_empty() -> None:
    assert Code
    assert {"show", "history", "approve", "revise", "review", "withdraw"} <= {*COMMANDS}


@pytest.mark.parametrize("typed", SAME)
@pytest.mark.parametrize("name", [name for name in COMMANDS if name in {"show", "history", "copies"}])
def test_what_only_reads_says_the_same_for_every_spelling(desk: Desk, name: str, typed: str) -> None:
    assert desk(name, typed, "--format", "json", code=0).out == desk(name, AUDIT, "--format", "json", code=0).out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_understands_a_code_typed_with_other_letters(desk: Desk, name: str) -> None:
    if name in {"revise", "approve", "diff"}:
        desk.edit(AUDIT)
    if name == "approve":
        desk("revise", AUDIT, "--change", "Жаңы", code=0)

    told = desk(name, *FIRST.get(name, ()), "CMC–дп–2.15–2024", *MORE.get(name, ()))

    assert "There is no document" not in told.err
    assert f'was understood as "{AUDIT}"' in told.err
