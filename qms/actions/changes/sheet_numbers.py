"""The rows of a change-registration sheet with the numbers of the sheets that each change touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from qms.errors import RefusedError, RenderError
from qms.history.sheet import Step
from qms.history.sheet_numbers import Pages, first_sheets, sheets
from qms.model.change import ChangeKind, ChangeRow, Sheets
from qms.model.printout import Printout

Printed = Callable[[Step, tuple[ChangeRow, ...]], Printout]
"""Gives the print of a revision with the rows up to its own."""
_ACTED = frozenset({ChangeKind.REVIEW, ChangeKind.WITHDRAWAL})


def with_sheets(rows: tuple[ChangeRow, ...], steps: Sequence[Step], printed: Printed) -> tuple[ChangeRow, ...]:
    """Return the rows with their sheets; both revisions are set for it, or remembered from the last time.

    A row has none where a text cannot be set: nobody can say then what stood on which page.
    """
    return tuple(_filled(rows, {step.revision: step for step in steps}, printed))


def _filled(rows: tuple[ChangeRow, ...], steps: dict[int, Step], printed: Printed) -> Iterator[ChangeRow]:
    before: Pages | None = None
    for number, row in enumerate(rows, 1):
        if row.kind in _ACTED:
            yield row._replace(sheets=Sheets(total=before.total) if before else None)
            continue
        found = _pages(steps.get(row.revision), rows[:number], printed)
        yield row._replace(sheets=_sheets(row, before, found))
        before = found


def _sheets(row: ChangeRow, before: Pages | None, found: Pages | None) -> Sheets | None:
    if found is None:
        return None
    if row.kind is ChangeKind.INTRODUCTION:
        return first_sheets(found)
    return sheets(before, found) if before else None


def _pages(step: Step | None, rows: tuple[ChangeRow, ...], printed: Printed) -> Pages | None:
    from qms.adapters.prints.pages import pages

    with suppress(RenderError, RefusedError):
        return pages(printed(step, rows)) if step else None
    return None
