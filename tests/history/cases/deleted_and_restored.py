"""A file that was deleted and came back as it was is no change."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-04-10 Айбек | Revise
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: None}, "Delete", author="Жылдыз", when="2022-02-10T09:00:00+06:00")
    story.commit({PATH: text(1)}, "Restore", author="Өмүрбек", when="2022-03-10T09:00:00+06:00")
    story.commit({PATH: text(2)}, "Revise", when="2022-04-10T09:00:00+06:00")
