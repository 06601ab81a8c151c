"""Every command explains itself, with an example, in every language, within 80 columns."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from qms.cli.commands import NAMES, module_of, summary

from .desk import Desk


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_help_shows_an_example_and_explains_every_argument(desk: Desk, name: str, language: str) -> None:
    told = desk(name, "--help", "--lang", language, code=0).out

    assert f"\n    qms {name}" in told
    assert max(map(len, told.splitlines())) <= 80
    arguments = told.split("\n\n")[3:-1]
    assert all(
        len(line.split("  ")) > 1 for part in arguments for line in part.splitlines()[1:] if line.startswith("  ")
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_short_form_of_help_works_without_a_repository(
    desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.home)

    assert desk(name, "-h", code=0).err == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_commands_gives_the_first_sentence_of_each(name: str) -> None:
    module = import_module(module_of(name))
    if hasattr(module, "command"):
        first = (inspect.getdoc(module.command) or "").split("\n\n")[0]
        assert summary(module_of(name)) == " ".join(first.split()).removesuffix(".") != ""


def test_an_argument_has_its_help_text_once(desk: Desk) -> None:
    told = desk("show", "--help", code=0).out

    assert told.count("The code, or an unambiguous part of it.") == 1


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_the_list_of_commands_names_each_once_with_a_sentence(desk: Desk, language: str) -> None:
    lines = desk("--help", "--lang", language, code=0).out.splitlines()

    for name in NAMES:
        found = [line for line in lines if line.startswith(f"  {name} ")]
        assert len(found) == 1
        assert len(found[0].split()) > 2
    assert max(map(len, lines)) <= 80


def test_the_bare_program_shows_its_commands_and_is_a_wrong_use(desk: Desk) -> None:
    told = desk(code=2)

    assert told.out == ""
    assert "approve" in told.err


def test_version_is_one_line(desk: Desk) -> None:
    assert desk("--version", code=0).out.startswith("qms 0.")
    assert desk.start("--version").out == desk("--version").out
