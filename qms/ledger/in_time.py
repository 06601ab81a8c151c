"""Acts recorded within a day of their commit, told from the bytes of their lines: nearly all of a trail need no more.

`trail` reads every other line, and finds what is wrong in it. A test compares the two on the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qms.model.pattern import pattern
from qms.model.trail import Link

DAY = timedelta(days=1)
_AT = pattern(rb'"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"')
_ANY = (b"", b"~")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Bounds = tuple[bytes, bytes]
"""The first and the last moment that an act of a commit may name, as acts write them."""


def moment(text: str) -> datetime | None:
    """Read a moment with an offset, ISO 8601; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def at_second(seconds: int) -> datetime:
    """Return the moment of a second since 1970, as git counts; one beyond the calendar is its last or first."""
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if seconds > 0 else datetime.min.replace(tzinfo=UTC)


def recorded(link: Link) -> datetime | None:
    """Return when a commit was made: as its author says, else as its committer does; None for the work tree.

    A commit whose days nobody can read would take any act, however old: its second is then the first of 1970.
    """
    return (moment(link.when) or at_second(link.committed)) if link.commit else None


def is_backwards(link: Link) -> bool:
    """Tell whether the clock of a commit stood more than a day before that of a commit that it follows."""
    return bool(link.committed) and link.committed < link.followed - DAY.total_seconds()


def bounds(link: Link) -> Bounds | None:
    """Return which moments the acts of a commit may name; None where nothing can be said of them all."""
    committed = recorded(link)
    if committed is None:
        return _ANY
    if committed.microsecond or is_backwards(link):
        return None
    try:
        return _written(committed - DAY), _written(committed + DAY)
    except OverflowError:
        return None


def in_time(lines: bytes, between: Bounds) -> bool:
    """Tell whether lines, however JSON reads them, have no signature and name no moment out of bounds.

    Each "at" is said in the way of qms; a backslash could spell another one, and a NUL tells of UTF-16.
    """
    if b"\\" in lines or b"\0" in lines or b'"sig"' in lines:
        return False
    found = _AT.findall(lines)
    return lines.count(b'"at"') == len(found) > 0 and between[0] <= min(found) and max(found) <= between[1]


def _written(at: datetime) -> bytes:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z").encode("ascii")
