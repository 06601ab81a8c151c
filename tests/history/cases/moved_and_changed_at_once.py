"""A file that moves and is revised in one commit has one row for it."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-01-10 Айбек | Shorten | sections -1
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: None, "documents/a.md": text(2, "# 2 Тартип\n\nЭки.\n")}, "Shorten")
