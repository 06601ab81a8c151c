"""Trailers in any order, any case, folded, indented, with Kyrgyz letters and Windows line ends."""

from __future__ import annotations

from tests.history.story import CODE, PATH, Story, text

SHEETS = {
    CODE: """
1 introduction r1 2022-01-10 Айбек | Жаңы текст | basis № 1
2 addition r2 2022-01-10 Айбек | Өтүнмө жана үлгү кошулду
3 change r3 2022-01-10 Айбек | Ңөү | basis № 3
4 change r4 2022-01-10 Айбек | Бир | basis № 4
5 change r5 2022-01-10 Айбек | old; new
""",
}


def tell(story: Story) -> None:
    story.commit({PATH: text(1)}, "Begin\n\nqms-basis:№ 1\nQMS-CHANGE :no\nqms-change:  Жаңы текст  ")
    story.commit({PATH: text(2)}, "Fold\n\nQms-Change: Өтүнмө\n  жана үлгү\n\tкошулду\n\n  no\nQms-Kind: Addition ")
    story.commit({PATH: text(3)}, "Windows\r\n\r\nQms-Basis: № 3\r\nQms-Change:\r\n Ңөү\r\n")
    story.commit({PATH: text(4)}, "Indent\n\nText before\n  Qms-Change: Бир\n  Qms-Basis: № 4\n\nSigned-off-by: A")
    story.commit({PATH: text(5)}, "Twice\n\nQms-Change: old\nQms-Change: new\nQms-Basis:\n\nNothing")
