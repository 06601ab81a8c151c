"""How a document comes into force: the approval matrix, what is recorded of it, and who must be different people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qms.model.location import Location

PAPER, RECORDED = "paper", "recorded"
STEPS = (PAPER, RECORDED)
SEPARATIONS = ("prepare-check", "prepare-approve", "check-approve", "prepare-attest", "check-attest")
"""What one person may not do both of one revision (security of records: separation of duties): the author does not
check, neither of them approves, neither attests the decision that was taken on paper.
"""


class Approval(NamedTuple):
    """A row of the approval matrix: the way of a revision, and the roles on it.

    `check` and `agree` name roles of which every one must act, in this order; of `prepare`, `approve`, `effect` and
    `register` one is enough. No `prepare`: anybody may submit. `effect` names who puts an approved revision into effect
    by an order of its own; without it the approval names the day. `register` stands instead of `approve` for external
    documents (manual 5.4.3, stages E1-E5). `steps` tells what must be recorded of it (`PAPER`, `RECORDED`); empty where
    the organisation's own setting holds. `body` names the body that decides where it is not the signatory: the Academic
    Council.
    """

    id: str
    agree: tuple[str, ...] = ()
    approve: tuple[str, ...] = ()
    body: Mapping[str, str] = {}
    prepare: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    steps: str = ""

    @property
    def external(self) -> bool:
        """Tell whether the documents come from outside: they are registered, not approved."""
        return bool(self.register) and not self.approve

    @property
    def decide(self) -> tuple[str, ...]:
        """The roles of which one decides: approves, or registers."""
        return self.register if self.external else self.approve


class Flow(NamedTuple):
    """What holds for every row since the day `since` (ISO 8601, empty: always).

    `steps` is what must be recorded (empty: `PAPER` in an unsigned repository, `RECORDED` in a signed one), `attest`
    who may attest decisions taken on paper, `waive` which separations (`SEPARATIONS`) a small organisation waives, with
    the place of each.
    """

    steps: str = ""
    attest: tuple[str, ...] = ("registrar",)
    since: str = ""
    waive: Mapping[str, Location] = {}
