"""Of two documents made one, the one that stays has new sections and the other ends with its withdrawal."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

OTHER = "СМС-ДП-2.7-2022"
SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 addition r2 2022-06-01 Жылдыз | Үчүнчү бөлүм кошулду | sections +3
""",
    OTHER: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-01-11 by rector, effective 2022-01-11
2 withdrawal r1 2022-06-02 rector | approved 2022-06-02 by rector, effective 2022-06-02
""",
}


def tell(story: Story) -> None:
    place, third = f"documents/2/{OTHER}.md", "# 3 Жазуу\n\nҮч.\n"
    story.commit({PATH: text(1), place: text(1, third, code=OTHER)}, "Begin")
    story.act("approve", text(1, third, code=OTHER), on="2022-01-11", code=OTHER)
    both = text(2, f"# 1 Максат\n\nБир.\n\n# 2 Тартип\n\nЭки.\n\n{third}")
    said = f"Merge\n\nQms-Document: {CODE}\nQms-Change: Үчүнчү бөлүм кошулду\nQms-Kind: addition"
    story.commit({PATH: both, place: None}, said, author="Жылдыз", when="2022-06-01T09:00:00+06:00")
    story.act("withdraw", on="2022-06-02", code=OTHER)
