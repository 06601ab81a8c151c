"""An act: one line of a document's ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.location import Location


class Deed(StrEnum):
    """What can be done about a document."""

    PREPARE = "prepare"
    CHECK = "check"
    AGREE = "agree"
    APPROVE = "approve"
    REVIEW = "review"
    WITHDRAW = "withdraw"
    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    RETURN = "return"
    DESTROY = "destroy"
    LOSE = "lose"


COPY_DEEDS = frozenset({Deed.ISSUE, Deed.ACKNOWLEDGE, Deed.RETURN, Deed.DESTROY, Deed.LOSE})
CLOSING_DEEDS = frozenset({Deed.RETURN, Deed.DESTROY, Deed.LOSE})

Value = str | int


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it stands in `ledger/<code>.jsonl`.

    `at` is the moment of recording (UTC, `2026-08-25T09:00:00Z`), `by` the role that acted. `fields` holds what only
    some acts have: `basis`, `on` (date of the decision), `effective`, `number`, `holder`, `medium`, `pdf`, `reason`.
    `line_sha256` is the hash of the whole line, to which the `prev` of the next line must be equal.
    """

    deed: Deed
    at: str
    by: str
    code: str
    revision: int
    sha256: str
    prev: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    line_sha256: str = ""
    location: Location = field(default_factory=lambda: Location(""))

    def text(self, key: str) -> str:
        """Return a field that only some acts have, as text."""
        return str(self.fields.get(key, ""))

    @property
    def day(self) -> str:
        """The day of the decision (ISO 8601): the one it names, else that of its recording."""
        return self.text("on") or self.at[:10]

    @property
    def effective(self) -> str:
        """The day from which an approval or withdrawal is in force: the one it names, else that of the decision."""
        return self.text("effective") or self.day

    @property
    def number(self) -> int:
        """The number of the copy that the act is about; 0 where it is about none."""
        value = self.fields.get("number", 0)
        return value if isinstance(value, int) else 0
