"""Findings for what the readers could not read."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.location import Location
from qms.model.problem import Problem
from qms.rules.context import Context
from qms.rules.rule import Finding


def of_documents(context: Context, kind: str) -> Iterator[Finding]:
    """Yield the problems of one kind that the documents have."""
    for document in context.snapshot.files:
        for problem in document.problems:
            if problem.kind == kind:
                yield finding(problem, document.code or document.path)


def finding(problem: Problem, subject: str, at: Location | None = None) -> Finding:
    """Return a problem as a finding."""
    return Finding(at or problem.at, problem.message, problem.help, subject)
