"""Bytes of a file -> text, or the problem that keeps them from being one."""

from __future__ import annotations

import io

from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.problem import Problem

UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, path: str) -> tuple[str, Problem | None]:
    """Read bytes as UTF-8; an empty text and a problem with its place where they are something else."""
    if data.startswith(UTF16):
        return "", Problem("encoding", Location(path), msg("The file is stored as UTF-16"), msg("Save it as UTF-8"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"{data[error.start]:02X}"
        problem = _no_text(path, data[: error.start], msg('The byte "{byte}" is not UTF-8 text', byte=byte))
        return "", _stored_by_windows(problem) if _is_windows_1251(data) else problem
    if "\x00" in text:
        return "", _no_text(path, data[: data.index(b"\x00")], msg("The file holds bytes that are no text"))
    return text, None


def _stored_by_windows(problem: Problem) -> Problem:
    return problem._replace(message=msg("The file is stored as Windows-1251"), help=msg("Save it as UTF-8"))


def _is_windows_1251(data: bytes) -> bool:
    """Tell whether a text is Cyrillic as Windows stores it: nearly all of its signs beyond ASCII are from C0 on."""
    beyond = [byte for byte in data[:10_000] if byte >= 0x80]
    return b"\0" not in data and sum(byte >= 0xC0 for byte in beyond) > 0.8 * len(beyond) >= 8


def lines(text: str) -> list[str]:
    """Split a text into its lines with their ends (`\\n`, `\\r\\n` or `\\r`, no others), as an editor counts them."""
    return list(io.StringIO(text, newline=""))


def _no_text(path: str, before: bytes, message: Message) -> Problem:
    last = before.rpartition(b"\n")[2].decode("utf-8", "replace")
    return Problem(
        "encoding",
        Location(path, before.count(b"\n") + 1, len(last) + 1),
        message,
        msg("Save the file as UTF-8; a picture or a Word file does not belong here"),
    )
