"""A revision written on a branch is one row with its authors, whatever went on beside it."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-03-01 Жылдыз | Revise | sections 2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(2, BODY + "Үч.\n")}, "Revise", author="Жылдыз", when="2022-03-01T09:00:00Z", on="side")
    story.commit({"documents/other.md": text(1, code="B")}, "Beside", author="Өмүрбек")
    story.commit({PATH: text(2, BODY + "Үч.\n")}, "Merge", author="Нургүл", merge="side")
