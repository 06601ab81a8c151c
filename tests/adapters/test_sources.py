"""Files from the work tree and from a commit: the same ones, and never what stands behind a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qms.adapters.files import sources
from qms.adapters.files.sources import CommitTree, Source, WorkTree
from qms.adapters.git.door import Git
from qms.model.problem import Problem

from .test_git import clone, home, run, save

__all__ = ["clone", "home"]


def write(folder: Path, path: str, data: bytes = b"x") -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def committed(folder: Path, prefix: str = "") -> CommitTree:
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "--allow-empty", "-m", "All")
    return CommitTree.at(Git.open(folder), "HEAD", prefix)


def refused(source: Source, path: str) -> str:
    found = source.read(path)
    assert isinstance(found, Problem)
    assert (found.kind, found.at.path) == ("unreadable", path)
    return found.message.text


def test_files_below_a_folder_are_sorted_and_hidden_ones_left_out(clone: Path) -> None:
    paths = ["documents/b.md", "documents/a/c.md", "documents/я.md", "documents/a.md"]
    for path in [*paths, "documents/.hidden.md", "documents/.cache/d.md", "documentsx/e.md", "other.md"]:
        write(clone, path)
    tree, commit = WorkTree(clone), committed(clone)
    for source in (tree, commit):
        assert list(source.files("documents")) == list(source.files("/documents/")) == sorted(paths)
        assert list(source.files("nowhere")) == []
        assert [item.at.path for item in source.hidden("documents")] == []
        assert source.read("documents/b.md") == b"x"
        assert source.read("documents/nothing.md") is None
        assert source.read("documents/b.md/c.md") is None


def test_a_folder_below_the_top_of_git_is_a_repository_of_its_own(clone: Path) -> None:
    write(clone, "a/documents/b.md", b"in")
    write(clone, "documents/b.md", b"out")
    commit = committed(clone, "a/")
    assert list(commit.files("documents")) == ["documents/b.md"]
    assert commit.read("documents/b.md") == b"in"


def test_a_link_is_a_problem_and_is_never_followed(clone: Path, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret/a.md", b"secret")
    write(clone, "documents/real.md")
    (clone / "documents/file.md").symlink_to(secret)
    (clone / "documents/folder").symlink_to(secret.parent)
    (clone / "documents/nowhere.md").symlink_to("nothing")
    (clone / "documents/itself.md").symlink_to("itself.md")
    tree, commit = WorkTree(clone), committed(clone)
    for source in (tree, commit):
        linked = ["documents/file.md", "documents/folder", "documents/itself.md", "documents/nowhere.md"]
        assert [item.at.path for item in source.hidden("documents")] == linked
        assert {refused(source, path) for path in linked} == {"This is a link, not a file"}
        assert "documents/folder/a.md" not in source.files("documents")


def test_a_folder_that_is_a_link_is_not_walked(clone: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret/1/a.md", b"secret")
    (clone / "documents").symlink_to(tmp_path / "secret")
    tree, commit = WorkTree(clone), committed(clone)
    for source in (tree, commit):
        assert [item.at.path for item in source.hidden("documents/1")] == ["documents"]
    assert [*tree.files("documents"), *tree.files("documents/1")] == []
    assert refused(tree, "documents/1/a.md") == "This is a link, not a file"
    assert commit.read("documents/1/a.md") is None


def test_what_is_no_file_is_a_problem(clone: Path) -> None:
    write(clone, "documents/a.md/b.md")
    os.mkfifo(clone / "pipe.md")
    tree = WorkTree(clone)
    assert refused(tree, "documents/a.md") == "This is no file"
    assert refused(tree, "pipe.md") == "This is no file"


def test_a_name_that_the_system_refuses_is_a_problem(clone: Path) -> None:
    assert refused(WorkTree(clone), "a" * 300) == 'The file cannot be read: "{reason}"'


def test_a_file_beyond_all_measure_is_a_problem(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST", 3)
    write(clone, "fits.md", b"abc")
    write(clone, "large.md", b"abcd")
    for source in (WorkTree(clone), committed(clone)):
        assert source.read("fits.md") == b"abc"
        assert refused(source, "large.md") == "The file is larger than {limit} bytes"


def test_another_repository_below_a_folder_is_left_out(clone: Path) -> None:
    inner = clone / "documents/inner"
    run(clone, "init", "-q", str(inner))
    save(inner, "a.md", b"x")
    write(clone, "documents/b.md")
    run(clone, "-c", "advice.addEmbeddedRepo=false", "add", "-A")
    for source in (WorkTree(clone), committed(clone)):
        assert list(source.files("documents")) == ["documents/b.md"]
        assert [item.at.path for item in source.hidden("documents")] == ["documents/inner"]
        assert source.read("documents/inner/a.md") in {None, b"x"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may look into every folder")
def test_a_folder_that_cannot_be_opened_is_told(clone: Path) -> None:
    write(clone, "documents/2/a.md")
    (clone / "documents/2").chmod(0)
    try:
        assert [item.at.path for item in WorkTree(clone).hidden("documents")] == ["documents/2"]
    finally:
        (clone / "documents/2").chmod(0o700)


def test_a_commit_finds_a_name_in_another_spelling(clone: Path) -> None:
    write(clone, "documents/é.md")
    assert committed(clone).read("documents/e\u0301.md") == b"x"


def test_a_commit_is_read_as_it_was(clone: Path) -> None:
    save(clone, "documents/a.md", b"old\r\n")
    first = run(clone, "rev-parse", "HEAD")
    save(clone, "documents/a.md", b"new")
    git = Git.open(clone)
    assert CommitTree.at(git, first, "").read("documents/a.md") == b"old\r\n"
    assert CommitTree.at(git, "HEAD", "").read("documents/a.md") == b"new"
