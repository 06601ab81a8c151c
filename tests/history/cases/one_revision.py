"""A document with one revision is introduced; nothing is compared."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Киргизилди | basis № 5 | approved 2022-02-01 by rector, effective 2022-02-15
""",
}


def tell(story: Story) -> None:
    first = text(1)
    story.commit({PATH: first}, "Begin\n\nQms-Change: Киргизилди\nQms-Basis: № 5")
    story.act("approve", first, on="2022-02-01", effective="2022-02-15")
