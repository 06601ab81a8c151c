"""An act was allowed only by settings that held for a while.

Each act is judged by the approval matrix of its moment, so that what was decided stays right when the organisation
changes it. Whoever changes the matrix, acts by it and changes it back, has used that: an auditor must see it.

Flagged:
    edit: qms.yaml
    approve: [rector] = approve: [registrar]
    commit: Change the matrix
    act: approve СМС-ДП-2.2-2024, by registrar, on 2024-05-20
    commit: Approve
    edit: qms.yaml
    approve: [registrar] = approve: [rector]
    commit: Change the matrix back

Accepted:
    act: approve СМС-ДП-2.2-2024, by rector, on 2024-05-20
    commit: Approve
    edit: qms.yaml
    approve: [rector] = approve: [registrar]
    commit: Change the matrix
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.change import Swayed
from qms.model.days import printed_day
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report the acts that neither earlier nor later settings allow."""
    for item in context.swayed:
        help_ = msg("Ask who changed qms.yaml for it and why; where that was right, waive it with the decision")
        yield Finding(item.at, _told(item), help_, item.code)


def _told(item: Swayed) -> Message:
    since, who, day = item.since.id[:10], item.since.author, printed_day(item.since.at)
    if item.until is None:
        return msg(
            "qms.yaml allows this act only since commit {since} ({day}, {who}), and today no more",
            since=since,
            day=day,
            who=who,
        )
    return msg(
        "qms.yaml allowed this act only from commit {since} ({day}, {who}) to commit {until} ({end}, {other})",
        since=since,
        day=day,
        who=who,
        until=item.until.id[:10],
        end=printed_day(item.until.at),
        other=item.until.author,
    )


RULE = Rule("LG025", Severity.WARNING, check, View.ACTS)
