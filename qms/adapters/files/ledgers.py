"""Ledgers that are read together: copies of the process share those that are very long together."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from qms.ledger.lines import read_ledger
from qms.model.act import Act, Deed
from qms.model.location import Location
from qms.model.snapshot import Ledger

LEAST = 10_000_000
"""So many bytes of ledgers are worth a process of their own."""


class Unread(NamedTuple):
    """The bytes of a ledger, the code of its document, its path."""

    data: bytes
    code: str
    path: str


def read_ledgers(unread: Iterable[Unread], jobs: int = 1) -> list[Ledger]:
    """Return the ledgers in the same order; what a copy could not answer is read here."""
    if jobs < 2:
        return [read_ledger(*item) for item in unread]
    found = list(unread)
    jobs = min(jobs, sum(len(item.data) for item in found) // LEAST)
    if jobs < 2:
        return [read_ledger(*item) for item in found]
    from qms.adapters.beside import beside  # few repositories need it

    ledgers: dict[str, Ledger] = {}
    shares = [found[at::jobs] for at in range(jobs)]
    with beside([partial(_packed, share) for share in shares[1:]]) as answers:
        ledgers |= {item.path: read_ledger(*item) for item in shares[0]}
        for share, answer in zip(shares[1:], answers(), strict=True):
            ledgers |= {ledger.path: ledger for ledger in _unpacked(answer, share)}
    return [ledgers[item.path] for item in found]


def _packed(share: Iterable[Unread]) -> bytes:
    """Return the acts of each ledger as bytes that this program reads quickly; None for one in which a line is wrong:
    what to say of that is for people, and rare.
    """
    ledgers = (read_ledger(*item) for item in share)
    return marshal.dumps([None if ledger.problems else [_row(act) for act in ledger.acts] for ledger in ledgers])


def _row(act: Act) -> tuple[Any, ...]:
    """Return an act as plain values (Any): all but the code and the path, which its ledger has."""
    own = (act.deed.value, act.at, act.by, act.revision, act.sha256, act.prev, dict(act.fields), act.line_sha256)
    return (*own, act.location.line, dict(act.corrected))


def _unpacked(answer: bytes | None, share: Iterable[Unread]) -> Iterator[Ledger]:
    """Yield the ledgers of a share, from the answer of a copy of this process: nothing else may be read so."""
    rows = marshal.loads(answer) if answer else [None for _item in share]  # noqa: S302 - from a copy
    for item, found in zip(share, rows, strict=True):
        yield read_ledger(*item) if found is None else Ledger(item.code, item.path, tuple(_acts(found, item)), ())


def _acts(rows: Iterable[tuple[Any, ...]], item: Unread) -> Iterator[Act]:
    deeds = {deed.value: deed for deed in Deed}
    for deed, at, by, revision, sha256, prev, fields, line_sha256, line, corrected in rows:
        place = Location(item.path, line)
        yield Act(deeds[deed], at, by, item.code, revision, sha256, prev, fields, line_sha256, place, corrected)
