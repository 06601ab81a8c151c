"""A document under another code for a while is one document where it names the other code among its `aliases`."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

OTHER = "СМС-ДП-2.7-2022"
SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin | approved 2022-01-11 by rector, effective 2022-01-11
2 change r2 2022-02-01 Жылдыз | Another code | approved 2022-02-02 by rector, effective 2022-02-02
3 review r2 2022-03-01 rector | approved 2022-03-01 by rector, effective 2022-03-01
4 change r3 2022-04-01 Айбек | Back
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.act("approve", text(1), on="2022-01-11")
    second = text(2, code=OTHER, aliases=f"[{CODE}]")
    story.commit({PATH: second}, "Another code", author="Жылдыз", when="2022-02-01T09:00:00+06:00")
    story.act("approve", second, on="2022-02-02", code=OTHER, revision=2)
    story.act("review", second, on="2022-03-01", code=OTHER, revision=2)
    story.commit({PATH: text(3, aliases=f"[{OTHER}]")}, "Back", when="2022-04-01T09:00:00+06:00")
