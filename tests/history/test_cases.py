"""Real git histories and the sheets that follow from them; each case of `cases/` tells its own."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from . import cases
from .story import Story, rows, written

NAMES = sorted(found.name for found in pkgutil.iter_modules(cases.__path__))


@pytest.mark.parametrize("name", NAMES)
def test_a_history_gives_its_sheet(name: str, tmp_path: Path) -> None:
    case = importlib.import_module(f"{cases.__name__}.{name}")
    story = Story(tmp_path / "clone", getattr(case, "INSIDE", ""))
    case.tell(story)
    workspace = story.tell()
    for code, expected in case.SHEETS.items():
        found = [written(row) for row in rows(workspace, code)]
        assert found == expected.strip().splitlines(), code
