"""A new code in a new file: with the old code among its `aliases` the new one has all rows."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

NEW = "СМС-ДП-2.8-2023"
SHEETS = {
    NEW: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2023-01-10 Айбек | Give it the code of its process | sections 2
""",
    CODE: "",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    again = text(2, "# 1 Максат\n\nБир.\n\n# 2 Тартип\n\nЭкинчи.\n", code=NEW, aliases=f"[{CODE}]")
    files = {PATH: None, f"documents/2/{NEW}.md": again}
    story.commit(files, "Give it the code of its process", when="2023-01-10T09:00:00+06:00")
