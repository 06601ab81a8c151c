"""Two hundred names by which a text or a setting may ask for a file outside the repository: none is read."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from qms.adapters.files.sources import CommitTree, Source, WorkTree
from qms.adapters.files.style import read_look
from qms.adapters.git.door import Git
from qms.adapters.prints.shown import shown
from qms.model.document import Document
from qms.model.field import Table
from qms.model.location import Location
from qms.model.settings import Style

from .test_git import clone, home, run

__all__ = ["clone", "home"]

SECRET = b"<svg xmlns='http://www.w3.org/2000/svg'><!-- secret --></svg>"
NAME = "secret.svg"
UP = ("..", "%2e%2e", "..%00", "\uff0e\uff0e", "․․", ". .", ".. ", " ..", "..;", "...", "....//..", ".\u200b.")
BETWEEN = ("/", "//", "/./", "\\", "\\\\", "%2f", "%5c", "\u2215", "\u29f5", "\uff0f", "/x/../", "\0/", "\n/")
BEFORE = ("", "pictures/../", "./", "a/b/../../", "file:", "file://", "//localhost/", "\\\\?\\", "C:", "~/", "$HOME/")


def corpus(outside: Path) -> list[str]:
    """Names that mean the secret, or would in some reader, shell or system."""
    above = [f"{before}{up}{between}{NAME}" for before, up, between in product(BEFORE[:4], UP, BETWEEN)]
    whole = [f"{before}{outside.as_posix()}/{NAME}" for before in BEFORE]
    devices = ["CON", "NUL", "COM1.svg", "/dev/stdin", "/proc/self/cwd/../secret.svg", "é/../../secret.svg", "link.svg"]
    linked = ["folder/secret.svg", "./folder/./secret.svg", "folder//secret.svg", "pictures/link.svg", "LINK.SVG"]
    return [*whole, *devices, *linked, *above[:: len(above) // 180]]


@pytest.fixture
def sources(clone: Path) -> tuple[Source, ...]:
    """The work tree and the commit of a repository with links to what lies beside it."""
    outside = clone.parent
    (outside / NAME).write_bytes(SECRET)
    for place in (clone, clone / "documents"):
        place.mkdir(exist_ok=True)
        (place / "pictures").mkdir()
        for name, target in (("link.svg", NAME), ("pictures/link.svg", NAME), ("folder", "")):
            (place / name).symlink_to(outside / target)
    run(clone, "add", "-A")
    run(clone, "commit", "-q", "-m", "All")
    return WorkTree(clone), CommitTree.at(Git.open(clone), "HEAD", "")


def test_no_name_leads_out_of_the_repository(clone: Path, sources: tuple[Source, ...]) -> None:
    names = corpus(clone.parent)
    assert len(set(names)) >= 200
    for source, name in product(sources, names):
        assert source.read(name) != SECRET, name
        assert source.read(f"documents/{name}") != SECRET, name


def test_no_picture_and_no_logo_comes_from_outside(clone: Path, sources: tuple[Source, ...]) -> None:
    for source, name in product(sources, corpus(clone.parent)):
        body = f"![а]({name})\n\n![б](<{name}>)\n"
        text = Document("documents/a.md", "А-1", Table(at=Location("documents/a.md")), body, 1, "", "ky")
        assert SECRET not in shown(source, text).values(), name
        assert SECRET not in repr(read_look(Style(logo=name), source)).encode(), name
