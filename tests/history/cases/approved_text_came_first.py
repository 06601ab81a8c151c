"""The approved text is the one with the hash of the approval; later edits belong to the next revision."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-02-01 by rector, effective 2022-02-01
2 change r2 2022-03-01 Жылдыз, Айбек | Revise | sections +0
""",
}


def tell(story: Story) -> None:
    first = text(1)
    story.commit({PATH: first}, "Begin")
    story.commit({PATH: text(1, "Артынан.\n" + BODY)}, "Later", author="Жылдыз", when="2022-01-20T09:00:00+06:00")
    story.act("approve", first, on="2022-02-01")
    story.commit({PATH: text(2, "Артынан.\n" + BODY)}, "Revise", when="2022-03-01T09:00:00+06:00")
