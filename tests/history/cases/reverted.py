"""A revert to the text before brings back a lower number and makes no row; the next revision takes it in."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-02-01 by rector, effective 2022-02-01
2 change r2 2022-03-01 Жылдыз | Revise | approved 2022-03-02 by rector, effective 2022-03-02 | sections +9, -1, -2
3 change r3 2022-04-01 Өмүрбек, Айбек | Return to the text before | sections +1, +2, -9
""",
}


def tell(story: Story) -> None:
    first = text(1)
    story.commit({PATH: first}, "Begin")
    story.act("approve", first, on="2022-02-01")
    second = text(2, "# 9 Башка\n\nБашка.\n")
    story.commit({PATH: second}, "Revise", author="Жылдыз", when="2022-03-01T09:00:00+06:00")
    story.act("approve", second, on="2022-03-02", revision=2)
    story.commit({PATH: first}, "Revert", author="Өмүрбек", when="2022-03-05T09:00:00+06:00")
    story.commit({PATH: text(3)}, "Return to the text before", when="2022-04-01T09:00:00+06:00")
