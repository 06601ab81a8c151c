"""Sections are followed through edits of all kinds: made-up documents whose sections are known by themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from qms.history.pairing import paired
from qms.history.sections import sections

WORDS = [f"сөз{number}" for number in range(400)]
COMMON = ("Жалпы жоболор", "Жоопкерчилик", "Жазуулар", "Эскертүү")
NAMES = count()


@dataclass(slots=True)
class Made:
    """A section that is the same one whatever happens to its title, its number and its text."""

    title: str
    text: str
    below: list[Made] = field(default_factory=list)
    name: int = field(default_factory=lambda: next(NAMES))

    def copy(self) -> Made:
        return Made(self.title, self.text, [item.copy() for item in self.below], self.name)


def some(dice: random.Random, least: int, most: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))


def chapter(dice: random.Random) -> Made:
    below = [Made(dice.choice((*COMMON, some(dice, 3, 3))), some(dice, 15, 60)) for _ in range(dice.randint(0, 4))]
    return Made(some(dice, 2, 2), some(dice, 15, 60) if dice.random() < 0.6 else "", below)


def written(chapters: list[Made]) -> tuple[str, list[int]]:
    """Return the text with numbers of today, and the names of its sections in their order."""
    found: list[tuple[str, int]] = []
    for number, made in enumerate(chapters, 1):
        found.append((f"# {number}. {made.title}\n\n{made.text}\n", made.name))
        found += [
            (f"## {number}.{at}. {item.title}\n\n{item.text}\n", item.name) for at, item in enumerate(made.below, 1)
        ]
    return "\n".join(text for text, _name in found), [name for _text, name in found]


def change(dice: random.Random, chapters: list[Made]) -> None:
    made = dice.choice(chapters)
    part = dice.choice(made.below) if made.below else made
    match dice.choice(("new", "new below", "gone", "gone below", "retitled", "edited", "both", "moved")):
        case "new":
            chapters.insert(dice.randrange(len(chapters) + 1), chapter(dice))
        case "new below":
            made.below.insert(dice.randrange(len(made.below) + 1), Made(dice.choice(COMMON), some(dice, 15, 60)))
        case "gone" if len(chapters) > 2:
            chapters.remove(made)
        case "gone below" if made.below:
            made.below.remove(part)
        case "moved":
            chapters.append(chapters.pop(dice.randrange(len(chapters))))
        case "retitled":
            part.title = some(dice, 3, 3)
        case _:
            words = part.text.split()
            for _ in range(len(words) // dice.choice((20, 8, 4))):
                words[dice.randrange(len(words))] = dice.choice(WORDS)
            part.text = " ".join(words)


def outcomes(seeds: range) -> Iterator[tuple[int, int]]:
    """Yield for each made-up change how many sections it kept, and how many of them were taken for others."""
    for seed in seeds:
        dice = random.Random(seed)
        old = [chapter(dice) for _ in range(dice.randint(4, 9))]
        new = [made.copy() for made in old]
        for _ in range(dice.randint(1, 4)):
            change(dice, new)
        (before, names), (after, later) = written(old), written(new)
        left, right = sections(before), sections(after)
        first = {id(section): name for section, name in zip(left, names, strict=True)}
        last = {id(section): name for section, name in zip(right, later, strict=True)}
        found = {(first[id(one)], last[id(other)]) for one, other in paired(left, right).found}
        kept = {(name, name) for name in set(names) & set(later)}
        yield len(kept), len(found ^ kept)


def test_sections_are_followed_through_renumbering_retitling_moving_and_editing() -> None:
    kept, wrong = (sum(numbers) for numbers in zip(*outcomes(range(300)), strict=True))
    assert kept > 5000
    assert wrong / kept < 0.003
