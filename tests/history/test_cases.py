"""Real git histories and the sheets that follow from them; each case of `cases/` tells its own."""

from __future__ import annotations

import importlib
import pkgutil
import time
from pathlib import Path

import pytest

from . import cases
from .story import BODY, PATH, SETTINGS, Story, rows, text, written

NAMES = sorted(found.name for found in pkgutil.iter_modules(cases.__path__))


@pytest.mark.parametrize("name", NAMES)
def test_a_history_gives_its_sheet(name: str, tmp_path: Path) -> None:
    case = importlib.import_module(f"{cases.__name__}.{name}")
    story = Story(tmp_path / "clone", getattr(case, "INSIDE", ""), settings=getattr(case, "SETTINGS", SETTINGS))
    case.tell(story)
    workspace = story.tell()
    for code, expected in case.SHEETS.items():
        found = [written(row) for row in rows(workspace, code)]
        assert found == expected.strip().splitlines(), code


def test_thousands_of_commits_in_any_order_of_days_are_one_sheet_in_good_time(tmp_path: Path) -> None:
    story, count = Story(tmp_path / "clone"), 3000
    for number in range(1, count + 1):
        moment = f"@{(number * 7_919_000) % 4_000_000_000} +0600"
        story.commit({PATH: text(None, f"{BODY}{number}\n")}, f"Change {number}", when=moment)
    workspace = story.tell()
    start = time.process_time()
    found = rows(workspace)
    assert time.process_time() - start < 8
    assert [row.summary for row in found] == [f"Change {number}" for number in range(1, count + 1)]
    assert {row.sections.changed for row in found[1:]} == {("2",)}
