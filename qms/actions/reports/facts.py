"""What reports are made of: the entries of a year and of the year before, counted, put in tables and charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qms.actions.session import Session, natural
from qms.entries.display import display, heading
from qms.entries.lifecycle import is_open, is_overdue
from qms.entries.values import as_number, shown
from qms.model.entry import Entry, Registers
from qms.model.field import choose
from qms.model.message import Catalog, Message, msg
from qms.model.register import CODE, STATE, Register
from qms.model.report import Bar, Chart, Grid, Section
from qms.model.snapshot import Snapshot

BEGINS = (
    "year",
    "found_on",
    "received",
    "proposed_on",
    "planned_on",
    "identified",
    "held_on",
    "obtained",
    "from",
    "due",
)
"""The fields that tell to which year an entry belongs, the first that it has; else the year in its code."""
MOST_ROWS = 200
MOST_BARS = 10
"""Things in one chart: more of them go on in another one."""
FIGURE = msg("Figure")
"""Heads the first column of a table of figures."""
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def year_of(entry: Entry) -> int:
    """Return the year to which an entry belongs; 0 where nothing tells it."""
    texts = (*(entry.text(name) for name in BEGINS), entry.code)
    return next((int(found[0]) for text in texts if (found := _YEAR.search(text))), 0)


@dataclass(frozen=True)
class Facts:
    """The registers and documents of a repository on a day, and the year and language that a report is about."""

    session: Session
    year: int
    catalog: Catalog

    @cached_property
    def snapshot(self) -> Snapshot:
        """The documents."""
        return self.session.workspace.snapshot()

    @cached_property
    def registers(self) -> Registers:
        """The registers."""
        return self.session.workspace.registers()

    @property
    def languages(self) -> tuple[str, str]:
        """The language of the report, and that of the repository."""
        return self.catalog.language, self.snapshot.settings.language

    @property
    def years(self) -> tuple[str, str]:
        """The year before and the year, as heads and series."""
        return str(self.year - 1), str(self.year)

    def register(self, name: str) -> Register:
        """Return a register; an empty one where the repository has none of the name."""
        return self.registers.definitions.get(name) or Register(name, {"": name})

    def of(self, name: str, back: int = 0) -> tuple[Entry, ...]:
        """Return the entries of a register that belong to the year, or to one so many years back, by code."""
        return self._by_year.get((name, self.year - back), ())

    @cached_property
    def _by_year(self) -> dict[tuple[str, int], tuple[Entry, ...]]:
        found: dict[tuple[str, int], list[Entry]] = {}
        for register, entries in self.registers:
            for entry in entries:
                found.setdefault((register.id, year_of(entry)), []).append(entry)
        return {key: tuple(sorted(own, key=lambda one: natural(one.code))) for key, own in found.items()}

    def say(self, message: Message) -> str:
        """Return a sentence in the language of the report."""
        return self.catalog.text(message)

    def title(self, register: str, field: str = "") -> str:
        """Return the name of a register or of one of its fields."""
        found = self.register(register)
        return heading(found, field, *self.languages) if field else found.name(*self.languages)

    def shown(self, entry: Entry, name: str) -> str:
        """Return a value of an entry as people read it; empty where its register has no such field."""
        register = self.register(entry.register)
        known = name in register.fields or name in {CODE, STATE}
        return display(register, entry, name, self.snapshot, self.languages) if known else ""

    def dash(self, value: float | None) -> str:
        """Return a number as it is printed; a dash where there is none."""
        return "–" if value is None else shown(float(value), self.languages[0])

    def process(self, number: str) -> str:
        """Return number and name of a process."""
        found = self.snapshot.processes.get(number)
        return f"{number} {choose(found.title, *self.languages)}".strip() if found else number

    def position(self, name: str) -> str:
        """Return the name of a position or role."""
        titles = (
            getattr(known.get(name), "title", {}) for known in (self.snapshot.positions, self.snapshot.settings.roles)
        )
        return next((text for texts in titles if (text := choose(texts, *self.languages))), name)


def number(entry: Entry, name: str) -> float | None:
    """Return a value as a number; None where it is none."""
    return as_number(entry.text(name))


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that there are, to one decimal; None where there are none."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None


def share(part: int, whole: int) -> float | None:
    """Return a share in per cent, to one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def listed(
    facts: Facts, register: str, entries: Sequence[Entry], columns: Sequence[str], title: str = ""
) -> tuple[Grid, ...]:
    """Return entries as a table with their code and state first; no table where there are none."""
    found = facts.register(register)
    names = [CODE, *([STATE] if found.states else []), *(name for name in columns if name in found.fields)]
    own = {CODE: facts.say(msg("Code")), STATE: facts.say(msg("State"))}
    heads = tuple(own.get(name) or heading(found, name, *facts.languages) for name in names)
    rows = tuple(tuple(facts.shown(entry, name) for name in names) for entry in entries)
    return (Grid(title or found.name(*facts.languages), heads, shortened(facts, rows)),) if rows else ()


