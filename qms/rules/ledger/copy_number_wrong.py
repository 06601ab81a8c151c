"""The number of a copy was given out wrongly.

A number stands for one holder for ever, and only an approved revision has numbered copies (manual 5.4.3, stages I3
and I6). What comes back or is acknowledged must have been issued before.

Flagged:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: issue СМС-ДП-2.2-2024, number 2, holder АББСД, on 2024-06-03

Flagged:
    today: 2024-06-12
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02

Flagged:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: return СМС-ДП-2.2-2024, number 7, on 2024-06-02

Accepted:
    today: 2024-06-12
    approved: СМС-ДП-2.2-2024
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-02
    act: acknowledge СМС-ДП-2.2-2024, number 2, on 2024-06-03
    act: lose СМС-ДП-2.2-2024, number 2, on 2024-06-10
    act: issue СМС-ДП-2.2-2024, number 2, holder КБ, on 2024-06-11
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qms.model.act import CLOSING_DEEDS, COPY_DEEDS, Act, Deed
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


@dataclass(slots=True)
class _Register:
    """What a ledger has said so far: approved revisions, the holder of each number, the copies issued and still out."""

    approved: set[int] = field(default_factory=set)
    holders: dict[int, str] = field(default_factory=dict)
    issued: set[tuple[int, int]] = field(default_factory=set)
    out: set[tuple[int, int]] = field(default_factory=set)

    def take(self, act: Act) -> Message | None:
        """Take in an act; return what is wrong with it."""
        if act.decides:
            self.approved.add(act.revision)
        if act.deed not in COPY_DEEDS:
            return None
        wrong = self._issue(act) if act.deed is Deed.ISSUE else self._move(act)
        if act.deed in CLOSING_DEEDS:
            self.out.discard((act.number, act.revision))
        return wrong

    def _issue(self, act: Act) -> Message | None:
        copy, holder = (act.number, act.revision), act.text("holder")
        first = self.holders.setdefault(act.number, holder)
        twice = copy in self.out
        self.issued.add(copy)
        self.out.add(copy)
        if act.revision not in self.approved:
            return msg("Revision {revision} was not approved when copy {number} was issued", **_place(act))
        if first != holder:
            return msg('Copy number {number} belongs to "{holder}" already', number=act.number, holder=first)
        return msg("Copy {number} of revision {revision} was issued twice", **_place(act)) if twice else None

    def _move(self, act: Act) -> Message | None:
        if (act.number, act.revision) in self.issued:
            return None
        return msg("Copy {number} of revision {revision} was never issued", **_place(act))


def _place(act: Act) -> dict[str, int]:
    return {"number": act.number, "revision": act.revision}


def check(context: Context) -> Iterator[Finding]:
    """Follow the copies through every ledger."""
    for code, acts in all_acts(context):
        register = _Register()
        for act in acts:
            wrong = register.take(act)
            if wrong:
                help_ = msg('Let qms give out the numbers, with "qms issue"; "qms copies" shows what is out')
                yield Finding(act.location, wrong, help_, code)


RULE = Rule("LG009", Severity.ERROR, check, View.ACTS)
