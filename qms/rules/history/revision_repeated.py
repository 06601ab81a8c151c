"""One revision was approved for two texts.

Whoever holds "revision 2" cannot know which of the two it is, and the sheet has one line for both (ISO 9001:2015,
7.5.2 a). A correction of a recorded decision is an act of its own and no second approval.

Flagged:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, effective 2024-06-01, basis № 5
    commit: Approve
    edit: documents/2/СМС-ДП-2.2-2024.md
    Жазуулар = Бардык жазуулар
    commit: Edit
    act: approve СМС-ДП-2.2-2024, on 2024-05-22, effective 2024-06-01, basis № 6
    commit: Approve again

Accepted:
    act: approve СМС-ДП-2.2-2024, on 2024-05-20, effective 2024-06-01, basis № 5
    commit: Approve
    edit: documents/2/СМС-ДП-2.2-2024.md
    revision: 1 = revision: 2
    commit: Edit

    Qms-Change: Жазуулар
    act: approve СМС-ДП-2.2-2024, on 2024-05-22, effective 2024-06-01, basis № 6
    commit: Approve the next one
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.act import Act
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.acts import all_acts
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule


def check(context: Context) -> Iterator[Finding]:
    """Look for a second approval of the same number with another hash."""
    for code, acts in all_acts(context):
        first: dict[int, Act] = {}
        for act in acts:
            before = first.setdefault(act.revision, act) if act.decides else act
            if before.sha256 != act.sha256:
                yield Finding(
                    act.location,
                    msg(
                        'Revision {revision} of "{code}" was approved for another text on {day} already',
                        revision=act.revision,
                        code=code,
                        day=before.day,
                    ),
                    msg('Record the text as a new revision: "qms revise CODE --change … --basis …", and approve that'),
                    code,
                )


RULE = Rule("HS009", Severity.ERROR, check)
