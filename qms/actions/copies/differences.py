"""What was altered in a copy: its PDF beside the one that is set again from what was recorded."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from qms.adapters.prints.pdf import PdfPage, PdfParts
from qms.model.message import Message, msg

MOST = 8
_WORDS = 8


def differences(true: PdfParts, found: PdfParts) -> tuple[Message, ...]:
    """Return what differs, page by page; where nothing does, that the file was only packed in another way."""
    told = [*_pages(true.pages, found.pages)]
    if true.source != found.source:
        told.append(msg("The attached text of the document is another one, or is missing."))
    if true.metadata != found.metadata:
        told.append(msg("The facts that the file states of itself (title, number, dates) were changed."))
    if not told and true.rest != found.rest:
        told.append(msg("Something was added to the file outside its pages."))
    return tuple(told[:MOST]) or (msg("Its pages show what was issued: only the file was written in another way."),)


def _pages(true: Sequence[PdfPage], found: Sequence[PdfPage]) -> Iterator[Message]:
    own, other = [page.hash for page in true], [page.hash for page in found]
    if own == other:
        return
    if sorted(own) == sorted(other):
        moved = [number for number, (one, two) in enumerate(zip(own, other, strict=True), 1) if one != two]
        yield msg("The pages are in another order: {numbers}.", numbers=_listed(moved))
        return
    if len(own) != len(other):
        yield msg("The file has {count} pages, {wanted} were issued.", count=len(other), wanted=len(own))
    for words, first, last, start, end in difflib.SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if words == "delete":
            yield msg("Pages are missing: {numbers}.", numbers=_listed(range(first + 1, last + 1)))
        elif words == "insert":
            yield msg("Pages were added: {numbers}.", numbers=_listed(range(start + 1, end + 1)))
        elif words == "replace":
            yield from _changed(true, found, range(first, last), range(start, end))


def _changed(true: Sequence[PdfPage], found: Sequence[PdfPage], own: range, other: range) -> Iterator[Message]:
    for one, two in zip(own, other, strict=False):
        yield _words(one + 1, true[one].words, found[two].words)
    if len(own) > len(other):
        yield msg("Pages are missing: {numbers}.", numbers=_listed(number + 1 for number in own[len(other) :]))
    if len(other) > len(own):
        yield msg("Pages were added: {numbers}.", numbers=_listed(number + 1 for number in other[len(own) :]))


def _words(page: int, true: str, found: str) -> Message:
    """Name the first words that differ on a page; where none do, something is drawn otherwise."""
    own, other = true.split(), found.split()
    for kind, first, last, start, end in difflib.SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if kind != "equal":
            issued, now = " ".join(own[first:last][:_WORDS]), " ".join(other[start:end][:_WORDS])
            return msg(
                'Page {page}: "{found}" instead of "{issued}".', page=page, found=now or "–", issued=issued or "–"
            )
    return msg("Page {page}: its words are those issued, but something is drawn otherwise or was added.", page=page)


def _listed(numbers: Iterator[int] | Sequence[int] | range) -> str:
    shown = list(numbers)
    return ", ".join(map(str, shown[:MOST])) + (" …" if len(shown) > MOST else "")
