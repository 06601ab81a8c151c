"""Git has no moment before 1970 and shows its first day instead; the day that a commit names counts before that."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 1970-01-01 Айбек | The first second
2 change r2 1970-01-01 Айбек | Beyond what git can show | sections 2
3 change r3 1965-03-01 Айбек | Named by the commit | sections 2
4 change r4 2106-02-07 Айбек | After 32 bits | sections 2
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "The first second", when="@0 +0000")
    story.commit({PATH: text(2, BODY + "Үч.\n")}, "Beyond what git can show", when="@18446744073709465216 +0000")
    story.commit({PATH: text(3)}, "Named by the commit\n\nQms-Date: 1965-03-01", when="@86400 +0000")
    story.commit({PATH: text(4, BODY + "Үч.\n")}, "After 32 bits", when="@4294967296 +0000")
