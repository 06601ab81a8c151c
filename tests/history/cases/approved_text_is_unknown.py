"""An approval of a text that git does not have stands at the last text with its number."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-20 Айбек, Жылдыз | Edit | approved 2022-02-01 by rector, effective 2022-02-01
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(1, "")}, "Edit", author="Жылдыз", when="2022-01-20T09:00:00+06:00")
    story.act("approve", b"another text", on="2022-02-01")
