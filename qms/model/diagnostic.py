"""A finding: what is wrong, where, and what to write instead."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from qms.model.location import Location
from qms.model.message import Message


class Severity(StrEnum):
    """How much a finding weighs: only errors change the exit code of `qms check`."""

    ERROR = "error"
    WARNING = "warning"


class Waiver(NamedTuple):
    """A decision to live with a finding for a time: who decided, why, until when (a date, ISO 8601)."""

    rule: str
    subject: str
    path: str
    by: str
    reason: str
    until: str
    location: Location


class Diagnostic(NamedTuple):
    """One finding of one rule.

    `rule` is its stable code (`FM001`), `name` its name in words (`owner-missing`), `subject` what it is about: the
    code of a document, the number of a process. A finding with a `waiver` is shown and counted, but is no error;
    a `fixed` one never has any.
    """

    rule: str
    name: str
    severity: Severity
    location: Location
    message: Message
    help: Message
    subject: str = ""
    waiver: Waiver | None = None
    fixed: bool = False

    def order(self) -> tuple[Location, str, str, str]:
        """Sort findings by place, then rule: the same order on every run."""
        return (self.location, self.rule, self.subject, str(sorted(map(str, self.message.values.values()))))
