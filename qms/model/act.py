"""An act: one line of a document's ledger."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from qms.model.location import Location


class Deed(StrEnum):
    """What can be done about a document."""

    PREPARE = "prepare"
    CHECK = "check"
    AGREE = "agree"
    REJECT = "reject"
    APPROVE = "approve"
    EFFECT = "effect"
    REVIEW = "review"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    REGISTER = "register"
    KEEP = "keep"
    ACQUAINT = "acquaint"
    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    RETURN = "return"
    DESTROY = "destroy"
    LOSE = "lose"
    PROVISIONAL = "provisional"


COPY_DEEDS = frozenset({Deed.ISSUE, Deed.ACKNOWLEDGE, Deed.RETURN, Deed.DESTROY, Deed.LOSE})
PRINT_DEEDS = frozenset({Deed.ISSUE, Deed.PROVISIONAL})
"""What puts a print into somebody's hands: a numbered copy, or one without a number until the shared one answers."""
CLOSING_DEEDS = frozenset({Deed.RETURN, Deed.DESTROY, Deed.LOSE})
HOLDER_DEEDS = CLOSING_DEEDS | {Deed.ACKNOWLEDGE, Deed.ACQUAINT}
"""What the holder of a copy does, on paper; who signs the act attests it."""

STEP_DEEDS = frozenset({Deed.PREPARE, Deed.CHECK, Deed.AGREE})
"""What comes before an approval (manual 5.4.3, stage I1)."""
DECIDING_DEEDS = frozenset({Deed.APPROVE, Deed.REGISTER})
"""What makes a text one that is followed: the approval of an own document, the registration of an external one."""
AMENDABLE = frozenset({"basis", "on", "effective", "reason", "place"})
"""The fields of an act that a later `amend` may correct; who did what to which text never is."""
NOT_YET = "9999-12-31"
"""The day from which an approval holds that still waits for the order which puts it into effect."""

Value = str | int


class Act(NamedTuple):
    """One act as it stands in `ledger/<code>.jsonl`.

    `at` is the moment of recording (UTC, `2026-08-25T09:00:00Z`), `by` the role that acted. `fields` holds what only
    some acts have: `basis`, `on` (date of the decision), `effective`, `number`, `holder`, `medium`, `pdf`, `reason`,
    what proves a copy (`mark`, `pages`, `press`, `seal` over its token, `pdfseal` over its file),
    `person` (who held the role), `attested` (the role that records what was decided on paper) and `attester` (its
    person), `awaits` (`effect`: an order of its own puts the approval into effect), `weight` (`editorial`: nothing that
    people do has changed), `pictures` (one hash over all pictures that the approved text shows), `received` (over
    the files from outside that lie beside a card), `translations` (over the translations of its revision), `amends`
    (the hash of the line that is corrected), `place`, `replaced_by`.
    `corrected` holds what later acts have made of the fields; `fields` stay as they were recorded. `line_sha256` is the
    hash of the whole line, to which the `prev` of the next line must be equal.
    """

    deed: Deed
    at: str
    by: str
    code: str
    revision: int
    sha256: str
    prev: str
    fields: Mapping[str, Value] = {}
    line_sha256: str = ""
    location: Location = Location("")
    corrected: Mapping[str, Value] = {}

    def text(self, key: str) -> str:
        """Return a field that only some acts have, as text, as it holds after later corrections."""
        return str(self.corrected.get(key, self.fields.get(key, "")))

    @property
    def decides(self) -> bool:
        """Tell whether the act makes its text one that is followed: an approval, or a registration."""
        return self.deed in DECIDING_DEEDS

    @property
    def editorial(self) -> bool:
        """Tell whether the change was editorial: who knew the revision before need not be acquainted again."""
        return self.text("weight") == "editorial"

    @property
    def day(self) -> str:
        """The day of the decision (ISO 8601): the one it names, else that of its recording."""
        return self.text("on") or self.at[:10]

    @property
    def effective(self) -> str:
        """The day from which an approval or withdrawal is in force: the one it names, else that of the decision.

        `NOT_YET` for an approval that waits for an order of its own.
        """
        return self.text("effective") or (NOT_YET if self.text("awaits") else self.day)

    @property
    def in_force_from(self) -> str:
        """The day to show: `effective`, or nothing while it is not decided."""
        return "" if self.effective == NOT_YET else self.effective

    @property
    def number(self) -> int:
        """The number of the copy that the act is about; 0 where it is about none."""
        value = self.fields.get("number", 0)
        return value if isinstance(value, int) else 0
