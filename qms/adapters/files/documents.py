"""Bytes of a file below `documents/` -> `Document`, with every problem and its place. Never raises on any bytes."""

from __future__ import annotations

import hashlib
import unicodedata

from qms.adapters.files.mapping import mapped, state
from qms.adapters.files.metadata import Parts, card, split
from qms.adapters.files.text import decode
from qms.model.document import Document
from qms.model.field import Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.settings import Settings

LARGEST = 1_000_000
_LANGUAGE = pattern(r"\.([a-z]{2})\.(?:md|yaml|yml)\Z")


def read_document(data: bytes, path: str, settings: Settings, beside: tuple[bytes, str] | None = None) -> Document:
    """Read one document file; what cannot be read stands in its `problems`.

    `beside` is the card that carries its fields in a file of its own: bytes and path.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    text, problem = _decode(data, path)
    if problem:
        return Document(path, "", Table(at=Location(path)), "", 1, sha256, settings.language, problems=(problem,))
    parts = split(text, path, settings.keys)
    if beside:
        parts = _with_card(parts, *beside, settings)
    stated = state(parts.front, settings.keys)
    parts = mapped(parts, path, settings.keys)
    front = parts.front
    code = unicodedata.normalize("NFC", front.text("code"))
    return Document(
        path=path,
        code=code,
        front=front,
        body=parts.body,
        body_line=parts.body_line,
        sha256=sha256,
        language=_language(path, front, settings),
        translation=is_translation(path, front.text("language"), front.text("translates"), settings),
        problems=parts.problems,
        state=stated,
        head=_head(data, parts) if code and path.endswith(".md") and not parts.problems else "",
        labelled=parts.labelled,
    )


def _head(data: bytes, parts: Parts) -> str:
    """Return the SHA-256 of a front matter that begins the file and ends at the first line `---`, without the number of
    the revision where it has a plain line of its own; nothing for any other front matter.
    """
    end = data.find(b"\n---\n", 3)
    head = data[: end + 5] if data.startswith(b"---\n") and end > 0 else b""
    if not head or head.count(b"\n") + 1 != parts.body_line:
        return ""
    before, name, rest = head.partition(b"\nrevision: ")
    number, own = rest.partition(b"\n")[0], parts.front.keys.get("revision")
    if number.isdigit() and own and own.line == before.count(b"\n") + 2:
        head = before + name + rest.removeprefix(number)
    return hashlib.sha256(head).hexdigest()


def _with_card(parts: Parts, data: bytes, path: str, settings: Settings) -> Parts:
    """Return the parts of a text with the fields of the card beside it; its own fields come after them."""
    text, problem = _decode(data, path)
    found = card(text, path, settings.keys) if problem is None else Parts(Table(at=Location(path)))
    front = found.front._replace(
        entries={**parts.front.entries, **found.front.entries},
        keys={**parts.front.keys, **found.front.keys},
    )
    problems = (*parts.problems, *found.problems, *([problem] if problem else ()))
    return parts._replace(front=front, problems=problems)


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


def _language(path: str, front: Table, settings: Settings) -> str:
    return front.text("language") or _named(path, settings) or settings.language


def _named(path: str, settings: Settings) -> str:
    """Return the language that a file name gives; where names were not given for qms, only one that is used here."""
    named = _LANGUAGE.search(path)
    used = named and (not settings.keys.foreign or named[1] in settings.languages)
    return named[1] if named and used else ""


def is_translation(path: str, language: str, translates: str, settings: Settings) -> bool:
    """A text is a translation by its file name `<code>.<language>.md`, else by another language and `translates:`."""
    named = _named(path, settings)
    if named:
        return named != settings.language
    return language in settings.languages[1:] and bool(translates)
