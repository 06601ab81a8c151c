"""A laboratory for the tests of faults: started once, for each test the prepared repository anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desk import desk, home, prepared

from .laboratory import Laboratory, build

__all__ = ["desk", "home", "prepared"]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(tmp_path_factory.mktemp("shim"))
    if made is None:
        pytest.skip("needs Linux and a C compiler")
    return made


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory: pytest.TempPathFactory, shim: Path) -> Iterator[Laboratory]:
    made = Laboratory(tmp_path_factory.mktemp("laboratory"), shim)
    yield made
    made.close()


@pytest.fixture
def lab(laboratory: Laboratory, prepared: Path, home: Path) -> Laboratory:
    laboratory.begin(prepared, home)
    return laboratory
