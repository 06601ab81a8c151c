"""What is printed without Rich is what Rich prints, byte for byte."""

from __future__ import annotations

import io
import sys
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from qms.report import sentences
from qms.report.sentences import STYLES, is_narrow, printed, printed_short, screen

LETTERS = st.text(st.sampled_from("ab Өж—№│␛\n \u3000\u0301"), max_size=60)
PARTS = st.lists(st.tuples(LETTERS, st.sampled_from(sorted(STYLES))), min_size=1, max_size=3)


class Stream(io.StringIO):
    """A stream that is a terminal, or none."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in sentences._SPECIAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def rich(text: Text, stream: Stream, **options: object) -> str:
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = max(console.width, sentences.NARROWEST)
    console.print(text, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(("terminal", "columns"), list(product((True, False), ("0", "20", "31", "80"))))
def test_what_is_printed_is_what_rich_prints(terminal: bool, columns: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(PARTS, st.booleans(), st.booleans())
    @example([("a" * 21 + " b", "bold")], True, False)
    @example([("Өзгөртүү " * 8, "cyan"), ("\n\n  x", "")], False, False)
    def compared(parts: list[tuple[str, str]], wrapped: bool, short: bool) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COLUMNS", columns)
            stream = Stream(terminal=terminal)
            patch.setattr(sys, "stdout", stream)
            parts = parts[:1] if wrapped else parts
            done = printed_short(parts) if short else printed(parts, wrapped=wrapped)
            if not done:
                return
            text = Text(parts[0][0], style=parts[0][1]) if wrapped else Text.assemble(*parts)
            options = {"no_wrap": True, "overflow": "ellipsis"} if short else {"soft_wrap": not (wrapped and terminal)}
            assert stream.getvalue() == rich(text, Stream(terminal=terminal), **options)

    compared()


def test_a_letter_that_counts_as_narrow_takes_one_cell() -> None:
    letters = [chr(code) for code in range(0x110000) if chr(code) != "\n" and is_narrow(chr(code))]
    assert {cell_len(letter) for letter in letters} == {1}
    assert len(letters) > 1000


def test_styles_are_those_of_rich() -> None:
    for style, codes in STYLES.items():
        assert Style.parse(style).render("x") == (f"\x1b[{codes}mx\x1b[0m" if codes else "x")


@pytest.mark.parametrize(
    "variables",
    [{"COLUMNS": "33"}, {"COLUMNS": "0"}, {"COLUMNS": "x"}, {"TERM": "dumb"}, {"TERM": "xterm-256color"}],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_the_width_is_that_of_rich(variables: dict[str, str], terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    found = screen()
    console = Console(file=stream)
    console.width = max(console.width, sentences.NARROWEST)
    assert found is None or (found.terminal, found.width) == (console.is_terminal, console.width)
    assert (found is None) == (terminal and variables.get("TERM") == "dumb")


@pytest.mark.parametrize("name", sentences._SPECIAL)
def test_what_is_set_otherwise_is_left_to_rich(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    assert screen() is None
    assert not printed([("a", "")])
