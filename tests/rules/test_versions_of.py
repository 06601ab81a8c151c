"""The versions of one document are the same from what a check has left as from the whole history."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from qms.actions.changes import versions_of as module
from qms.actions.changes.versions_of import versions_of
from qms.actions.checking.check import check
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import stamps
from qms.adapters.past.versions import versions
from qms.errors import RepositoryError

from .conftest import Start
from .example import CODE, DOCUMENT
from .test_recheck import DAY, LINES, add, at_chance, examples, git, record, revise, texts

OTHER = "СМС-ДП-2.2-2024"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be trusted as soon as its time has passed."""
    monkeypatch.setattr(stamps, "SETTLED", 0)


def same(root: Path) -> None:
    """Compare every document alone, with the earlier codes of the repository and without them."""
    plain, remembering = Workspace.find(root), Workspace.find(root, remembering=True)
    snapshot = plain.snapshot()
    for aliases in ({}, snapshot.aliases):
        whole = versions(plain, snapshot.settings, aliases=aliases)
        for code in {*snapshot.documents, *snapshot.ledgers, *whole}:
            alone = {code: whole[code]} if code in whole else {}
            assert versions_of(remembering, snapshot.settings, [code], aliases) == alone
            assert versions_of(plain, snapshot.settings, [code], aliases) == alone
        assert versions_of(remembering, snapshot.settings, {*snapshot.documents}, aliases).keys() <= whole.keys()


def left(root: Path) -> None:
    """Let a check leave what it knows."""
    check(Workspace.find(root, remembering=True), DAY)


def follows(root: Path, code: str = CODE) -> bool:
    """Tell whether the versions of a document follow from what a check has left."""
    workspace = Workspace.find(root, remembering=True)
    found = module._known(workspace, workspace.settings(), frozenset({code}))
    return found is not None


@pytest.fixture
def root(example: Start) -> Path:
    made = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    left(made)
    return Path(made)


def save(root: Path, message: str = "Edit\n\nQms-Change: x") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def test_edits_revisions_and_acts_are_followed(root: Path) -> None:
    for number, path in enumerate([*texts(root), *texts(root)]):
        add(path, LINES[number])
        revise(path, number)
        same(root)
        save(root, f"Edit\n\nQms-Document: {CODE}\nQms-Change: {number}\nQms-Document: {OTHER}\nQms-Change: other")
        record(root / "ledger" / f"{CODE}.jsonl", "review", on="2024-06-20", basis="№ 3")
        save(root, "Record")
        assert follows(root)
        same(root)


NEW = f"---\ncode: {OTHER[:-6]}7-2024\n---\n"


@pytest.mark.parametrize(
    "step",
    [
        lambda root: texts(root)[1].unlink(),
        lambda root: texts(root)[0].unlink(),
        lambda root: texts(root)[0].rename(root / "documents" / "y.md"),
        lambda root: texts(root)[0].write_text(NEW, "utf-8"),
        lambda root: texts(root)[1].write_text(texts(root)[0].read_text("utf-8"), "utf-8"),
        lambda root: texts(root)[0].write_bytes(b"---\ncode: [\n---\n"),
        lambda root: shutil.copy(texts(root)[0], root / "documents" / "again.md"),
        lambda root: texts(root)[0].write_text(texts(root)[0].read_text("utf-8") + "rules: {LG001: off}\n"),
    ],
)
def test_whatever_befalls_a_text_its_versions_are_the_same(step: Callable[[Path], object], root: Path) -> None:
    step(root)
    save(root)
    same(root)
    add(texts(root)[0], LINES[0])
    save(root)
    same(root)
    git(root, "checkout", "-q", "HEAD~2", "--", "documents")
    save(root)
    same(root)


