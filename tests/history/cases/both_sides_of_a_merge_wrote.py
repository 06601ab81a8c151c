"""Text of the old revision that was written beside the branch of the new one belongs to the new one."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-01-11 by rector, effective 2022-01-11
2 change r2 2022-05-01 Өмүрбек, Жылдыз, Нургүл | Merge both | sections 2, +0
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.act("approve", text(1), on="2022-01-11")
    story.commit({PATH: text(2, BODY + "Үч.\n")}, "Revise", author="Жылдыз", on="side")
    story.commit({PATH: text(1, "Киришүү.\n\n" + BODY)}, "Introduction", author="Өмүрбек")
    merged = text(2, "Киришүү.\n\n" + BODY + "Үч.\n")
    story.commit({PATH: merged}, "Merge both", author="Нургүл", when="2022-05-01T09:00:00+06:00", merge="side")
