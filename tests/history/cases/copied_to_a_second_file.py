"""One of two files with the same code may go: the document is still there."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-01-10 Айбек | Revise
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({"documents/copy.md": text(1)}, "Copy")
    story.commit({"documents/copy.md": None}, "Remove the copy")
    story.commit({PATH: text(2)}, "Revise")
