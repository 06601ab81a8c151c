"""The path of a picture has a space in it, or leads out of the folder of its text: the picture is not seen as one.

Markdown ends a path at the first space, and knows no backslashes; nothing is printed from another folder, another disk
or the network. In the print stand brackets and signs where the picture should be.

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](картасы 2.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](C:\\Users\\карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](img\\карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](file:///C:/карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](../img/карта.svg)

Flagged:
    body:
    # 1. Схема

    ![Процесстердин картасы](https://oshsu.kg/карта.svg)

Accepted:
    file: documents/2/картасы 2.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>
    body:
    # 1. Схема

    ![Процесстердин картасы](<картасы 2.svg> "1-сүрөт. Карта")

Accepted:
    edit: qms.yaml
    format: 1 = format: 1\\nkeys: {ignore: [СМС-ДП-0]}
    body:
    # 1. Схема

    ![Процесстердин картасы](../img/карта.svg)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

# Longer than this is no caption and no path; without a limit a line that begins very many pictures takes for ever.
_CAPTION, _PART = r"!(?<!\\!)\[[^\]\n]{0,1000}\]\(", "{0,1000}"
_BROKEN = pattern(_CAPTION + r"(?!\s*<)\s*([^()\s\"']+[ \t]+[^()\"'\n]*?)\s*\)")
_OF_ONE = pattern(_CAPTION + rf"\s*<?((?:[A-Za-z]:|file:)[^)>\n]*|[^)>\s:]{_PART}\\[^\W_][^)>\n]*)")
_OUTSIDE = pattern(_CAPTION + rf"\s*<?((?:(?!file:)[A-Za-z][\w+.-]{{0,40}}:|(?:[^)>\s:\\]{_PART}/)?\.\./|/)[^)>\n]*)")
_BESIDE = msg("Put it beside the text, and write its path from there, with /: img/scheme.png")


def check(context: Context) -> Iterator[Finding]:
    """Look for paths with spaces that nothing encloses, of one computer, and out of reach of prints.

    A repository that was never made for qms shows its pictures by other programs, from wherever they lie.
    """
    foreign = context.snapshot.settings.keys.foreign
    for document in context.having(Sign.PICTURES, context.marked):
        subject = document.code or document.path
        for path, at in _found(context, document, _BROKEN):
            told = msg('The path of the picture has a space: "{path}"', path=path)
            yield Finding(at, told, msg("Write it between angle brackets: <{path}>", path=path), subject)
        for path, at in _found(context, document, _OF_ONE):
            told = msg('No other computer finds the picture "{path}"', path=path)
            yield Finding(at, told, _BESIDE, subject)
        for path, at in () if foreign else _found(context, document, _OUTSIDE):
            told = msg('The picture "{path}" is not below the folder of the text: it is not printed', path=path)
            yield Finding(at, told, _BESIDE, subject)


def _found(context: Context, document: Document, paths: re.Pattern[str]) -> Iterator[tuple[str, Location]]:
    for line in unspanned(context, document, paths):
        for found in paths.finditer(line.text):
            yield found.group(1).strip(), place(document, line, found.start())


RULE = Rule("TX025", Severity.ERROR, check, View.ALONE)
