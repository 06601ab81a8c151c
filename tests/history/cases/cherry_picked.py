"""The same change on two branches is one row, of the day on which it was written."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

NEW = text(2, BODY + "Үч.\n")
SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-03-01 Жылдыз | Мөөнөт | sections 2
3 change r3 2022-05-01 Айбек | Go on | sections 1
""",
}


def tell(story: Story) -> None:
    said = "Revise\n\nQms-Change: Мөөнөт"
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: NEW}, said, author="Жылдыз", when="2022-03-01T09:00:00+06:00", on="side")
    story.commit({"README.md": b"x"}, "Elsewhere")
    story.commit({PATH: NEW}, said, author="Жылдыз", when="2022-03-01T09:00:00+06:00")
    story.commit({"README.md": b"x", PATH: NEW}, "Merge", when="2022-04-01T09:00:00+06:00", merge="side")
    story.commit({PATH: text(3, BODY.replace("Бир", "Биринчи") + "Үч.\n")}, "Go on", when="2022-05-01T09:00:00+06:00")
