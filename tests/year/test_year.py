"""The year is played month by month; at the end of each the calendar, the status and the inboxes say what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..cli.desk import as_person
from . import first_half, second_half
from .department import Department

MONTHS = (
    *(first_half.january, first_half.february, first_half.march, first_half.april, first_half.may, first_half.june),
    *(second_half.july, second_half.august, second_half.september, second_half.october, second_half.november),
    *(second_half.december, second_half.january, second_half.february, second_half.march),
)


def test_a_year_of_the_department(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, home = tmp_path / "documents-of-the-university", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    with as_person(home, folder) as patch:
        work = Department(folder, home, patch, capsys)
        work.sits("director")
        for month in MONTHS:
            month(work)
