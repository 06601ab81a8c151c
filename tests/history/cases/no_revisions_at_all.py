"""Without `revision` and ledger every commit that changed the text is a row."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-02-01 Жылдыз | Shorten | sections -2
3 change r3 2022-05-01 Айбек | Back again | sections +2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(None)}, "Begin")
    story.commit({PATH: text(None, "# 1 Максат\n\nБир.\n")}, "Shorten", author="Жылдыз", when="2022-02-01T09:00:00Z")
    story.commit({"documents/other.md": text(None, code="B")}, "Elsewhere")
    story.commit({PATH: None, "documents/a.md": text(None, "# 1 Максат\n\nБир.\n")}, "Only moved")
    story.commit({"documents/a.md": None}, "Gone")
    story.commit({"documents/a.md": text(None)}, "Back again", when="2022-05-01T09:00:00+06:00")
