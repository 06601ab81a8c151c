"""What is wrong with a code is said in words: the segment, what it is not, what may stand there."""

from __future__ import annotations

import pytest

from qms.codes.fault import MOST, expected, fault, wrong_segment
from qms.codes.grammar import SegmentCheck, read_pattern
from qms.codes.scheme import Scheme
from qms.model.message import Message

from .shapes import DICTIONARIES

SCHEME = Scheme(
    {
        "ДП": read_pattern("ДП", "СМС-{type}-2.{number}-{year}", {}),
        "КИ": read_pattern("КИ", "СМС-{type}-{unit}-{number:2}-{year}", {"unit": ("КБ", "ИЖ")}),
    }
)
OPTIONAL = Scheme({"СТО": read_pattern("СТО", "{type} {clause}-{number:2}[-{year}][ Версия {version}]", DICTIONARIES)})
MANY = Scheme({"Д": read_pattern("Д", "{type}-{unit}", {"unit": tuple(f"К{n:02}" for n in range(MOST))})})
MORE = Scheme({"Д": read_pattern("Д", "{type}-{unit}", {"unit": tuple(f"К{n:02}" for n in range(MOST + 1))})})


def said(message: Message) -> str:
    """Return an English message with its values, which may be messages."""
    values = {name: said(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    return message.text.format(**values)


@pytest.mark.parametrize(
    ("scheme", "code", "wrong", "instead"),
    [
        (SCHEME, "СМС-ДР-2.15-2022", 'Segment 2 "ДР" is no document type', 'Did you mean "ДП"?'),
        (SCHEME, "СМС-ДП-2.x-2022", 'Segment 3 "x" is no number', "Here may stand: a number"),
        (SCHEME, "СМС-ДП-2.1-20222", 'Segment 4 "20222" is no year', "Here may stand: a year"),
        (SCHEME, "СМС-КИ-жок-01-2024", 'Segment 3 "жок" is no unit', "Here may stand: КБ, ИЖ"),
        (SCHEME, "СМС-ДП-2.15", 'The code "СМС-ДП-2.15" ends too early', "Here may stand: -"),
        (SCHEME, "", 'The code "" ends too early', "Here may stand: СМС-"),
        (
            SCHEME,
            "СМК-ДП-2.1-2022",
            'Segment 1 of the code "СМК-ДП-2.1-2022" is wrong: "К"',
            "Here may stand: С-",
        ),
        (
            SCHEME,
            "СМС-ДП-2.1-2022-5",
            'Segment 5 of the code "СМС-ДП-2.1-2022-5" is wrong: "-5"',
            "Nothing may stand here",
        ),
        (OPTIONAL, "СТО 4.2-01-2-3 Версия 01", 'Segment 4 "2-3" is no year', "Here may stand: a year"),
        (
            OPTIONAL,
            "СТО IV-01",
            'Segment 2 "IV" is no clause of the standard',
            "Here may stand: a clause of the standard",
        ),
        (MANY, "Д-ж", 'Segment 2 "ж" is no unit', f"Here may stand: {', '.join(f'К{n:02}' for n in range(MOST))}"),
        (MORE, "Д-ж", 'Segment 2 "ж" is no unit', f"Here may stand: {', '.join(f'К{n:02}' for n in range(MOST))} …"),
        (Scheme({}), "СМС-1", 'The code "СМС-1" ends too early', "Nothing may stand here"),
    ],
)  # fmt: skip
def test_a_wrong_code_is_answered_in_words(scheme: Scheme, code: str, wrong: str, instead: str) -> None:
    found = scheme.explain(code)

    assert said(fault(found)) == wrong
    assert said(expected(wrong_segment(found))) == instead


def test_where_nothing_was_read_the_beginning_is_wrong() -> None:
    assert wrong_segment(Scheme({}).explain("СМС-1")) == SegmentCheck("", "", valid=False, column=1)
