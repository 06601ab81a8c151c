"""Files read through their folders are read as each of them is for itself."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from qms.adapters.files.sources import Source, WorkTree
from qms.adapters.files.together import read_all

from .test_git import clone, home
from .test_paths import corpus, sources

__all__ = ["clone", "home", "sources"]

PLAIN = ("documents/a.md", "documents/2/b.md", "documents/2/00/c.md", "documents/3/empty.md", "d.md")
ODD = ("documents/2", "documents/none.md", "none/e.md", "documents/a.md/f.md", "documents/2/pipe.md", "", "documents/")


@pytest.fixture
def names(clone: Path, sources: tuple[Source, ...]) -> list[str]:
    assert sources
    for number, name in enumerate(PLAIN):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_bytes(b"\r\n\xff" * (number + 1) * 1000)
    (clone / "documents/3/empty.md").write_bytes(b"")
    if hasattr(os, "mkfifo"):
        os.mkfifo(clone / "documents/2/pipe.md")
    hostile = corpus(clone.parent)
    return [*PLAIN, *ODD, *hostile, *(f"documents/{name}" for name in hostile)]


def test_all_files_are_read_as_each_alone(clone: Path, names: list[str]) -> None:
    tree = WorkTree(clone)
    alone = {name: tree.read(name) for name in names}
    assert len({alone[name] for name in PLAIN}) == len(PLAIN)
    for order in (sorted(names), random.Random(1).sample(names, len(names))):
        assert list(read_all(tree, order)) == [alone[name] for name in order]


def test_files_of_a_commit_are_read_in_turn(sources: tuple[Source, ...]) -> None:
    assert list(read_all(sources[1], ["documents/link.svg", "x"])) == [sources[1].read("documents/link.svg"), None]


def test_a_folder_that_becomes_a_link_leads_nowhere(clone: Path, names: list[str]) -> None:
    outside = clone.parent / "outside"
    outside.mkdir()
    for name in ("a.md", "b.md"):
        (outside / name).write_bytes(b"secret")
    assert names
    found = read_all(WorkTree(clone), ["documents/a.md", "documents/b.md", "documents/2/b.md"])
    assert next(found)
    (clone / "documents").rename(clone / "before")
    (clone / "documents").symlink_to(outside)
    assert b"secret" not in list(found)


def test_too_large_a_file_and_one_that_cannot_be_opened_are_told(
    clone: Path, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qms.adapters.files.sources.LARGEST", 3000)
    monkeypatch.setattr("qms.adapters.files.together.LARGEST", 3000)
    (clone / "documents/a.md").chmod(0)
    tree = WorkTree(clone)
    assert list(read_all(tree, PLAIN)) == [tree.read(name) for name in PLAIN]
    assert names
