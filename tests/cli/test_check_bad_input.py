"""Whatever lies in a repository: a finding with its place, the other findings too, exit code 1, under a second."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qms.actions.check import Report, check
from qms.adapters.workspace import Workspace

from .desk import Desk
from .test_check import DRAFT, spoil

SECONDS = 1.0
HEAD = 'code: СМС-ДП-2.16-2024\ntitle: {ky: а, ru: б}\ntype: ДП\nlevel: "2"\nrevision: 1\nowner: АББСД\n'
BODY = "\n# 1. Максаты\n\nСүйлөм.\n"
TEXT = f"---\n{HEAD}---\n{BODY}"
BAD = "documents/2/СМС-ДП-2.16-2024.md"


def front(lines: str) -> bytes:
    """Return a document with more lines in its front matter."""
    return f"---\n{HEAD}{lines}\n---\n{BODY}".encode()


def body(text: str) -> bytes:
    """Return a document with more text."""
    return f"{TEXT}\n{text}\n".encode()


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]"
# What is in the file, the rule that must find it, and the line of the finding.
FILES: dict[str, tuple[bytes, str, int]] = {
    "empty": (b"", "FM001", 1),
    "no end": (b"---\ncode: x\n", "FM001", 1),
    "an open quotation mark": (front('note: "а'), "FM002", 8),
    "a tab": (front("note:\n\t- а"), "FM002", 9),
    "an open list": (front("references: [а"), "FM002", 10),
    "an alias bomb": (front(BOMB), "FM002", 8),
    "a tag": (front("note: !!python/object/apply:os.system [id]"), "FM002", 8),
    "a merge key": (front("<<: {a: b}"), "FM002", 8),
    "a second document": (front("note: а\n--- \nx: y"), "TX001", 12),
    "a key twice": (front("owner: КБ"), "FM003", 8),
    "deep brackets": (front("note: " + "[" * 5_000), "FM002", 8),
    "deep braces": (front("note: " + "{a: " * 3_000), "FM002", 8),
    "many keys": (front("\n".join(f"a{n}: b" for n in range(3_000))), "FM002", 2),
    "a long line in front": (front("note: " + "а" * 1_000_000), "FM002", 2),
    "a number for a key": (front("? [а]\n: б"), "FM002", 8),
    "a list for front matter": ("---\n- а\n---\n".encode(), "FM002", 2),
    "a scalar for front matter": ("---\nа\n---\n".encode(), "FM002", 2),
    "an impossible day": (front("effective: 2023-14-05"), "FM009", 8),
    "an impossible day in another form": (front("effective: 31.02.2023"), "FM009", 8),
    "a year of five digits": (front("effective: 20233-01-05"), "FM009", 8),
    "hidden characters": (front("note: а\u202eб\u200b"), "FM004", 8),
    "a control character": (front("note: а\x07б"), "FM004", 8),
    "half a character": (f"---\n{HEAD}note: ".encode() + b"\xed\xa0\x80\n---\n", "FM004", 8),
    "UTF-16": (TEXT.encode("utf-16"), "FM004", 1),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "FM004", 1),
    "UTF-32": (TEXT.encode("utf-32"), "FM004", 1),
    "cp1251": (TEXT.replace("ө", "о").replace("ү", "у").encode("cp1251"), "FM004", 2),
    "a byte order mark": (b"\xef\xbb\xbf" + TEXT.encode(), "FM004", 1),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "FM004", 1),
    "a Word file": (b"PK\x03\x04\x14\x00\x06\x00" + bytes(5_000), "FM001", 1),
    "zeros": (bytes(10_000), "FM004", 1),
    "zeros after the text": (TEXT.encode() + b"\n\0", "FM004", 14),
    "more than a megabyte": (TEXT.encode() + b"a" * 1_000_001, "FM005", 1),
    "CRLF": (TEXT.replace("revision: 1", "revision: x").replace("\n", "\r\n").encode(), "FM008", 6),
    "CR": (TEXT.replace("revision: 1", "revision: x").replace("\n", "\r").encode(), "FM008", 6),
    "mixed line ends": (TEXT.replace("revision: 1", "revision: x\r").encode(), "FM008", 6),
    "a long line of text": (body("а" * 400_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of pipes": (body("|" * 900_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of brackets": (body("[" * 900_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of pictures": (body("![](" * 200_000), "TX002", 13),
    "a long line of ticks": (body("`" * 900_000 + "\n\n![](а.svg)"), "", 0),
    "a long line of pairs of ticks": (body("`а" * 300_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of stars": (body("*а_" * 200_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of digits": (body("1." * 450_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of capitals": (body("АБ" * 200_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of codes": (body("СМС-ДП-2." * 60_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of quotation marks": (body("«" * 400_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of quotations": (body("«а» " * 120_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of blanks": (body(" " * 900_000 + "а\n![](а.svg)"), "TX002", 14),
    "a long line of dashes": (body("а-" * 300_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of hashes": (body("#" * 900_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of at signs": (body("а@" * 300_000 + "\n![](а.svg)"), "TX002", 14),
    "a long line of both alphabets": (body("aб" * 300_000), "TX005", 13),
    "a long line of a foreign letter": (body("қ" * 400_000), "TX006", 13),
    "many lines of a foreign letter": (body("қ\n\n" * 20_000), "TX006", 13),
    "many headings": (body("# 1. А\n\n" * 20_000), "TX003", 13),
    "many lists": (body("а) б\n" * 50_000 + "\n![](а.svg)"), "TX002", 50_014),
    "many tables": (body("|а|б|\n|-|-|\n|в|г|\n\n" * 8_000 + "\n![](а.svg)"), "TX002", 32_014),
    "many captions": (body("1-таблица. Аталышы\n\n" * 8_000 + "\n![](а.svg)"), "TX002", 16_014),
    "many figures": (body("![а](б.svg)\n\n1-сүрөт. Аталышы\n\n" * 5_000 + "\n![](а.svg)"), "TX002", 20_014),
    "many sections cited": (body("5.4.3-бөлүм, 6.2-пункт " * 10_000 + "\n![](а.svg)"), "TX002", 14),
    "many years": (body("2019-2024-жылдарга 31.02.2026 " * 10_000 + "\n![](а.svg)"), "TX002", 14),
    "one word for ever": (body("а" * 10 + "\u0301" * 300_000 + "\n![](а.svg)"), "TX002", 14),
    "hidden characters in the text": (body("а\u202eб\u200b" * 50_000), "TX004", 13),
}


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A repository with a finding of its own, which nothing may hide."""
    spoil(desk)
    return desk


def findings(desk: Desk) -> list[tuple[str, str, int]]:
    """Check the repository in this process; return rule, path and line of the open findings."""
    began = time.process_time()
    told = desk("check", "--format", "json", code=1).json()
    assert time.process_time() - began < SECONDS
    found = [(item["rule"], item["path"], item["line"]) for item in told["findings"] if item["waiver"] is None]
    assert ("LV005", f"documents/2/{DRAFT}.md", 7) in found
    return [item for item in found if item[1] != f"documents/2/{DRAFT}.md"]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_a_finding_with_its_place(other: Desk, name: str) -> None:
    data, rule, line = FILES[name]
    (other.root / BAD).write_bytes(data)

    found = findings(other)

    if rule:
        assert (rule, BAD, line) in found
