"""A small table, a distribution list or a register cannot be read.

Units, positions, processes and waivers are looked up in these files; what stands after the broken place is lost.

Flagged:
    edit: registers/processes.yaml
    entries: = entries: "

Flagged:
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    code: СМС-ДП-2.1-2024

Accepted:
    file: distribution/СМС-ДП-2.2-2024.yaml
    code: СМС-ДП-2.2-2024
    holders: []
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.problems import finding
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on the problems of all files but documents, ledgers and settings, which have rules of their own."""
    for problem in context.snapshot.problems:
        path = problem.at.path
        if path != SETTINGS_FILE and not path.startswith("ledger/"):
            yield finding(problem, path)


RULE = Rule("RG004", Severity.ERROR, check, View.HEADS, basic=True)
