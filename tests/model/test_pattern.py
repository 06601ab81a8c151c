"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

from qms.model.pattern import pattern


def test_a_pattern_is_what_re_makes_of_the_same_text() -> None:
    ours, theirs = (
        pattern(r"(?P<code>[а-я]+)-(\d+)", re.IGNORECASE),
        re.compile(r"(?P<code>[а-я]+)-(\d+)", re.IGNORECASE),
    )
    for text in ("", "ДП-15 жана ИА-2", "ДП"):
        assert ours.findall(text) == theirs.findall(text)
        assert [found.span() for found in ours.finditer(text)] == [found.span() for found in theirs.finditer(text)]
        assert bool(ours.fullmatch(text)) == bool(theirs.fullmatch(text))
        assert ours.sub("x", text) == theirs.sub("x", text)
    assert (ours.pattern, ours.flags, ours.groups) == (theirs.pattern, theirs.flags, theirs.groups)


def test_a_pattern_of_bytes_finds_bytes() -> None:
    assert pattern(rb"\d+").findall(b"1 of 20") == [b"1", b"20"]
