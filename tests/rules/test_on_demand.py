"""A snapshot that reads texts and ledgers when they are wanted says what one says for which everything was read."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qms.adapters.files import on_demand as module
from qms.adapters.files.on_demand import committed, on_demand
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import stamps
from qms.errors import RepositoryError
from qms.model.snapshot import Snapshot

from .conftest import Start
from .example import CODE, DOCUMENT
from .test_recheck import at_chance, examples, git, ledgers, record, texts

OTHER = "СМС-ДП-2.2-2024"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is known of ever so few files, as soon as their times have passed."""
    monkeypatch.setattr(stamps, "SETTLED", 0)
    monkeypatch.setattr(module, "MANY", 1)


def same(root: Path) -> None:
    """Compare with a whole snapshot, first with what is known of earlier, then with what is known now."""
    whole, before = Workspace.find(root).snapshot(), Workspace.find(root).committed()
    for _ in range(2):
        compare(on_demand(Workspace.find(root, remembering=True)), whole)
        compare(committed(Workspace.find(root, remembering=True)), before)


def compare(found: Snapshot, whole: Snapshot) -> None:
    """Compare all that is asked of all documents, then all documents themselves."""
    if found.shelf is None:  # texts are mapped
        assert found == whole
        return
    assert list(found.documents) == list(whole.documents)
    assert list(found.ledgers) == list(whole.ledgers)
    assert (found.aliases, found.originals) == (whole.aliases, whole.originals)
    for code in (*whole.documents, *whole.ledgers):
        assert found.texts(code) == whole.texts(code)
    read = replace(found, files=tuple(found.files), ledgers=dict(found.ledgers), shelf=None, problems=())
    assert read == replace(whole, problems=())
    assert read.documents == whole.documents


@pytest.mark.parametrize(("code", "text"), list(examples(60)))
def test_whatever_is_wrong_in_a_repository_it_is_read_the_same(code: str, text: str, example: Start) -> None:
    root = example(text).root
    same(root)
    chance = random.Random(code)
    for _ in range(2):
        at_chance(root, chance)
        same(root)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=() if n < 2 else (pytest.mark.soak,)) for n in range(60)])
def test_whatever_happens_one_after_the_other(seed: int, example: Start) -> None:
    root, chance = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root, random.Random(seed)
    for _ in range(12):
        at_chance(root, chance)
        same(root)


def distribute(root: Path) -> None:
    (root / "distribution").mkdir()
    (root / "distribution" / "all.yaml").write_text('level: "2"\nholders: [{unit: КБ}]\n', "utf-8")


DAMAGES: tuple[Callable[[Path], object], ...] = (
    lambda root: shutil.copy(texts(root)[0], root / "documents" / "again.md"),
    lambda root: texts(root)[0].rename(root / "documents" / "elsewhere.md"),
    lambda root: (root / "documents" / "link.md").symlink_to(texts(root)[0]),
    lambda root: texts(root)[0].write_bytes(b"\xff"),
    lambda root: texts(root)[0].write_bytes(b"---\ncode: [\n---\n"),
    lambda root: texts(root)[0].with_suffix(".ru.md").write_bytes(texts(root)[0].read_bytes()),
    lambda root: texts(root)[0].write_text(f"---\ncode: A\naliases: [{CODE}]\nreferences: [{OTHER}]\n---\n"),
    lambda root: (root / "documents" / ".hidden").mkdir() or shutil.copy(texts(root)[0], root / "documents/.hidden"),
    lambda root: (root / "documents" / "2" / ".git").write_text("gitdir: /nowhere\n"),
    lambda root: ledgers(root)[0].write_bytes(b"x"),
    lambda root: ledgers(root)[0].rename(root / "ledger" / "another.jsonl"),
    lambda root: shutil.copy(ledgers(root)[0], root / "ledger" / "copy.jsonl"),
    lambda root: (root / "ledger" / "link.jsonl").symlink_to(ledgers(root)[0]),
    lambda root: texts(root)[1].unlink(),
    distribute,
    lambda root: (root / "qms.yaml").write_text((root / "qms.yaml").read_text("utf-8") + "rules: {LG001: off}\n"),
)


@pytest.mark.parametrize("step", DAMAGES)
def test_a_damaged_repository_is_read_the_same(step: Callable[[Path], object], example: Start) -> None:
    root = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    same(root)
    step(root)
    same(root)
    git(root, "add", "-A", "--", ":!documents/2/.git")
    git(root, "commit", "-q", "--allow-empty", "-m", "Damage")
    same(root)


def test_nothing_is_read_but_what_is_wanted(example: Start) -> None:
    root = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    on_demand(Workspace.find(root, remembering=True))
    found = on_demand(Workspace.find(root, remembering=True))
    for path in (*texts(root), *ledgers(root)):
        if CODE not in path.name:
            path.unlink()
    assert found.documents[CODE].path == DOCUMENT
    assert len(found.acts(CODE)) == 1
    assert OTHER in found.documents


def test_a_commit_is_read_again_only_where_it_is_another(example: Start) -> None:
    root = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    committed(Workspace.find(root, remembering=True))
    workspace = Workspace.find(root, remembering=True)
    found = committed(workspace)
    blobs = len(workspace.files_of().texts)
    assert found.documents[CODE].path == DOCUMENT
    assert len(found.acts(CODE)) == 1
    assert len(workspace.files_of().texts) == blobs + 2


def test_what_was_changed_since_is_not_mixed_with_what_was_before(example: Start) -> None:
    root = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    on_demand(Workspace.find(root, remembering=True))
    found = on_demand(Workspace.find(root, remembering=True))
    record(ledgers(root)[0], "review", on="2024-06-20", basis="№ 3")
    texts(root)[1].unlink()
    with pytest.raises(RepositoryError):
        found.acts(CODE)
    with pytest.raises(RepositoryError):
        found.documents[OTHER]


def test_a_text_that_was_young_is_read_at_once(example: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    root = example("approved: СМС-ДП-2.1-2024").root
    same(root)
    monkeypatch.setattr(stamps, "SETTLED", 10**18)
    before = Workspace.find(root).snapshot()
    found = on_demand(Workspace.find(root, remembering=True))
    record(ledgers(root)[0], "review", on="2024-06-20", basis="№ 3")
    texts(root)[0].write_bytes(b"")
    assert found.acts(CODE) == before.acts(CODE)
    assert found.documents[CODE] == before.documents[CODE]


@pytest.mark.parametrize("keys", ["{fields: {owner: dept}}", '{documents: ["documents/*.md"]}'])
def test_where_texts_must_be_mapped_everything_is_read(keys: str, example: Start) -> None:
    root = example().root
    (root / "qms.yaml").write_text((root / "qms.yaml").read_text("utf-8") + f"keys: {keys}\n", "utf-8")
    git(root, "commit", "-q", "-a", "-m", "Map")
    assert on_demand(Workspace.find(root, remembering=True)).shelf is None
    assert committed(Workspace.find(root, remembering=True)).shelf is None
