"""The signed repository that is tampered with: made once, copied for each case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.desk import as_person
from tests.trust.conftest import founded, keys

from .estate import AUDIT, COPIES, LIBRARY, Estate

__all__ = ["founded", "keys"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, founded: Path, home: Path, keys: Mapping[str, Path]) -> Estate:
    """2.15 and 2.9 approved, two copies of 2.15 out and one returned, ЖИ approved and withdrawn, a tag."""
    root = tmp_path_factory.mktemp("estate") / "docs"
    shutil.copytree(founded, root, symlinks=True)
    start = datetime.now(UTC).replace(microsecond=0)
    with as_person(home, root):
        e = Estate(root, home, keys, start)
        e.act(e.values("approve", basis="№ 5"))
        e.commit("Approve")
        e.git("tag", "approved")
        e.act(e.values("approve", LIBRARY, basis="№ 6"), code=LIBRARY)
        e.commit("Approve")
        e.act(e.values("approve", COPIES, by="quality-director"), "cholpon", COPIES)
        e.commit("Approve")
        for number, holder in ((1, "АББСД"), (2, "ОИД")):
            e.act(e.values("issue", by="registrar", number=number, holder=holder), "aigul")
        e.commit("Issue")
        e.act(e.values("return", by="registrar", number=2), "aigul")
        e.act(e.values("withdraw", COPIES), code=COPIES)
        e.commit("Return and withdraw")
        assert len(e.lines(AUDIT)) == 4
    return Estate(root, home, keys, start + timedelta(hours=1))


@pytest.fixture
def estate(built: Estate, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    """A copy of the signed repository, and a person who remembers nothing yet."""
    with as_person(built.home, tmp_path) as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        for name in ("STATE", "CONFIG"):
            patch.setenv(f"XDG_{name}_HOME", str(tmp_path / "memory"))
        yield built.copy(tmp_path / "docs")
