"""The numbers of copies: unique in a document for ever, kept by a holder over all revisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qms.model.act import CLOSING_DEEDS, Act, Deed
from qms.model.status import CopyKind

CONTROL_NUMBER = 1
Holding = tuple[str, str]
"""A holder and a medium."""


@dataclass(slots=True)
class Numbers:
    """Which numbers were given out, taken in act by act: a batch asks for the next one without reading all again."""

    last: int = CONTROL_NUMBER
    owners: dict[int, str] = field(default_factory=dict)
    own: dict[Holding, list[int]] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)
    closed: set[tuple[int, int]] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, acts: Iterable[Act]) -> Numbers:
        """Return the numbers that a ledger has given out."""
        numbers = cls()
        for act in acts:
            numbers.take(act)
        return numbers

    def take(self, act: Act) -> None:
        """Take in the next act of the ledger."""
        copy = (act.number, act.revision)
        if act.deed in CLOSING_DEEDS:
            self.closed.add(copy)
        elif act.deed is Deed.ISSUE:
            self.last = max(self.last, act.number)
            self.used.add(copy)
            self.owners.setdefault(act.number, act.text("holder"))
            if act.text("kind") != CopyKind.UNACCOUNTED:
                self._given((act.text("holder"), act.text("medium") or "paper"), act)

    def _given(self, holding: Holding, act: Act) -> None:
        own = self.own.setdefault(holding, [])
        if act.number not in own:
            gone = [n for n in own if (n, act.revision) in self.closed and n not in self.replaced]
            self.replaced.update(gone[:1])
            own.append(act.number)

    def number(self, holding: Holding, revision: int, *, control: bool = False) -> int:
        """Return the number for a copy: one that the holder has had of earlier revisions, else a new one.

        A copy that was lost or came back is not issued again under its number: what replaces it has another one, for
        this revision and all later ones. The control number belongs to one holder.
        """
        if control:
            free = self.owners.get(CONTROL_NUMBER, holding[0]) == holding[0]
            return CONTROL_NUMBER if free and (CONTROL_NUMBER, revision) not in self.used else self.last + 1
        own = (n for n in self.own.get(holding, ()) if n != CONTROL_NUMBER and n not in self.replaced)
        return next((n for n in own if (n, revision) not in self.used), self.last + 1)


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as people write them, those that follow one another as one: `1, 4-9`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


def missing_numbers(acts: Sequence[Act]) -> tuple[int, ...]:
    """Return the numbers below the last one that no copy ever had: in a ledger of qms there are none."""
    numbers = Numbers.of(acts)
    return tuple(n for n in range(CONTROL_NUMBER + 1, numbers.last) if n not in numbers.owners)
