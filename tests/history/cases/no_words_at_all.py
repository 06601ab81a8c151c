"""A commit without any message gives a row without a summary."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "")
