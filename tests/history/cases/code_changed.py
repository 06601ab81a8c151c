"""Another code is another document: both keep the rows that they have had."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
""",
    "СМС-ДП-2.7-2022": """
1 introduction r2 2022-01-10 Жылдыз | Another code
2 change r3 2022-01-10 Айбек | Go on
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(2, code="СМС-ДП-2.7-2022")}, "Another code", author="Жылдыз")
    story.commit({PATH: text(3, code="СМС-ДП-2.7-2022")}, "Go on")
