"""An act was recorded that could not be done then.

What was never approved is not reviewed, put into effect or withdrawn; what is decided is not decided again or rejected;
only what is withdrawn is archived; no review or withdrawal is older than the decision that it is about. Such a line was
not written by qms, or two branches were joined wrongly.

Flagged:
    act: review СМС-ДП-2.2-2024, by quality-director, on 2024-05-20

Flagged:
    approved: СМС-ДП-2.2-2024
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20

Flagged:
    approved: СМС-ДП-2.2-2024
    act: archive СМС-ДП-2.2-2024, by registrar, place АББСД, on 2024-05-20

Flagged:
    act: reject СМС-ДП-2.2-2024, by rector, reason Мөөнөт жок

Flagged:
    approved: СМС-ДП-2.2-2024
    act: review СМС-ДП-2.2-2024, by quality-director, on 2019-05-20, at 2024-06-20T09:00:00Z

Accepted:
    act: prepare СМС-ДП-2.2-2024, by КБ, person a
    act: reject СМС-ДП-2.2-2024, by rector, reason Мөөнөт жок
    approved: СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.2-2024, on 2024-06-10
    act: archive СМС-ДП-2.2-2024, by registrar, place АББСД, on 2024-06-11
    fields:
    -references
    body:
    # 1. Максаты
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qms.model.act import STEP_DEEDS, Act, Deed
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

LATER = frozenset({Deed.REVIEW, Deed.WITHDRAW, Deed.KEEP, Deed.ACQUAINT})
NEEDS_DECISION = LATER | {Deed.EFFECT}


@dataclass(slots=True)
class _Life:
    """What a ledger has said so far: the decided revisions and their texts, those on their way, whether it ended."""

    decided: dict[int, str] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    submitted: set[int] = field(default_factory=set)
    withdrawn: bool = False

    def take(self, act: Act) -> Message | None:
        """Take in an act; return what is wrong with it."""
        wrong = self._wrong(act)
        if act.decides:
            self.decided[act.revision], self.days[act.revision] = act.sha256, act.text("on")
        elif act.deed in STEP_DEEDS:
            self.submitted.add(act.revision)
        elif act.deed is Deed.REJECT:
            self.submitted.discard(act.revision)
        self.withdrawn = self.withdrawn or act.deed is Deed.WITHDRAW
        return wrong

    def _wrong(self, act: Act) -> Message | None:
        if act.decides and self.decided and act.revision <= max(self.decided):
            return msg("Revision {revision} was decided already when it was decided again", revision=act.revision)
        if act.deed in NEEDS_DECISION and self.decided.get(act.revision) != act.sha256:
            return msg('"{act}" is about a text of revision {revision} that was not approved', **_place(act))
        if act.deed in LATER and "" < act.text("on") < self.days[act.revision]:
            return msg('"{act}" is dated {day}, before the decision of {on}', **_days(act, self.days[act.revision]))
        if act.deed is Deed.REJECT and (act.revision in self.decided or act.revision not in self.submitted):
            return msg('"{act}" is about revision {revision}, which was not submitted', **_place(act))
        if act.deed is Deed.ARCHIVE and not self.withdrawn:
            return msg("The document was archived before it was withdrawn")
        return None


def _place(act: Act) -> Mapping[str, str | int]:
    return {"act": act.deed.value, "revision": act.revision}


def _days(act: Act, on: str) -> Mapping[str, str]:
    return {"act": act.deed.value, "day": act.text("on"), "on": on}


def check(context: Context) -> Iterator[Finding]:
    """Follow every ledger from its first act on."""
    for code, acts in all_acts(context):
        life = _Life()
        for act in acts:
            wrong = life.take(act)
            if wrong:
                yield Finding(act.location, wrong, msg('"qms trail verify" tells what the ledger is worth'), code)


RULE = Rule("LG018", Severity.ERROR, check, View.ACTS)
