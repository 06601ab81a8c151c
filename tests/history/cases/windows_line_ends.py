"""A text that only gets Windows line ends is a revision without changed sections."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-01-10 Айбек | Windows
3 change r3 2022-01-10 Айбек | Add | sections 2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(2).replace(b"\n", b"\r\n")}, "Windows")
    story.commit({PATH: text(3, BODY + "Үч.\n").replace(b"\n", b"\r\n")}, "Add")
