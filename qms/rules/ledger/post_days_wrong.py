"""A person holds a position on days that do not exist, or until a day before the first.

Who held a position on the day of an act is read from `organisation/people.yaml`. A wrong day there makes nobody, or
the wrong person, answer for the act (ISO 9001:2015, 5.3).

Flagged:
    file: organisation/people.yaml
    entries:
      - {id: p1, positions: [{position: rector, from: 2024-02-31}]}

Flagged:
    file: organisation/people.yaml
    entries:
      - {id: p1, positions: [{position: rector, from: 2024-02-01, until: 2023-02-01}]}

Accepted:
    file: organisation/people.yaml
    entries:
      - {id: p1, positions: [{position: rector, from: 2024-02-01, until: 2025-01-31}, {position: hr-head}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.days import read_day
from qms.model.diagnostic import Severity
from qms.model.document import Post
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Read both days of every position that a person holds."""
    for employee in context.snapshot.people.values():
        for post in employee.posts:
            wrong = _wrong(post)
            if wrong:
                yield Finding(post.location, wrong, msg('Write year, month, day: "2026-09-01"'), employee.id)


def _wrong(post: Post) -> Message | None:
    for day in (post.since, post.until):
        if day and read_day(day) is None:
            return msg('"{day}" is no day', day=day)
    if post.since and post.until and post.until < post.since:
        return msg("The last day {until} lies before the first, {since}", until=post.until, since=post.since)
    return None


RULE = Rule("LG011", Severity.ERROR, check, View.HEADS)
