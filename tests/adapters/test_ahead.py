"""History that a copy of the process reads ahead: the same as this process reads, whatever happens to the copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking.check import Effort, check
from qms.adapters.beside import can_copy
from qms.adapters.files.workspace import Workspace
from qms.adapters.past import ahead as module
from qms.adapters.past.ahead import ahead
from qms.adapters.past.touched import Step
from qms.adapters.past.whole import Past, packed, past, unpacked
from qms.model.settings import Settings
from tests.adapters.test_cache import git, write

pytestmark = pytest.mark.skipif(not can_copy(), reason="this system copies no processes")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(module, "LEAST", 2)
    monkeypatch.setattr("qms.adapters.past.touched.PACK", 1)
    monkeypatch.setattr("qms.adapters.past.touched.SOMETIMES", 1)
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / "qms.yaml").write_text("format: 1\nlanguages: [en]\n", "utf-8")
    (root / "registers" / "risks").mkdir(parents=True)
    (root / "registers" / "risks" / "R-1.yaml").write_text("state: open\n", "utf-8")
    for revision in (1, 2, 3):
        write(root, 1, revision)
    (root / "ledger" / "A-1.jsonl").write_text("another\n", "utf-8")
    git(root, "commit", "-qam", "Rewrite\n\nCo-authored-by: B <b@example.org>")
    return root


def read(workspace: Workspace, step: Step | None = None, settings: Settings | None = None) -> Past:
    with ahead(workspace, 2, step) as history:
        return whole(history.past(settings or workspace.settings()))


def whole(known: Past) -> Past:
    """Return the same with everything in it unpacked."""
    return replace(known, versions=dict(known.versions), ledgers=list(known.ledgers))


def here(monkeypatch: pytest.MonkeyPatch, does: Callable[[], object]) -> list[int]:
    """Let the copy do something before it reads; return the list of the processes that read history from now on."""
    first, read_by = os.getpid(), list[int]()

    def reading(workspace: Workspace, settings: Settings, step: Step | None = None) -> Past:
        if os.getpid() != first:
            does()
        read_by.append(os.getpid())
        return past(workspace, settings, step)

    monkeypatch.setattr(module, "past", reading)
    return read_by


def test_a_copy_reads_what_this_process_would_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(root, remembering=True)
    known = past(Workspace.find(root), workspace.settings())
    read_by = here(monkeypatch, int)
    assert read(workspace) == known
    assert read_by == []
    assert known.rewritings
    assert known.registers
    assert known.ledgers
    with (root / "packed").open("w+b") as file:
        assert whole(unpacked(packed(known, file), file)) == known


@pytest.mark.parametrize("does", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9), lambda: 1 / 0])
def test_what_a_copy_does_not_answer_is_read_here(
    root: Path, monkeypatch: pytest.MonkeyPatch, does: Callable[[], object]
) -> None:
    workspace = Workspace.find(root)
    read_by = here(monkeypatch, does)
    assert read(workspace) == past(workspace, workspace.settings())
    assert read_by == [os.getpid()]


def test_what_a_copy_read_by_other_settings_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(root)
    read_by = here(monkeypatch, int)
    settings = workspace.settings()
    other = settings._replace(keys=settings.keys._replace(documents=("elsewhere",)))
    assert read(workspace, settings=other).versions == {}
    assert read_by == [os.getpid()]


def test_one_process_reads_a_short_history(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(root)
    read_by = here(monkeypatch, int)
    monkeypatch.setattr(module, "LEAST", 5)
    read(workspace)
    with ahead(workspace, 1) as history:
        history.past(workspace.settings())
    assert read_by == [os.getpid()] * 2


def test_it_is_told_how_far_a_copy_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    far = module._Far()
    far.tell(lambda done, total: told.append((done, total)))
    far.note(3, 4)
    far.tell(lambda done, total: told.append((done, total)))
    assert told == [(3, 4)]
    assert read(Workspace.find(root), lambda done, total: told.append((done, total))).versions


def test_a_check_says_the_same_with_a_copy_and_without(root: Path) -> None:
    today = date(2026, 9, 1)
    one = check(Workspace.find(root), today)
    assert check(Workspace.find(root), today, effort=Effort(2)) == one
    assert check(Workspace.find(root, remembering=True), today, effort=Effort(2)) == one


def test_of_a_clone_that_exchanges_history_nothing_is_kept(root: Path) -> None:
    git(root, "replace", "HEAD", "HEAD~1")
    workspace = Workspace.find(root, remembering=True)
    check(workspace, date(2026, 9, 1), effort=Effort(2))
    assert workspace.cache.known("commits") == []


def test_a_history_of_odd_names_comes_back_as_it_is(root: Path, tmp_path: Path) -> None:
    apart = Path(shutil.copytree(root, tmp_path / "apart"))
    write(apart, 2, 1)
    (apart / "documents" / "A-2.md").rename(apart / "documents" / os.fsdecode(b"\xff.md"))
    git(apart, "add", ".")
    git(apart, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-qm", "Name it \N{SNOWMAN}")
    workspace = Workspace.find(apart)
    assert read(workspace) == past(workspace, workspace.settings())


def test_where_no_folder_takes_a_file_this_process_reads(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.find(root)
    read_by = here(monkeypatch, int)
    monkeypatch.setattr("tempfile.tempdir", str(root / "nowhere"))
    assert read(workspace).versions
    assert read_by == [os.getpid()]
