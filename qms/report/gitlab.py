"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qms.model.diagnostic import Diagnostic, Severity
from qms.model.fingerprint import fingerprints
from qms.model.message import Catalog
from qms.report import json
from qms.report.safe import show

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(findings: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]], catalog: Catalog) -> str:
    """Return the findings that no waiver covers; a fingerprint stays the same while lines move."""
    open_ = [item for item in findings if item.waiver is None]
    return json.render([_issue(item, mark, catalog) for item, mark in fingerprints(open_, sources)])


def _issue(item: Diagnostic, mark: str, catalog: Catalog) -> Mapping[str, object]:
    text = f"{catalog.text(item.message)}. {catalog.text(item.help)}"
    return {
        "description": show(text.replace("\n", " ")),
        "check_name": item.rule,
        "fingerprint": mark,
        "severity": SEVERITIES[item.severity],
        "location": {"path": show(item.location.path), "lines": {"begin": max(1, item.location.line)}},
    }
