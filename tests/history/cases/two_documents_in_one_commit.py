"""Two documents in one commit: each takes the lines below its own Qms-Document."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

OTHER = "СМС-ДП-2.2-2022"
OTHER_PATH = f"documents/2/{OTHER}.md"

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin both
2 change r2 2022-01-10 Айбек | Биринчи | basis № 9 | sections -1, -2
""",
    OTHER: """
1 introduction r1 2022-01-10 Айбек | Begin both
2 change r2 2022-01-10 Айбек | Экинчи | basis № 9 | sections -1, -2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1), OTHER_PATH: text(1, code=OTHER)}, "Begin both")
    message = (
        "Revise both\n\nQms-Basis: № 9\n"
        f"Qms-Document: {CODE}\nQms-Change: Биринчи\nQms-Document: {OTHER}\nQms-Change: Экинчи"
    )
    story.commit({PATH: text(2, ""), OTHER_PATH: text(2, "", OTHER)}, message)
