"""Days as ISO 8601 texts: reading them, writing them as people here do, adding months."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1_000)
def read_day(text: str) -> date | None:
    """Return the day of `2026-09-01`; None for anything else, also for a day that does not exist."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day_of_year(text: str) -> bool:
    """Tell whether `03-20` is the month and day of a day that some year has: 29 February is one."""
    return read_day(f"2024-{text}") is not None


def printed_day(text: str) -> str:
    """Return an ISO 8601 day or time as people here write the day: 26.05.2021; anything else as it is."""
    return ".".join(reversed(text[:10].split("-"))) if read_day(text[:10]) else text


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, the last day of that month where there is no such day.

    The calendar ends with the year 9999: what lies beyond is its last day.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
