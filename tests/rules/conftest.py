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
def example(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return a function that takes the steps of an example in a copy of the example repository."""
    for name in ("CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home"))

    def start(text: str = "") -> Example:
        if "signed:" in text and shutil.which("ssh-keygen") is None:
            pytest.skip("ssh-keygen is not installed")
        root = tmp_path / "repository"
        shutil.copytree(prepared, root, dirs_exist_ok=True)
        return Example(root).run(text)

    return start
