"""A documents repository in a folder of a larger one sees only its own files."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

INSIDE = "сапат/смс/"

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-02-01 by rector, effective 2022-02-01
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.inside = ""
    story.commit({PATH: text(5)}, "Outside", author="Жылдыз")
    story.inside = INSIDE
    first = text(1)
    story.act("approve", first, on="2022-02-01")
