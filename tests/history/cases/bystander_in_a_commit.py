"""What a commit says of one document is not said of another that it touches by the way."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

OTHER = "СМС-ДП-2.2-2022"
OTHER_PATH = f"documents/2/{OTHER}.md"

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin both
2 change r2 2022-01-10 Айбек | Биринчи | sections -1, -2
3 change r3 2022-01-10 Айбек | Экөө
4 change r4 2022-01-10 Айбек | Ката
""",
    OTHER: """
1 introduction r1 2022-01-10 Айбек | Begin both
2 change r2 2022-01-10 Айбек | Revise
3 change r3 2022-01-10 Айбек | Экөө
4 change r4 2022-01-10 Айбек | Ката
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1), OTHER_PATH: text(1, code=OTHER)}, "Begin both")
    message = f"Revise\n\nQms-Change: Биринчи\nQms-Document: {CODE}"
    story.commit({PATH: text(2, ""), OTHER_PATH: text(2, code=OTHER)}, message)
    message = f"Both\n\nQms-Document: {CODE}, {OTHER}\nQms-Change: Экөө"
    story.commit({PATH: text(3, ""), OTHER_PATH: text(3, code=OTHER)}, message)
    message = "Typed wrongly\n\nQms-Document: СМС-ДП-2.1-2O22\nQms-Change: Ката"
    story.commit({PATH: text(4, ""), OTHER_PATH: text(4, code=OTHER)}, message)
