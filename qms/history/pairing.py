"""Which sections of two texts belong together, and what changed between the texts by section."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from qms.history.sections import Section, sections
from qms.model.change import Sections

ALIKE = 0.6
MOST_COMPARISONS = 40_000
"""Above this many pairs of rewritten sections the texts are not compared for likeness: it is another text."""


def compare(old: str, new: str) -> Sections:
    """Return which sections of `new` are changed or new against `old`, and which are gone.

    Sections are paired by heading, then by number, then by likeness of their texts, so that a renumbered or retitled
    section counts as changed and not as one removed and one new. One that only moved is not changed.
    """
    before, after = sections(old), sections(new)
    pairs = paired(before, after)
    changed = {id(right) for left, right in pairs.found if _identical(left) != _identical(right)}
    return Sections(
        changed=_names([item for item in after if id(item) in changed]),
        new=_names(pairs.right),
        removed=_names(pairs.left),
    )


def paired(before: Sequence[Section], after: Sequence[Section]) -> Pairs:
    """Return which sections of two texts belong together: what is certain first, what is likely last.

    Many chapters have a section of the same title («Жалпы жоболор»): a title alone pairs only where there is one of
    it in each text, or in chapters that belong together.
    """
    pairs = Pairs(list(before), list(after))
    for key in (_identical, _same_words, _text):
        pairs.by_key(key, key)
    pairs.by_likeness(ALIKE / 2, _title)
    pairs.by_likeness(ALIKE)
    pairs.by_chapter(before, after)
    for title in (_heading, _title):
        old, new = _singles(before, title), _singles(after, title)
        pairs.by_key(lambda item, old=old: old.get(id(item)), lambda item, new=new: new.get(id(item)))  # type: ignore[misc]
    pairs.by_key(_heading, _heading)
    pairs.by_number()
    return pairs


def _names(found: Sequence[Section]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.name for item in found))


Key = Callable[[Section], Hashable]


@dataclass(slots=True)
class Pairs:
    """Sections of two texts that belong together; `left` and `right` are those that have no partner yet."""

    left: list[Section]
    right: list[Section]
    found: list[tuple[Section, Section]] = field(default_factory=list)

    def by_key(self, left: Key, right: Key) -> None:
        """Pair the sections with the same key, in their order; one without a key is left."""
        waiting: dict[Hashable, deque[Section]] = defaultdict(deque)
        for old in self.left:
            waiting[left(old)].append(old)
        self._join([(waiting[key].popleft(), new) for new in self.right if (key := right(new)) and waiting[key]])

    def by_chapter(self, before: Sequence[Section], after: Sequence[Section]) -> None:
        """Pair the sections of one title in chapters that belong together."""
        partners = {id(new): id(old) for old, new in self.found}
        above, over = _chapters(before), _chapters(after)
        self.by_key(
            lambda old: (id(above[id(old)]), _title(old)) if above[id(old)] else None,
            lambda new: (partners[id(over[id(new)])], _title(new)) if id(over[id(new)]) in partners else None,
        )

    def by_number(self) -> None:
        """Pair the sections of one number that have something in common."""
        old = {item.number: item for item in reversed(self.left) if item.number}
        new = {item.number: item for item in reversed(self.right)}
        self._join(
            [(old[name], item) for name, item in new.items() if name in old and _alike(old[name], item) > ALIKE / 2]
        )

    def by_likeness(self, least: float, group: Key | None = None) -> None:
        """Pair the sections with more in common than `least`, the most alike first; of one `group` where given."""
        if len(self.left) * len(self.right) > MOST_COMPARISONS:
            return
        words = {id(item): Counter(item.text.split()) for item in (*self.left, *self.right) if item.text}
        groups = {id(item): group(item) if group else None for item in (*self.left, *self.right)}
        ranked = [
            (-ratio, left, right)
            for right, new in enumerate(self.right)
            for left, old in enumerate(self.left)
            if id(old) in words and id(new) in words and groups[id(old)] == groups[id(new)]
            if (ratio := _ratio(words[id(old)], words[id(new)])) > least
        ]
        olds: dict[int, int] = {}
        taken: set[int] = set()
        for _, left, right in sorted(ranked):
            if left not in olds and right not in taken:
                olds[left] = right
                taken.add(right)
        self._join([(self.left[left], self.right[right]) for left, right in olds.items()])

    def _join(self, pairs: Sequence[tuple[Section, Section]]) -> None:
        gone = {id(item) for pair in pairs for item in pair}
        self.found.extend(pairs)
        self.left = [item for item in self.left if id(item) not in gone]
        self.right = [item for item in self.right if id(item) not in gone]


def _identical(section: Section) -> tuple[str, str]:
    return section.title, _text(section)


def _heading(section: Section) -> tuple[str]:
    return (section.title,)


def _text(section: Section) -> str:
    return " ".join(section.text.split())


def _title(section: Section) -> str:
    return section.title[len(section.number) :].strip(" .").casefold()


def _same_words(section: Section) -> tuple[str, str] | None:
    return (_title(section), _text(section)) if section.text else None


def _singles(sections: Sequence[Section], title: Callable[[Section], Hashable]) -> dict[int, Hashable]:
    """Return the titles that only one section has, by its identity."""
    counts = Counter(map(title, sections))
    return {id(item): title(item) for item in sections if title(item) and counts[title(item)] == 1}


def _chapters(sections: Sequence[Section]) -> dict[int, Section | None]:
    """Return the section above each, by identity; None at the top."""
    found: dict[int, Section | None] = {}
    above: list[Section] = []
    for item in sections:
        while above and above[-1].depth >= item.depth:
            above.pop()
        found[id(item)] = above[-1] if above else None
        above.append(item)
    return found


def _alike(old: Section, new: Section) -> float:
    """Return how much two texts have in common, from 0 to 1; two empty ones are the same."""
    if not old.text and not new.text:
        return 1.0
    return _ratio(Counter(old.text.split()), Counter(new.text.split()))


def _ratio(old: Counter[str], new: Counter[str]) -> float:
    return 2 * (old & new).total() / (old.total() + new.total())
