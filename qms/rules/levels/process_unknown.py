"""A document names a process that the process register does not have.

The register is the map of the system (ISO 9001:2015, 4.4; manual, appendix 1): a process outside it has no head.

Flagged:
    process: "9.9"

Accepted:
    process: "1.1"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look the process of every document up in the register."""
    processes = context.names.processes
    for document in context.originals:
        if processes and document.process and document.process not in processes:
            yield Finding(
                document.at("process"),
                msg('There is no process "{value}"', value=document.process),
                known(processes),
                document.code or document.path,
            )


RULE = Rule("LV006", Severity.ERROR, check, View.HEADS)
