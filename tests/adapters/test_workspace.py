"""A documents repository: where it is found, and its snapshot from disk and from a commit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qms.adapters.files.places import document_files, is_document
from qms.adapters.files.workspace import Workspace
from qms.errors import RepositoryError
from qms.ledger.lines import compose
from qms.model.settings import Keys
from qms.model.snapshot import Snapshot

from .test_git import clone, home, run

__all__ = ["clone", "home"]

TEMPLATE = Path(__file__).parents[2] / "docs-repo-template"
ACT = compose(
    {
        "act": "approve",
        "at": "2022-02-01T09:00:00Z",
        "by": "rector",
        "code": "A/1",
        "revision": 1,
        "sha256": "a" * 64,
    },
    b"",
)


@pytest.fixture
def desk(clone: Path) -> Path:
    """Make a small documents repository."""
    files = {
        "qms.yaml": "languages: [ky, ru]\n",
        "documents/1/a.md": "---\ncode: A/1\n---\nbody\n",
        "documents/1/a.ru.md": "---\ncode: A/1\n---\nтекст\n",
        "documents/base/b.yaml": "code: Б\n",
        "documents/README.md": "# A guide\n",
        "documents/1/picture.png": "x",
        "distribution/a.yaml": "code: A/1\nholders: [{unit: КБ}]\n",
        "organisation/units.yaml": "entries: [{id: КБ}, {title: nameless}]\n",
        "organisation/positions.yaml": "entries: [{id: boss}]\n",
        "registers/processes.yaml": 'entries: [{number: "4.1", owner: boss}]\n',
        "registers/waivers.yaml": "entries: [{rule: FM001, reason: {ky: бир, ru: один}}]\n",
        "ledger/A_1.jsonl": ACT.decode(),
    }
    for path, text in files.items():
        write(clone, path, text)
    return clone


def write(folder: Path, path: str, text: str | bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def commit(folder: Path) -> None:
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "--allow-empty", "-m", "All")


def snapshot(folder: Path) -> Snapshot:
    """Return the snapshot, which is the same on disk and in the commit."""
    commit(folder)
    workspace = Workspace.find(folder)
    found = workspace.snapshot()
    assert workspace.committed() == found
    return found


def problems(found: Snapshot) -> list[tuple[str, str, int]]:
    return [(item.kind, item.at.path, item.at.line) for item in found.problems]


def test_everything_of_a_repository_is_read(desk: Path) -> None:
    found = snapshot(desk)
    assert found.problems == ()
    assert [item.path for item in found.files] == ["documents/1/a.md", "documents/1/a.ru.md", "documents/base/b.yaml"]
    assert list(found.documents) == ["A/1", "Б"]
    assert [item.deed.value for item in found.acts("A/1")] == ["approve"]
    assert found.acts("nothing") == ()
    assert [list(found.units), list(found.positions), list(found.processes)] == [["КБ"], ["boss"], ["4.1"]]
    assert [holder.unit for holder in found.distribution["A/1"]] == ["КБ"]
    assert [(waiver.rule, waiver.reason) for waiver in found.waivers] == [("FM001", "бир")]


def test_the_template_is_the_same_on_disk_and_in_a_commit(clone: Path) -> None:
    shutil.copytree(TEMPLATE, clone, dirs_exist_ok=True)
    found = snapshot(clone)
    assert found.problems == ()
    assert len(found.files) > 20


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("documents/a.md", True),
        ("documents/A.MD", True),
        ("documents/a.yml", True),
        ("documents/readme.md", False),
        ("documents/README.md", False),
        ("documents/a.docx", False),
        ("documents/md", False),
    ],
)
def test_documents_are_known_by_their_names(path: str, expected: bool) -> None:
    assert is_document(path) is expected


def test_folders_within_folders_are_read_once(desk: Path) -> None:
    write(desk, "qms.yaml", "keys: {documents: [documents, documents/1]}\n")
    assert [item.path for item in snapshot(desk).files] == [
        "documents/1/a.md",
        "documents/1/a.ru.md",
        "documents/base/b.yaml",
    ]


def test_a_repository_below_the_top_of_git_is_found_from_any_folder(desk: Path) -> None:
    (desk / "inner").mkdir()
    for name in ("documents", "distribution", "organisation", "registers", "ledger", "qms.yaml"):
        (desk / name).rename(desk / "inner" / name)
    commit(desk)
    workspace = Workspace.find(desk / "inner/documents/1")
    assert (workspace.root, workspace.prefix, workspace.in_git("a.md")) == (desk / "inner", "inner/", "inner/a.md")
    assert workspace.committed() == workspace.snapshot()
    assert len(workspace.snapshot().files) == 3


def test_a_folder_outside_is_told_what_to_do(clone: Path, tmp_path: Path) -> None:
    for folder, said in (
        (tmp_path / "nowhere", 'There is no "{path}"'),
        (tmp_path, '"{folder}" is not in a git repository'),
        (clone, '"{path}" is no documents repository: it has no "qms.yaml"'),
    ):
        with pytest.raises(RepositoryError) as caught:
            Workspace.find(folder)
        assert caught.value.message.text == said
        assert caught.value.help


def test_a_clone_within_a_documents_repository_is_not_part_of_it(desk: Path) -> None:
    inner = desk / "inner"
    run(desk, "init", "-q", str(inner))
    with pytest.raises(RepositoryError):
        Workspace.find(inner)


def test_settings_without_git_are_no_repository(tmp_path: Path) -> None:
    write(tmp_path, "alone/qms.yaml", "")
    with pytest.raises(RepositoryError):
        Workspace.find(tmp_path / "alone")


def test_links_are_reported_and_nothing_behind_them_is_read(desk: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret/x.md", "---\ncode: SECRET\n---\n")
    write(tmp_path, "secret/y.yaml", "entries: [{id: SECRET}]\n")
    write(tmp_path, "secret/z.jsonl", ACT)
    (desk / "documents/2").symlink_to(tmp_path / "secret")
    (desk / "documents/link.md").symlink_to(tmp_path / "secret/x.md")
    (desk / "ledger/z.jsonl").symlink_to(tmp_path / "secret/z.jsonl")
    (desk / "distribution/y.yaml").symlink_to(tmp_path / "secret/y.yaml")
    (desk / "organisation/units.yaml").unlink()
    (desk / "organisation/units.yaml").symlink_to(tmp_path / "secret/y.yaml")
    found = snapshot(desk)
    assert "SECRET" not in repr(found)
    assert sorted(problems(found)) == [
        ("unreadable", "distribution/y.yaml", 1),
        ("unreadable", "documents/2", 1),
        ("unreadable", "ledger/z.jsonl", 1),
        ("unreadable", "organisation/units.yaml", 1),
    ]
    (broken,) = [item for item in found.files if item.problems]
    assert (broken.path, broken.problems[0].kind) == ("documents/link.md", "unreadable")


@pytest.mark.parametrize("folder", ["documents", "ledger", "distribution"])
def test_a_folder_that_is_a_link_is_reported(desk: Path, tmp_path: Path, folder: str) -> None:
    (desk / folder).rename(tmp_path / folder)
    (desk / folder).symlink_to(tmp_path / folder)
    assert problems(snapshot(desk)) == [("unreadable", folder, 1)]


def test_settings_that_are_a_link_are_reported(desk: Path, tmp_path: Path) -> None:
    (desk / "qms.yaml").rename(tmp_path / "qms.yaml")
    (desk / "qms.yaml").symlink_to(tmp_path / "qms.yaml")
    found = snapshot(desk)
    assert found.settings.languages == ("en",)
    assert problems(found) == [("unreadable", "qms.yaml", 1)]


def test_a_folder_with_the_name_of_a_file_is_reported_or_empty(desk: Path) -> None:
    (desk / "registers/waivers.yaml").unlink()
    write(desk, "registers/waivers.yaml/x.txt", "")
    write(desk, "documents/c.md/d.md", "---\ncode: D\n---\n")
    commit(desk)
    found = Workspace.find(desk).snapshot()
    assert problems(found) == [("unreadable", "registers/waivers.yaml", 1)]
    assert [item.code for item in found.files] == ["A/1", "A/1", "Б", "D"]


def test_problems_of_tables_keep_their_places(desk: Path) -> None:
    write(desk, "organisation/units.yaml", "entries:\n- x\n")
    write(desk, "registers/processes.yaml", b"\xff")
    write(desk, "distribution/b.yaml", "holders: []\n")
    write(desk, "distribution/c.txt", "no list\n")
    assert problems(snapshot(desk)) == [
        ("shape", "organisation/units.yaml", 2),
        ("encoding", "registers/processes.yaml", 1),
        ("shape", "distribution/b.yaml", 1),
    ]


def test_two_lists_of_one_document_are_one_list(desk: Path) -> None:
    write(desk, "distribution/b.yaml", "code: A/1\nholders: [{unit: ИЖ}]\n")
    assert [holder.unit for holder in snapshot(desk).distribution["A/1"]] == ["КБ", "ИЖ"]


def test_a_ledger_whose_document_is_gone_has_the_code_of_its_first_line(desk: Path) -> None:
    (desk / "documents/1/a.md").unlink()
    (desk / "documents/1/a.ru.md").unlink()
    found = snapshot(desk)
    assert (list(found.ledgers), found.ledgers["A/1"].problems) == (["A/1"], ())


@pytest.mark.parametrize("data", [b"", b"?\n", b"[1]\n", b'{"code":5}\n', b"[" * 9_999, b"\xff\n"])
def test_a_ledger_that_says_nothing_has_the_name_of_its_file(desk: Path, data: bytes) -> None:
    write(desk, "ledger/X-1.jsonl", data)
    write(desk, "ledger/note.txt", "no ledger\n")
    found = snapshot(desk)
    assert sorted(found.ledgers) == ["A/1", "X-1"]
    assert bool(found.ledgers["X-1"].problems) == bool(data)


def test_documents_of_a_source_can_be_listed(desk: Path) -> None:
    workspace = Workspace.find(desk)
    from qms.adapters.files.sources import WorkTree

    assert document_files(WorkTree(workspace.root), Keys(documents=("documents/base", "nowhere"))) == (
        "documents/base/b.yaml",
    )
