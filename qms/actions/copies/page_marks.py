"""The marks at the foot of pages: of which page of which copy each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qms.ledger.marks import act_hash
from qms.model.act import Act
from qms.model.message import Message, msg
from qms.model.token import MARK, page_mark

MOST_PAGES = 10_000
"""A ledger that claims more pages for a copy is not believed."""
_SHOWN = 12
_RUN = re.compile(rf"[A-Z2-7]{{{MARK},}}")


class Place(NamedTuple):
    """A page (from 1) of the copy that an act has issued."""

    act: Act
    page: int

    @property
    def copy(self) -> tuple[str, int, int]:
        """Which copy it is of: code, revision, number."""
        return self.act.code, self.act.revision, self.act.number


def pages_of(act: Act) -> int:
    """Return how many pages a copy has; 0 where its act does not say it."""
    found = act.fields.get("pages", 0)
    return min(found, MOST_PAGES) if isinstance(found, int) else 0


def marked(issues: Iterable[Act], marks: Iterable[str]) -> Mapping[str, Place]:
    """Return the page of each mark that is known, in the order of the marks."""
    wanted = dict.fromkeys(marks)
    found: dict[str, Place] = {}
    if not wanted:
        return found
    for act in issues:
        proof = act_hash(act)
        for page in range(1, max(1, pages_of(act)) + 1):
            mark = page_mark(proof, page)
            if mark in wanted:
                found.setdefault(mark, Place(act, page))
    return {mark: found[mark] for mark in wanted if mark in found}


def runs(text: str) -> frozenset[str]:
    """Return everything in a text that may be a mark."""
    words = _RUN.findall("".join(text.split()))  # letters that are kerned come out of a PDF one by one
    return frozenset(word[at : at + MARK] for word in words for at in range(len(word) - MARK + 1))


def origins(found: Mapping[str, Place]) -> Iterator[Message]:
    """Say of each mark which page of which copy it is of, and who holds that copy."""
    for mark, place in found.items():
        yield msg(
            "{mark}: page {page} of {copy}, holder {holder}.",
            mark=mark,
            page=place.page,
            copy=_name(place),
            holder=place.act.text("holder"),
        )


def _name(place: Place) -> str:
    return f"{place.act.code} r{place.act.revision} № {place.act.number}"


def compared(act: Act, pages: Sequence[int]) -> Message:
    """Say which pages the marks are of, and how many the copy has."""
    shown = ", ".join(map(str, pages))
    if not pages_of(act):
        return msg("Marks of pages: {pages}.", pages=shown)
    return msg("Marks of pages {pages}; the copy has {count}.", pages=shown, count=pages_of(act))


def strangers(issues: Iterable[Act], act: Act, footers: Sequence[str]) -> tuple[Message, ...]:
    """Name the pages whose mark is that of another copy, by what stands at their feet."""
    read = [runs(footer) for footer in footers]
    known = marked(issues, sorted(frozenset[str]().union(*read)))
    return tuple(_strangers(known, act, read))[:_SHOWN]


def _strangers(known: Mapping[str, Place], act: Act, read: Sequence[frozenset[str]]) -> Iterator[Message]:
    own = (act.code, act.revision, act.number)
    for number, words in enumerate(read, 1):
        other = next((known[word] for word in sorted(words & known.keys()) if known[word].copy != own), None)
        if other:
            yield msg(
                "Page {number} is page {page} of another copy: {copy}.",
                number=number,
                page=other.page,
                copy=_name(other),
            )
