"""A file that moves and gets another name stays the same document: no row of its own."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-04-01 Айбек | Rewrite | sections 1, -2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: None, "documents/3/b.md": text(1)}, "Move", when="2022-03-01T09:00:00+06:00")
    story.commit({"documents/3/b.md": text(2, "# 1 Максат\n\nБашка.\n")}, "Rewrite", when="2022-04-01T09:00:00Z")
