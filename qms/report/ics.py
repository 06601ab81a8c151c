"""A calendar as an iCalendar file (RFC 5545): one whole day for each item, the same bytes for the same items."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

LONGEST_LINE = 75
"""Octets of a line, its end left out (RFC 5545, 3.1)."""


REMINDER = "-P6DT15H"
"""Before the midnight with which the day begins: at nine in the morning, a week ahead."""


class Event(NamedTuple):
    """A day (ISO 8601), what stands in the calendar, more about it, a name that no other event has.

    With `alarm` the program reminds of it a week before, at nine in the morning.
    """

    day: str
    summary: str
    description: str
    name: str
    alarm: bool = False


def render(events: Iterable[Event], name: str) -> str:
    """Return the file; `name` is what calendar programs call it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//qms//qms//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event) -> Sequence[str]:
    day = date.fromisoformat(event.day)
    unique = hashlib.sha256(f"{event.name}\n{event.day}".encode()).hexdigest()[:32]
    stamp = day.strftime("%Y%m%d")
    return (
        "BEGIN:VEVENT",
        f"UID:{unique}@qms",
        f"DTSTAMP:{day.year:04}0101T000000Z",
        f"DTSTART;VALUE=DATE:{stamp}",
        f"DTEND;VALUE=DATE:{(day + timedelta(days=1)).strftime('%Y%m%d')}",
        f"SUMMARY:{escaped(event.summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        "TRANSP:TRANSPARENT",
        *(_alarm(event) if event.alarm else ()),
        "END:VEVENT",
    )


def _alarm(event: Event) -> Sequence[str]:
    """Return a reminder: seven days before, and nine hours after midnight (RFC 5545, 3.6.6)."""
    about = f"DESCRIPTION:{escaped(event.summary)}"
    return "BEGIN:VALARM", "ACTION:DISPLAY", about, f"TRIGGER:{REMINDER}", "END:VALARM"


def escaped(text: str) -> str:
    """Return a text as a value: commas, semicolons, backslashes and ends of line are marked, controls left out."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n")
    return "".join("\\n" if sign == "\n" else sign for sign in plain if sign == "\n" or sign.isprintable())


def folded(line: str) -> str:
    """Return a line broken so that no part is longer than 75 octets, never within a character."""
    parts: list[bytes] = [b""]
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        room = LONGEST_LINE - (len(parts) > 1)
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
        parts[-1] += octets
    return "\r\n ".join(part.decode("utf-8") for part in parts)
