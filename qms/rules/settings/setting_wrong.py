"""A setting in `qms.yaml` cannot be used.

What an organisation decides stands in this file: an unknown key, an id given twice or a role that is not defined
makes checks and approvals rest on something else than was meant.

Flagged:
    edit: qms.yaml
    mode: unsigned = mode: none

Flagged:
    edit: qms.yaml
    mode: unsigned = mode: unsigned\\ncolour: red

Accepted:
    edit: qms.yaml
    mode: unsigned = mode: "unsigned"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.problems import finding
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on what the reader of the settings found."""
    for problem in context.snapshot.problems:
        if problem.at.path == SETTINGS_FILE:
            yield finding(problem, SETTINGS_FILE)


RULE = Rule("ST001", Severity.ERROR, check, View.HEADS, basic=True)
