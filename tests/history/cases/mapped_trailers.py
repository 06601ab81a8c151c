"""Without ledger and revisions, trailers of its own say number, day, basis, act and kind of each change."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SETTINGS = b"""
languages: [ky, ru]
keys:
  dates: [DD.MM.YYYY]
  trailers: {change: Summary, basis: Order, number: Change-No, date: Decided, act: Notice, kind: Type}
"""
SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r4 2022-02-03 Жылдыз | Мөөнөт | basis Буйрук № 12 | sections 2 | act ИИ-17
3 addition r5 2022-05-01 Айбек | No number | sections +3
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(None)}, "Begin")
    said = "Typo in the middle\n\nSummary: Мөөнөт\nOrder: Буйрук № 12\nChange-No: 4\nDecided: 03.02.2022\nNotice: ИИ-17"
    story.commit({PATH: text(None, BODY + "Үч.\n")}, said, author="Жылдыз", when="2022-03-01T09:00:00+06:00")
    last = text(None, BODY + "Үч.\n\n# 3 Жазуу\n\nТөрт.\n")
    story.commit({PATH: last}, "No number\n\nType: addition", when="2022-05-01T09:00:00+06:00")
