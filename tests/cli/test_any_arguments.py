"""Whatever a person types after `qms`: an answer or a refusal in words, never a fault of qms."""

from __future__ import annotations

import random
from collections.abc import Iterator

import click
import pytest

from qms.cli.app import SECTIONS
from qms.cli.commands import root

from .desk import AUDIT, Desk

ENDLESS = frozenset({"--watch", "--open"})
LEFT_OUT = frozenset({"demo"})  # makes a repository of its own, which takes seconds
VALUES = (
    *("2.15", AUDIT, "CMC-ДП-2.1", "ДП", "", "-", "--", "0", "-1", "9" * 30, "2026-09-01", "31.02.2026", "2023-14-05"),
    *("\n", "а\nб", "../..", "🙂", "\x1b[31m", "а" * 3000, "json", "xml", "FM", "FM001", "rector", "АББСД", "№ 5"),
    *("HEAD", "main", "HEAD~1", "@{-1}", ":/x", "-h", "documents", "documents/2", "qms.yaml", ".", "*", "[x]", "{x}"),
    *("%s", "{0}", "$HOME", ";", "\\", '"', "x=y", "key: v", "ky", "xx", "out.pdf", "1.2", "\u202e", "\u200b2.15"),
)


def names(command: click.Command) -> tuple[str, ...]:
    return tuple(name for item in command.params for name in item.opts if name.startswith("-") and name not in ENDLESS)


def commands() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the words of every command and sub-command, and its options."""
    group = root()
    context = click.Context(group)
    for name in (word for _title, words in SECTIONS for word in words if word not in LEFT_OUT):
        found = group.get_command(context, name)
        assert found is not None
        yield (name,), names(found)
        for below in found.list_commands(context) if isinstance(found, click.Group) else ():
            inner = found.get_command(context, below)
            yield (name, below), names(inner) if inner else ()


def typed(chance: random.Random) -> list[str]:
    words, options = chance.choice(list(commands()))
    line = [
        *chance.choice(
            (
                (),
                (),
                (),
                (
                    "-C",
                    chance.choice(("documents", "none")),
                ),
                ("--lang", "ru"),
            )
        ),
        *words,
    ]
    for _ in range(chance.randint(0, 5)):
        line += [chance.choice(options)] if options and chance.random() < 0.5 else []
        line += [chance.choice(VALUES)] if chance.random() < 0.7 else []
    return line


def check_round(desk: Desk, seed: int, count: int) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        line = typed(chance)
        told = desk(*line)
        assert told.code in {0, 1, 2}, line
        assert told.code != 2 or told.err.strip(), line


def test_any_arguments_are_answered_in_words(desk: Desk) -> None:
    check_round(desk, 0, 40)


@pytest.mark.parametrize("folder", ["а" * 3000, "a\tb"])
def test_a_folder_that_cannot_be_opened_is_answered_in_words(desk: Desk, folder: str) -> None:
    for line in (("-C", folder, "check"), (f"-C{folder}", "list"), ("check", folder)):
        assert desk(*line, code=2).err.strip()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 21))
def test_a_thousand_are(desk: Desk, seed: int) -> None:
    check_round(desk, seed, 50)
