"""What the rules find that take each document for itself, by document; and the same as JSON, to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.rules.context import Context
from qms.rules.records import message, words
from qms.rules.rule import Finding, Rule

TOGETHER = 500
"""So many files are looked at together."""
Found = tuple[Rule, Finding]


def find(context: Context, rules: Iterable[Rule], files: tuple[Document, ...]) -> dict[str, list[Found]]:
    """Return the findings in each of `files`, by path; every file has a list, those without findings an empty one.

    All rules look at some files, then at the next ones: what was read of a text is let go before memory is full of it.
    """
    rules = tuple(rules)
    found: dict[str, list[Found]] = {document.path: [] for document in files}
    for start in range(0, len(files), TOGETHER):
        apart = context.alone(files[start : start + TOGETHER])
        for rule in rules:
            for finding in rule.check(apart):
                found[finding.at.path].append((rule, finding))
    return found


def recorded(found: Iterable[Found]) -> list[Any] | None:
    """Return findings as JSON has them; None where a value is of a kind that would not come back as it was."""
    try:
        return [_record(rule, finding) for rule, finding in found]
    except TypeError:
        return None


def read(records: Iterable[list[Any]], rules: Mapping[str, Rule]) -> list[Found]:
    """Return the findings of records; Any: it is JSON of our own."""
    return [(rules[code], _finding(rest)) for code, *rest in records]


def _record(rule: Rule, item: Finding) -> list[Any]:
    place = [item.at.path, item.at.line, item.at.column]
    return [rule.code, place, words(item.message), words(item.help), item.subject, item.severity]


def _finding(record: list[Any]) -> Finding:
    place, text, help_, subject, severity = record
    return Finding(Location(*place), message(text), message(help_), subject, Severity(severity) if severity else None)
