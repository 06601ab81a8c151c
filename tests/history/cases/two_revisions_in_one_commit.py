"""A commit that takes the text over two numbers at once is one row; what it says of both stands in it."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r3 2022-03-01 Айбек | экинчи; үчүнчү | sections 2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    said = "Two at once\n\nQms-Change: экинчи\nQms-Change: үчүнчү"
    story.commit({PATH: text(3, BODY + "Үч.\n")}, said, when="2022-03-01T09:00:00+06:00")
