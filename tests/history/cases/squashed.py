"""A squashed branch is one commit with the lines of all of them: nothing that they said is lost, nobody either."""

from __future__ import annotations

from tests.history.story import BODY, CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Begin
2 change r2 2022-05-01 Нургүл, Жылдыз, Өмүрбек | Мөөнөт такталды; Форма алмашты | basis № 4; № 5 | sections 2
""",
}
SAID = """Revise the procedure (#7)

* Deadline

Qms-Change: Мөөнөт такталды
Qms-Basis: № 4

* Form

Qms-Change: Форма алмашты
Qms-Basis: № 5

* Deadline again

Qms-Change: Мөөнөт такталды

Co-authored-by: Жылдыз <z@example.org>
Co-authored-by: Өмүрбек <o@example.org>
Co-Authored-By: Нургүл <n@example.org>
"""


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin")
    story.commit({PATH: text(2, BODY + "Үч.\n")}, SAID, author="Нургүл", when="2022-05-01T09:00:00+06:00")
