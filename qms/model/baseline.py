"""The findings that were there when an organisation began: known, and not to be told again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qms.model.diagnostic import Diagnostic
from qms.model.fingerprint import Fingerprint

Baseline = Mapping[Fingerprint, int]
"""How many findings of each fingerprint are known."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings against a baseline: the new ones, how many are known, what of the baseline no longer occurs."""

    new: tuple[Diagnostic, ...]
    known: int
    gone: tuple[Fingerprint, ...]


def baseline_of(findings: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]]) -> Baseline:
    """Return the baseline that holds all findings but the waived ones."""
    return Counter(Fingerprint.of(item, sources) for item in findings if item.waiver is None)


def compare(findings: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]], baseline: Baseline) -> Compared:
    """Take the known findings away; of several with one fingerprint the first are the known ones."""
    left = Counter(baseline)
    new: list[Diagnostic] = []
    for item in findings:
        mark = Fingerprint.of(item, sources)
        if item.waiver is None and left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(item)
    gone = tuple(sorted(mark for mark, count in left.items() if count > 0))
    return Compared(tuple(new), sum(baseline.values()) - sum(left.values()), gone)
