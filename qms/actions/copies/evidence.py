"""What a person has in hand: a PDF, a picture of a page, the text of a QR code, or the marks at the foot of pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qms.adapters.reasons import reason
from qms.codes.lookalikes import TO_LATIN, tidy
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.token import MARK, Token, read_token

if TYPE_CHECKING:
    from qms.adapters.prints.pdf import PdfFacts

_MARK = re.compile(rf"(?:[A-Z2-7]{{{MARK}}})+")
_TYPED = str.maketrans("018З", "OIB3")
"""What people type for a letter or digit of a mark that looks like it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read. `data` are the bytes of a PDF that is no scan; `marks` are in the order in which they were typed.

    `name` is what to call it, `issued` the hash of a file that is known byte by byte, `before` that file where
    something was appended to it.
    """

    name: str
    token: Token | None = None
    marks: tuple[str, ...] = ()
    facts: PdfFacts | None = None
    data: bytes = b""
    issued: str = ""
    before: bytes = b""


def gather(words: Sequence[str], folder: Path, issued: Container[str] = frozenset()) -> Evidence:
    """Read what the words of the command name; UsageError where that is nothing of a copy.

    `issued` are hashes of files that are known: such a one is not read.
    """
    single = all(map(_marks, words))
    marks = tuple(mark for word in words for mark in _marks(word)) if single else _marks("".join(words))
    if len(words) > 1:
        if not marks:
            raise UsageError(
                msg("Only marks can be verified several at once"), msg("Call the command once for each file or token")
            )
        return Evidence(" ".join(words), marks=marks)
    word = words[0]
    path = next((path for path in (Path(word), folder / word) if _is_file(path)), None)
    if path is not None:
        return _file(path, issued)
    token = read_token(word)
    if token:
        return Evidence(word[:20], token=token)
    if marks:
        return Evidence(word, marks=marks)
    raise UsageError(
        msg('"{path}" cannot be read: "{reason}"', path=word, reason=msg("no such file, token or mark")),
        msg("Name a PDF or a picture, the text of its QR code, or the mark at the foot of its pages"),
    )


def _marks(word: str) -> tuple[str, ...]:
    """Return the marks in a word, also in groups, in small or Cyrillic letters; none where it is something else."""
    found = re.sub(r"[\s-]", "", tidy(word).upper().translate(TO_LATIN).translate(_TYPED))
    return tuple(found[at : at + MARK] for at in range(0, len(found), MARK)) if _MARK.fullmatch(found) else ()


def _is_file(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_file(path: Path) -> bytes:
    """Read a file that is no larger than a copy can be; UsageError for a folder, a device, a larger one."""
    from qms.adapters.prints.pdf import MAX_BYTES

    try:
        size = path.stat().st_size
        if path.is_dir() or not path.is_file():
            raise UsageError(msg('"{path}" is no file', path=str(path)), msg("Name a PDF or a picture"))
        if size > MAX_BYTES:
            told = msg("The file is too large: {size} bytes, at most {limit}.", size=size, limit=MAX_BYTES)
            raise UsageError(told, msg("Name a PDF or a picture"))
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            msg('"{path}" cannot be read: "{reason}"', path=str(path), reason=reason(error)),
            msg("Check the spelling of the path"),
        ) from error


def _file(path: Path, issued: Container[str]) -> Evidence:
    from qms.adapters import apart
    from qms.adapters.prints import pdf, scan
    from qms.adapters.seals import file_seal

    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in issued:
        return Evidence(path.name, data=data, issued=sha256)
    for begin in file_seal.beginnings(data) if pdf.is_pdf(data) else ():
        known = hashlib.sha256(begin).hexdigest()
        if known in issued:
            return Evidence(path.name, data=data, issued=known, before=begin)
    if scan.is_picture(data):
        return Evidence(path.name, token=_first(apart.codes(data), path))
    if not pdf.is_pdf(data):
        token = read_token(data[:5000].decode("utf-8", "replace"))
        if token:
            return Evidence(path.name, token=token)
        raise UsageError(msg("The file is no PDF."), msg("Name the PDF that was issued."))
    facts = apart.read_copy(data)
    token = read_token(facts.token)
    codes = () if token or any(facts.footers) else apart.codes_of_pages(data)
    if codes or not (token or facts.title or any(facts.footers)):
        return Evidence(path.name, token=_first(codes, path))
    return Evidence(path.name, token, facts=facts, data=data)


def _first(codes: Sequence[str], path: Path) -> Token:
    found = next((token for token in map(read_token, codes) if token), None)
    if found is None:
        raise UsageError(
            msg('There is no QR code of a copy in "{path}"', path=path.name),
            msg("Take the title page from above, sharp and in good light; or type the mark at the foot of the pages"),
        )
    return found