@pytest.mark.parametrize(
    "step",
    [
        lambda root: (root / "qms.yaml").write_text((root / "qms.yaml").read_text("utf-8") + "rules: {LG001: off}\n"),
        lambda root: git(root, "commit", "-q", "--amend", "-m", "Otherwise\n\nQms-Change: y"),
        lambda root: git(root, "reset", "-q", "--soft", "HEAD~1"),
        lambda root: git(root, "checkout", "-q", "--orphan", "other"),
        lambda root: git(root, "config", "core.fsmonitor", "x"),
        lambda root: git(root, "replace", "HEAD", "HEAD~1"),
        lambda root: (root / ".git" / "qms" / "cache.sqlite").write_bytes(b"x" * 5000),
    ],
)
def test_where_more_has_changed_the_whole_history_is_read(step: Callable[[Path], object], root: Path) -> None:
    assert follows(root)
    step(root)
    assert not follows(root)
    same(root)


def test_a_clone_that_was_cut_off_tells_nothing_of_the_past(root: Path) -> None:
    (root / ".git" / "shallow").write_text("0" * 40)
    workspace = Workspace.find(root, remembering=True)
    with pytest.raises(RepositoryError):
        versions_of(workspace, workspace.settings(), [CODE])


def test_where_two_branches_have_met_the_whole_history_is_read(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    add(texts(root)[0], LINES[0])
    save(root)
    git(root, "checkout", "-q", "main")
    add(texts(root)[1], LINES[1])
    save(root)
    git(root, "merge", "-q", "other", "-m", "Join")
    assert not follows(root)
    same(root)


def test_a_new_document_changes_nothing_in_the_others(root: Path) -> None:
    (root / "documents" / "2" / "new.md").write_text(NEW, "utf-8")
    save(root)
    assert follows(root)
    same(root)


def test_an_earlier_code_leads_to_the_whole_history(root: Path) -> None:
    text = (root / DOCUMENT).read_text("utf-8")
    (root / DOCUMENT).write_text(
        text.replace(f"code: {CODE}\n", f"code: СМС-ДП-2.8-2024\naliases: [{CODE}]\n"), "utf-8"
    )
    save(root)
    left(root)
    same(root)
    assert follows(root, OTHER)


MAPPED = (
    "{fields: {owner: dept}}",
    '{documents: ["documents/*/*.md"]}',
    "{title: heading}",
    '{code: "S-{revision}", fields: {revision: level}}',
    "{values: {revision: {one: 1}}}",
)


@pytest.mark.parametrize("keys", MAPPED)
def test_where_texts_are_mapped_they_are_followed_too(keys: str, root: Path) -> None:
    (root / "qms.yaml").write_text((root / "qms.yaml").read_text("utf-8") + f"keys: {keys}\n", "utf-8")
    save(root)
    left(root)
    same(root)
    for number, path in enumerate([*texts(root), *texts(root)]):
        add(path, f"{LINES[number]}\n\n# Heading {number}")
        revise(path, number)
        save(root)
        same(root)


def test_where_acts_are_signed_they_are_followed_too(example: Start) -> None:
    root = example("signed: aigul registrar, bolot rector\napproved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    left(root)
    assert follows(root)
    add(texts(root)[0], LINES[0])
    save(root)
    left(root)
    assert follows(root)
    same(root)


def test_where_another_branch_has_a_new_document_they_are_followed_too(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    (root / "documents" / "2" / "new.md").write_text(NEW, "utf-8")
    save(root)
    git(root, "checkout", "-q", "main")
    add(texts(root)[0], LINES[0])
    save(root)
    left(root)
    assert follows(root)
    same(root)


@pytest.mark.parametrize(("code", "text"), list(examples(80)))
def test_whatever_is_wrong_in_a_repository_its_history_is_the_same(code: str, text: str, example: Start) -> None:
    root, chance = example(text).root, random.Random(code)
    with suppress(RepositoryError):  # there is nothing to check
        left(root)
        for _ in range(3):
            same(root)
            at_chance(root, chance, "commit", "commit", "commit")


@pytest.mark.parametrize("seed", [pytest.param(n, marks=() if n < 2 else (pytest.mark.soak,)) for n in range(60)])
def test_whatever_happens_one_after_the_other(seed: int, root: Path) -> None:
    chance = random.Random(seed)
    for number in range(12):
        at_chance(root, chance, "edit", "edit", "revise", "act", "commit", "commit", "commit")
        if number % 4 == 3 and texts(root):
            left(root)
        same(root)
