"""Joins two ledgers that grew apart: the acts that nobody else has yet come after the shared ones. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile

from qms.ledger.growth import contents, values_of, whole_lines
from qms.ledger.lines import COMMON, SIGNATURE, canonical, compose, tip
from qms.ledger.marks import AFTER
from qms.model.act import Deed, Value


@dataclass(frozen=True, slots=True)
class Apart:
    """Two ledgers of one document: the shared one, its lines that the own one has not, the own acts to put after it.

    `moved` are the hashes of own lines that stand in the shared ledger already, and those that they have there.
    """

    shared: bytes
    new: tuple[bytes, ...]
    own: tuple[Mapping[str, Value], ...]
    moved: Mapping[str, str]

    @property
    def signed(self) -> tuple[str, ...]:
        """The people whose signatures the own acts carry: as the lines change, they must sign anew."""
        return tuple(dict.fromkeys(signatory(values) for values in self.own if SIGNATURE in values))

    @property
    def clash(self) -> int:
        """The number of a copy that both sides have given out; 0 for none. Its paper may be in somebody's hands."""
        given = {_copy(values_of(line)) for line in self.new} - {0}
        return next((number for number in map(_copy, self.own) if number in given), 0)


def signatory(values: Mapping[str, Value]) -> str:
    """Return the person who signed an act: the witness where it has one."""
    return str(values.get("attester" if values.get("attested") else "person", ""))


def apart(base: bytes, shared: bytes, own: bytes) -> Apart | None:
    """Compare two ledgers; None where a line of the own one cannot be read.

    `base` is what the own acts were recorded after: where the own ledger begins with it, they are all that follows.
    """
    theirs, ours = whole_lines(shared), whole_lines(own)
    both = sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(theirs, ours, strict=False)))
    start = len(whole_lines(base)) if own.startswith(base) else both
    values = tuple(map(values_of, ours))
    whole = own.endswith(b"\n") and shared.endswith(b"\n")
    if not whole or not all(item.keys() >= COMMON for item in values[start:]):
        return None
    return Apart(shared, tuple(theirs[both:]), values[start:], _moved(theirs, ours))


def _moved(theirs: Sequence[bytes], ours: Sequence[bytes]) -> Mapping[str, str]:
    """Return where own lines stand now that an earlier step has put into the shared ledger already, by their hashes."""
    places = {content: sha256(line).hexdigest() for content, line in zip(contents(theirs), theirs, strict=True)}
    own = zip(contents(ours), ours, strict=True)
    return {sha256(line).hexdigest(): places[content] for content, line in own if content in places}


def joined(found: Apart, now: str, sign: Callable[[bytes], str] | None) -> bytes:
    """Return the shared ledger with the own acts after it: chained anew, and signed anew where they were signed.

    An act keeps the moment of its recording where it may stand after the last shared one, else it is recorded `now`;
    the day of the decision stays.
    """
    data, hashes = found.shared, dict(found.moved)
    for values in found.own:
        fresh = {name: value for name, value in values.items() if name != SIGNATURE}
        if fresh.get("amends") in hashes:
            fresh["amends"] = hashes[str(fresh["amends"])]
        last = values_of(whole_lines(data)[-1])
        if str(fresh["at"]) < str(last.get("at", "")):
            fresh = {**fresh, "on": fresh.get("on", str(fresh["at"])[:10]), "at": now}
        if fresh["act"] == Deed.ISSUE and values["prev"] != tip(data):
            fresh = {AFTER: values["prev"], **fresh}  # what is printed on the copy was made of this
        line = compose(fresh, data, sign if SIGNATURE in values else None)
        hashes[sha256(canonical(values)).hexdigest()] = sha256(line[:-1]).hexdigest()
        data += line
    return data


def _copy(values: Mapping[str, Value]) -> int:
    number = values.get("number")
    return number if values.get("act") == Deed.ISSUE and isinstance(number, int) else 0
