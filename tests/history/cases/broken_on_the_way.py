"""A commit that broke the front matter is passed over, its author is not; the next text counts."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-01-10 Айбек | Mend
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: b"---\ncode: [\n"}, "Break", author="Жылдыз")
    story.commit({PATH: b"\xff\xfe\x00"}, "Break more", author="Жылдыз")
    story.commit({PATH: text(2)}, "Mend")
