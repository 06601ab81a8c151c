"""A review of a text that no ledger line approves stands after the row of that text."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 review r1 2023-02-01 rector | approved 2023-02-01 by rector, effective 2023-02-01
3 change r2 2023-05-01 Айбек | Revise
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.act("review", text(1), on="2023-02-01")
    story.commit({PATH: text(2)}, "Revise", when="2023-05-01T09:00:00+06:00")
