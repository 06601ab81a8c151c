"""A part that becomes a document of its own is gone from the one and begins the other."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

PART = "СМС-ДП-2.7-2022"
SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-06-01 Жылдыз | Тартип өзүнчө документ болду | basis № 8 | sections -2
""",
    PART: """
1 introduction r1 2022-06-01 Жылдыз | Тартип өзүнчө документ болду | basis № 8
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    files = {
        PATH: text(2, "# 1 Максат\n\nБир.\n"),
        f"documents/2/{PART}.md": text(1, "# 1 Тартип\n\nЭки.\n", code=PART),
    }
    said = "Split\n\nQms-Change: Тартип өзүнчө документ болду\nQms-Basis: № 8"
    story.commit(files, said, author="Жылдыз", when="2022-06-01T09:00:00+06:00")
