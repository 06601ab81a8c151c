"""Dates are the author's own day, in any zone and any order."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-03-01 Айбек | Night in Osh
2 change r2 2022-03-05 Айбек | Kiritimati
3 change r3 2022-03-04 Айбек | Marquesas
4 change r4 1999-12-31 Айбек | Earlier than all
5 change r5 1970-01-02 Айбек | The first day
6 change r6 2099-12-31 Айбек | Far
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Night in Osh", when="2022-03-01T00:30:00+06:00")
    story.commit({PATH: text(2)}, "Kiritimati", when="2022-03-05T01:00:00+14:00")
    story.commit({PATH: text(3)}, "Marquesas", when="2022-03-04T23:59:59-09:30")
    story.commit({PATH: text(4)}, "Earlier than all", when="1999-12-31T23:00:00+05:45")
    story.commit({PATH: text(5)}, "The first day", when="1970-01-02T00:00:00+06:00")
    story.commit({PATH: text(6)}, "Far", when="2099-12-31T12:00:00+00:00")
