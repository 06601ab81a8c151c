"""The numbers of the sheets that a change touched, from both revisions as they are set, page by page.

GOST 2.503-2013 and GOST R 21.1101-2013 (annex M) know changed, replaced, new and annulled sheets, and the number of
sheets after the change. A page that stands at the same place with most of its lines is *changed*; one of which less
than half is left is *replaced*; pages beyond the end of the old text are *new*, pages beyond the end of the new one
*annulled*. Where every page of the text is replaced, that is all that is said. Sheets that people fill in by hand
(acknowledgement, this sheet itself) are counted, not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qms.model.change import Sheets

LEFT = 0.5
"""A page with a smaller part of its lines left on it is another page."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A revision as it was set: the lines (by a sign for each) of the pages before the sheets at its end.

    `front` pages come before the text: title, approval, contents. `total` counts every page of the print.
    """

    lines: tuple[tuple[str, ...], ...]
    front: int
    total: int


def first_sheets(new: Pages) -> Sheets:
    """Return the row of a first edition: nothing is changed, the sheets are counted."""
    return Sheets(total=new.total)


def sheets(old: Pages, new: Pages) -> Sheets:
    """Return which sheets the change from `old` to `new` touched; sheets are numbered from 1, the title page."""
    both = range(min(len(old.lines), len(new.lines)))
    other = [at for at in both if old.lines[at] != new.lines[at]]
    replaced = [at for at in other if _left(old.lines[at], new.lines[at]) < LEFT]
    text = [at for at in both if at >= new.front]
    return Sheets(
        changed=_numbers(set(other) - set(replaced)),
        replaced=_numbers(replaced),
        new=_numbers(range(len(old.lines), len(new.lines))),
        annulled=_numbers(range(len(new.lines), len(old.lines))),
        total=new.total,
        whole=bool(text) and set(text) <= set(replaced),
    )


def _numbers(places: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(place + 1 for place in places))


def _left(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Return which part of the lines is left, from 0 to 1; pages that differ are not both empty."""
    before, after = Counter(old), Counter(new)
    return (before & after).total() / max(before.total(), after.total())
