"""The last text with its number before a higher one came is the text of a revision."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек, Жылдыз | Go on
2 change r2 2022-01-10 Айбек | Revise | sections +1, +2
3 change r3 2022-01-10 Өмүрбек, Айбек | Again
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(1, "")}, "Go on", author="Жылдыз")
    story.commit({PATH: text(2)}, "Revise")
    story.commit({PATH: text(1, BODY + "Үч.\n")}, "Fall back", author="Өмүрбек")
    story.commit({PATH: text(3)}, "Again")
