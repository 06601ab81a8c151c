"""Example repositories for the tests of the rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .example import Example, prepare

Start = Callable[[str], Example]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("rules") / "repository")


@pytest.fixture
def example(prepared: Path, tmp_path: Path) -> Start:
    """Return a function that takes the steps of an example in a copy of the example repository."""

    def start(text: str = "") -> Example:
        root = tmp_path / "repository"
        shutil.copytree(prepared, root, dirs_exist_ok=True)
        return Example(root).run(text)

    return start
