"""Days of a year."""

from __future__ import annotations

from qms.model.days import is_day_of_year


def test_29_february_is_a_day_of_a_year_and_30_february_is_none() -> None:
    assert is_day_of_year("02-29")
    assert not any(map(is_day_of_year, ("02-30", "2-29", "", "13-01")))
