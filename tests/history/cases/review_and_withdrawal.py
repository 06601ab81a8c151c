"""Reviews without change and the withdrawal stand between the revisions where they happened."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | basis № 1 | approved 2022-02-01 by rector, effective 2022-02-01
2 review r1 2023-02-01 rector | basis № 2 | approved 2023-02-01 by rector, effective 2023-02-01
3 change r2 2023-05-01 Айбек | Revise | approved 2023-06-01 by rector, effective 2023-06-01 | sections -1, -2
4 review r2 2024-06-01 rector | approved 2024-06-01 by rector, effective 2024-06-01
5 withdrawal r2 2025-01-01 rector | Керек эмес | approved 2025-01-01 by rector, effective 2025-02-01
""",
}


def tell(story: Story) -> None:
    first, second = text(1), text(2, "")
    story.commit({PATH: first}, "Begin")
    story.act("approve", first, on="2022-02-01", basis="№ 1")
    story.act("review", first, on="2023-02-01", basis="№ 2")
    story.commit({PATH: second}, "Revise", when="2023-05-01T09:00:00+06:00")
    story.act("approve", second, on="2023-06-01", revision=2)
    story.act("issue", second, on="2023-06-02", revision=2, number=2, holder="КБ")
    story.act("review", second, on="2024-06-01", revision=2)
    story.act("withdraw", second, on="2025-01-01", revision=2, effective="2025-02-01", reason="Керек эмес")
