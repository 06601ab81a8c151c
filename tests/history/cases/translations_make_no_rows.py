"""The Russian text of a document is no revision of it."""

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
    story.commit({PATH.replace(".md", ".ru.md"): text(7, "# Цель\n")}, "Translate", author="Мария")
    story.commit({"documents/ru/a.md": text(8, language="ru", translates="yes")}, "Translate", author="Мария")
    story.commit({"documents/README.md": text(9)}, "A guide", author="Мария")
    story.commit({PATH: text(2)}, "Revise")
