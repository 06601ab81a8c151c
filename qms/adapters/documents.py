"""Bytes of a file below `documents/` -> `Document`, with every problem and its place. Never raises on any bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace

from qms.adapters import yaml
from qms.adapters.text import decode
from qms.adapters.text import lines as text_lines
from qms.model.document import Document
from qms.model.field import Node, Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import Settings

LARGEST = 1_000_000
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?\Z")
_LANGUAGE = re.compile(r"\.([a-z]{2})\.(?:md|yaml|yml)\Z")


def read_document(data: bytes, path: str, settings: Settings) -> Document:
    """Read one document file; what cannot be read stands in its `problems`."""
    sha256 = hashlib.sha256(data).hexdigest()
    text, problem = _decode(data, path)
    if problem:
        return Document(path, "", Table(at=Location(path)), "", 1, sha256, settings.language, problems=(problem,))
    if path.endswith((".yaml", ".yml")):
        front, problems = yaml.read(text, path, limits=yaml.TABLES)
        body, body_line = "", 1
    else:
        front, problems, body, body_line = _split(text, path)
    front = _renamed(front, settings)
    return Document(
        path=path,
        code=unicodedata.normalize("NFC", front.text("code")),
        front=front,
        body=body,
        body_line=body_line,
        sha256=sha256,
        language=_language(path, front, settings),
        translation=is_translation(path, front.text("language"), front.text("translates"), settings),
        problems=problems,
    )


def unreadable(path: str, problem: Problem | None, settings: Settings) -> Document:
    """Return a document of which nothing could be read; without a `problem`, because it vanished meanwhile."""
    gone = Problem("unreadable", Location(path), msg("The file is gone"), msg("Run the command again"))
    return Document(path, "", Table(at=Location(path)), "", 1, "", settings.language, problems=(problem or gone,))


def _decode(data: bytes, path: str) -> tuple[str, Problem | None]:
    if len(data) > LARGEST:
        return "", Problem(
            "unreadable",
            Location(path),
            msg("The file is larger than {limit} bytes", limit=LARGEST),
            msg("Split the document, or keep pictures in files of their own"),
        )
    return decode(data, path)


def _split(text: str, path: str) -> tuple[Table, tuple[Problem, ...], str, int]:
    """Return front matter, problems, body and the line on which the body begins."""
    plain = text.removeprefix("\ufeff")
    found = () if plain == text else (_byte_order_mark(path),)
    lines = text_lines(plain)
    if not lines or lines[0].rstrip(" \t\r\n") != "---":
        missing = Problem(
            "front-matter",
            Location(path),
            msg("The document has no front matter"),
            msg('Begin the file with a line "---", then "code: …", "title: …", and a line "---" after the last field'),
        )
        return Table(at=Location(path)), (*found, missing), plain, 1
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        unclosed = Problem(
            "front-matter",
            Location(path),
            msg("The front matter is not closed"),
            msg('Write a line "---" after its last field'),
        )
        return Table(at=Location(path)), (*found, unclosed), "", 1
    front, problems = yaml.read("".join(lines[1:end]), path, first_line=2)
    return front, (*found, *problems), "".join(lines[end + 1 :]), end + 2


def _byte_order_mark(path: str) -> Problem:
    return Problem(
        "encoding",
        Location(path),
        msg("The file begins with a byte order mark"),
        msg('Save the file as "UTF-8", not as "UTF-8 with BOM"'),
    )


def _renamed(front: Table, settings: Settings) -> Table:
    """Give the fields of a repository with names of its own their canonical names."""
    names = {own: canonical for canonical, own in settings.keys.fields.items()}
    if not names:
        return front
    entries: dict[str, Node] = {names.get(key, key): value for key, value in front.entries.items()}
    keys = {names.get(key, key): place for key, place in front.keys.items()}
    return replace(front, entries=entries, keys=keys)


def _language(path: str, front: Table, settings: Settings) -> str:
    declared = front.text("language")
    named = _LANGUAGE.search(path)
    return declared or (named.group(1) if named else settings.language)


def is_translation(path: str, language: str, translates: str, settings: Settings) -> bool:
    """A text is a translation by its file name `<code>.<language>.md`, else by another language and `translates:`."""
    named = _LANGUAGE.search(path)
    if named:
        return named.group(1) != settings.language
    return language in settings.languages[1:] and bool(translates)