def shortened(facts: Facts, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a table, and how many more there are: a report is read, a register is looked up."""
    if len(rows) <= MOST_ROWS:
        return rows
    more = facts.say(msg("and {count} more", count=len(rows) - MOST_ROWS))
    return (*rows[:MOST_ROWS], ("…", more, *("" for _cell in rows[0][2:])))


Figure = tuple[str, float | None, float | None]
"""A figure of a report: what it counts, its value in the year before, its value in the year."""


def figures(facts: Facts, rows: Iterable[Figure]) -> tuple[Grid, ...]:
    """Return figures beside those of the year before, with the difference."""
    heads = (facts.say(FIGURE), *facts.years, "±")
    return (
        Grid(
            "",
            heads,
            tuple((label, facts.dash(old), facts.dash(new), _change(facts, old, new)) for label, old, new in rows),
        ),
    )


def _change(facts: Facts, old: float | None, new: float | None) -> str:
    if old is None or new is None:
        return ""
    change = round(new - old, 1)
    return f"+{facts.dash(change)}" if change > 0 else facts.dash(change)


def both(
    facts: Facts, register: str, count: Callable[[tuple[Entry, ...]], float | None]
) -> tuple[float | None, float | None]:
    """Return a figure of the entries of the year before and of those of the year."""
    return count(facts.of(register, 1)), count(facts.of(register))


def counted(facts: Facts, register: str, field: str = STATE) -> tuple[Figure, ...]:
    """Return how many entries of a register there are: all, and for each state (or choice of a field) that occurs."""
    found = facts.register(register)
    kinds = found.states if field == STATE else found.fields[field].choices if field in found.fields else {}
    rows: list[Figure] = [(facts.title(register), *both(facts, register, len))]
    for name, kind in kinds.items():
        old, new = (sum(one.text(field) == name for one in facts.of(register, back)) for back in (1, 0))
        if old or new:
            rows.append((f"– {kind.name(*facts.languages)}", old, new))
    return tuple(rows)


def by_choice(facts: Facts, register: str, field: str) -> tuple[Chart, ...]:
    """Return a chart of the entries of both years by the choices of a field; none where there are no entries."""
    _all, *rows = counted(facts, register, field)
    return charted(facts, f"{facts.title(register)}: {facts.title(register, field)}", rows)


def charted(facts: Facts, title: str, rows: Iterable[Figure]) -> tuple[Chart, ...]:
    """Return a chart of figures; none where there are none."""
    bars = tuple(Bar(label.removeprefix("– "), (old, new)) for label, old, new in rows)
    return charts(title, facts.years, bars)


def charts(title: str, series: tuple[str, ...], bars: Sequence[Bar], target: str = "") -> tuple[Chart, ...]:
    """Return as many charts as the bars ask for; none of none."""
    parts = (tuple(bars[at : at + MOST_BARS]) for at in range(0, len(bars), MOST_BARS))
    return tuple(Chart(title, series, part, target) for part in parts)


def still_open(facts: Facts, register: str) -> tuple[Entry, ...]:
    """Return the entries of a register in which something is left to do, of whatever year up to that of the report."""
    found = facts.register(register)
    return tuple(one for one in facts.registers.of(register) if is_open(found, one) and year_of(one) <= facts.year)


def overdue(facts: Facts, register: str) -> int:
    """Return how many entries of a register are overdue today."""
    found = facts.register(register)
    return sum(is_overdue(found, entry, facts.session.today) for entry in still_open(facts, register))


def nothing(facts: Facts, register: str) -> Section:
    """Return the section of a register that has no entries of the year: what is missing is marked."""
    told = facts.say(msg("No entries of this year."))
    return Section(facts.title(register), (told,), missing=facts.say(msg("To be completed: why there are none")))
