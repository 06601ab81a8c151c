"""A commit that was amended or rebased keeps the day on which its author wrote it, or the one that it names."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-02-01 Айбек | Written in February, committed in 2023 | sections 2
3 change r3 2021-05-26 Айбек | Decided before it was typed | sections 1
4 change r4 2022-04-01 Айбек | A day that is none | sections 1
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    second = text(2, BODY + "Үч.\n")
    story.commit({PATH: second}, "Written in February, committed in 2023", when="2022-02-01T09:00:00+06:00")
    third = text(3, BODY.replace("Бир", "Биринчи") + "Үч.\n")
    said = "Decided before it was typed\n\nQms-Date: 26.05.2021"
    story.commit({PATH: third}, said, when="2022-03-01T09:00:00+06:00")
    story.commit(
        {PATH: text(4, BODY + "Үч.\n")}, "A day that is none\n\nQms-Date: 2021-02-30", when="2022-04-01T09:00:00Z"
    )
