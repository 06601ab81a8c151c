"""A revision that was skipped has no row; the others keep their numbers."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Жылдыз, Айбек | Begin
2 change r3 2022-01-10 Айбек | Fall back
3 change r4 2022-01-10 Айбек | Jump
4 change r5 2022-01-10 Айбек | Go on
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(0)}, "Skeleton", author="Жылдыз")
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(4)}, "Jump")
    story.commit({PATH: text(3)}, "Fall back")
    story.commit({PATH: text(5)}, "Go on")
