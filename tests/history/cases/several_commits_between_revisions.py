"""Everybody who wrote between two revisions is named once, every reason stands once."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-02-01 by rector, effective 2022-02-01
2 addition r2 2022-03-03 Жан, Б. | 2-бөлүм | basis №7 | approved 2022-04-01 by rector, effective 2022-04-01 | sections 2
""",
}


def tell(story: Story) -> None:
    first = text(1)
    story.commit({PATH: first}, "Begin")
    story.act("approve", first, on="2022-02-01")
    story.commit({PATH: text(1, BODY + "Үч.\n")}, "Draft", author="Жан", when="2022-03-01T09:00:00+06:00")
    story.commit({PATH: text(1, BODY + "Төрт.\n")}, "Draft", author="Б.", when="2022-03-02T09:00:00+06:00")
    second = text(2, BODY + "Беш.\n")
    message = "Revise\n\nQms-Change: 2-бөлүм\nQms-Kind: addition"
    story.commit({PATH: second}, message, author="Жан", when="2022-03-03T09:00:00+06:00")
    story.act("approve", second, on="2022-04-01", revision=2, basis="№7")
