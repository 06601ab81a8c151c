"""Days written in other forms than ISO 8601, as the settings of a repository name them: `DD.MM.YYYY`, `DD-Mon-YYYY`."""

from __future__ import annotations

import re
from functools import lru_cache

from qms.model.days import read_day
from qms.model.pattern import pattern

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TOKENS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "MM": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{1,2})",
    "Mon": r"(?P<name>[A-Za-z]{3,9})\.?",
}
KNOWN = ("YYYY-MM-DD hh:mm", "DD.MM.YYYY", "DD-Mon-YYYY", "DD Mon YYYY", "Mon DD, YYYY", "YYYY/MM/DD")
SLASHED = ("DD/MM/YYYY", "MM/DD/YYYY")
"""The forms that `qms init --here` looks for; of the last two only one can be meant in a repository."""
_TOKEN = pattern("|".join(TOKENS))
_TIME = " hh:mm"
_CLOCK = r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"


def is_form(form: str) -> bool:
    """Tell whether a form names year, month and day."""
    found = _TOKEN.findall(form)
    return sorted(found) in (["DD", "MM", "YYYY"], ["DD", "Mon", "YYYY"])


def iso_day(text: str, forms: tuple[str, ...]) -> str:
    """Return a day written in one of `forms` as ISO 8601; an empty text where it is in none, or is no day."""
    for form in forms:
        found = _expression(form).fullmatch(text.strip())
        if found:
            parts = found.groupdict()
            month = _month(parts["name"]) if parts.get("name") else int(parts["month"])
            day = f"{parts['year']}-{month:02}-{int(parts['day']):02}"
            if read_day(day):
                return day
    return ""


def _month(name: str) -> int:
    short = name.casefold()[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else 0


@lru_cache(maxsize=64)
def _expression(form: str) -> re.Pattern[str]:
    form, clock = (form.removesuffix(_TIME), _CLOCK) if form.endswith(_TIME) else (form, "")
    parts = re.split(f"({_TOKEN.pattern})", form)
    return re.compile("".join(TOKENS.get(part, re.escape(part)) for part in parts) + clock)
