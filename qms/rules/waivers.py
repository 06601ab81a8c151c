"""Waivers: which findings a decision to live with them covers, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qms.model.days import read_day
from qms.model.diagnostic import Diagnostic, Waiver

REQUIRED = ("rule", "subject", "by", "reason", "until")


def missing(waiver: Waiver) -> tuple[str, ...]:
    """Return the fields that a waiver lacks; one that is not complete covers nothing."""
    values = (waiver.rule, waiver.subject, waiver.by, waiver.reason, waiver.until)
    return tuple(name for name, value in zip(REQUIRED, values, strict=True) if not value)


def holds(waiver: Waiver, today: date) -> bool:
    """Tell whether a waiver is complete and its last day has not passed."""
    until = read_day(waiver.until)
    return not missing(waiver) and until is not None and today <= until


def covers(waiver: Waiver, finding: Diagnostic) -> bool:
    """Tell whether a waiver is about a finding: the same rule and subject, and the same file where it names one."""
    about = waiver.rule == finding.rule and waiver.subject == finding.subject
    return about and not finding.fixed and waiver.path in {"", finding.location.path}


def waived(findings: Iterable[Diagnostic], waivers: Iterable[Waiver], today: date) -> tuple[Diagnostic, ...]:
    """Return the findings, those that a waiver covers with it."""
    valid = [waiver for waiver in waivers if holds(waiver, today)]
    return tuple(
        finding._replace(waiver=next((waiver for waiver in valid if covers(waiver, finding)), None))
        for finding in findings
    )
