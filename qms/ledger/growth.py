"""How ledgers may grow: at the end only, in every commit; where two branches meet, no act of either is lost. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from qms.ledger.lines import SIGNATURE, canonical, first_difference
from qms.model.act import Value
from qms.model.trail import Growth, Link

# What changes when an act is put after others: its place in the chain, its signature, the moment of its recording.
PLACE = frozenset({"prev", "at", "on", "amends", "after", "number", "mark", "seal", "pdf", "pdfseal", SIGNATURE})


def values_of(line: bytes) -> dict[str, Value]:
    """Return the values of a line; none where it cannot be read, which `lines.read_ledger` reports."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def whole_lines(ledger: bytes | None) -> list[bytes]:
    """Return the lines of a ledger without their ends."""
    return ledger.removesuffix(b"\n").split(b"\n") if ledger else []


def rewritten(links: Iterable[Link]) -> Iterator[tuple[Link, Growth, int]]:
    """Yield every commit after which a ledger does not continue what was there; the line is 0 where it was removed.

    A merge continues one parent letter by letter. The acts that only the other one had come after those, in their
    order: put into the chain, recorded and signed anew.
    """
    for link in links:
        for growth in link.growth:
            line = _first_wrong(growth)
            if line is not None:
                yield link, growth, line


def _first_wrong(growth: Growth) -> int | None:
    before = [data for data in growth.before if data]
    if not before:
        return None
    if growth.after is None:
        return 0
    found = [first_difference(data, growth.after) for data in before]
    if not any(found):
        return None
    if all(found):
        return found[0]
    after = contents(whole_lines(growth.after))
    kept = all(_is_within(contents(whole_lines(data)), after) for data in before)
    return None if kept else max(found)


def contents(lines: Iterable[bytes]) -> list[bytes]:
    """Return what acts say, apart from their place."""
    found = []
    for line in lines:
        values = values_of(line)
        own = {name: value for name, value in values.items() if name not in PLACE}
        try:
            found.append(canonical(own) if values else line)
        except (TypeError, ValueError):
            found.append(line)
    return found


def _is_within(part: Sequence[bytes], whole: Sequence[bytes]) -> bool:
    """Tell whether all of `part` stand in `whole`, in this order."""
    rest = iter(whole)
    return all(any(item == other for other in rest) for item in part)
