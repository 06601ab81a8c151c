"""Writing files and the commit that holds them as one step, on real repositories and with killed processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from qms.adapters.git import journal as git_journal
from qms.adapters.git.door import Git, Person
from qms.adapters.git.files import write_file
from qms.adapters.git.store import commit, recover
from qms.errors import RepositoryError

PACKAGE = str(Path(__file__).parents[2])
CODE = "documents/2/СМС-ДП-2.15-2022.md"

Points = dict[tuple[bool, bool], int]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a person with a home of their own and no inherited git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / ".gitconfig").write_text("[user]\n\tname = Айбек\n\temail = aibek@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Git:
    """Make a repository without a commit."""
    run(tmp_path, "init", "-q", "-b", "main", "clone")
    return Git.open(tmp_path / "clone")


@pytest.fixture
def git(empty: Git) -> Git:
    """Make a repository with two files in one commit."""
    (empty.root / "a").write_bytes(b"1\n")
    (empty.root / "b").write_bytes(b"1\n")
    run(empty.root, "add", ".")
    run(empty.root, "commit", "-q", "-m", "First")
    return empty


def run(folder: Path, *arguments: str) -> str:
    """Run git as a person does."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def status(git: Git) -> list[str]:
    """Return what `git status` tells a person, file by file."""
    text = subprocess.run(
        ["git", "-c", "core.quotePath=false", "status", "--porcelain", "-uall"],
        cwd=git.root,
        capture_output=True,
        check=True,
    )
    return text.stdout.decode().splitlines()


def everything(git: Git) -> dict[str, bytes]:
    """Return every byte of work tree, index and refs."""
    files = [path for path in git.root.rglob("*") if path.is_file() and ".git" not in path.parts]
    inside = [git.git_dir / "index", *(path for path in (git.common_dir / "refs").rglob("*") if path.is_file())]
    return {str(path): path.read_bytes() for path in [*files, *inside] if path.exists()}


def assert_tidy(git: Git) -> None:
    """Nothing is left over, in sight or out of it."""
    assert status(git) == []
    assert not git.unfinished
    assert [path.name for path in git.git_dir.glob("*.lock")] == []
    assert sorted(path.name for path in (git.git_dir / "qms").rglob("*")) == ["lock", "stage"]
    assert not list(git.root.rglob(".qms-*"))
    subprocess.run(["git", "fsck", "--strict", "--no-dangling"], cwd=git.root, check=True, capture_output=True)


def assert_refused(git: Git, changes: dict[str, bytes | None], words: str, **more: object) -> RepositoryError:
    """The write is refused with these words, says what to do, and has changed nothing."""
    before = everything(git), git.head()
    with pytest.raises(RepositoryError, match=words) as caught:
        commit(git, changes, message="Refused", **more)  # type: ignore[arg-type]
    assert caught.value.help is not None
    assert (everything(git), git.head()) == before
    assert not git.unfinished
    return caught.value


def test_files_and_commit_are_written_together(git: Git) -> None:
    new = commit(git, {CODE: b"text\n", "a": b"2\n"}, message="Second\n\nQms-Change: yes\n")
    assert git.head() == new == run(git.root, "rev-parse", "main")
    assert run(git.root, "show", "-s", "--format=%an <%ae>|%cn|%B") == (
        "Айбек <aibek@example.org>|Айбек|Second\n\nQms-Change: yes"
    )
    assert (git.root / CODE).read_bytes() == b"text\n"
    assert run(git.root, "show", "HEAD:a") == "2"
    assert_tidy(git)


def test_the_first_commit_of_an_empty_repository(empty: Git) -> None:
    new = commit(empty, {CODE: b"", "qms.yaml": b"x"}, message="First")
    assert empty.head() == new
    assert run(empty.root, "rev-list", "--count", "HEAD") == "1"
    assert_tidy(empty)


def test_a_removed_file_leaves_no_empty_folder(git: Git) -> None:
    commit(git, {CODE: b"text\n", "documents/kept": b""}, message="Second")
    commit(git, {CODE: None}, message="Third")
    assert not (git.root / CODE).parent.exists()
    assert (git.root / "documents" / "kept").exists()
    assert_tidy(git)


def test_author_and_moment_can_be_given(git: Git) -> None:
    when = datetime(2026, 8, 25, 9, 0, tzinfo=timezone(timedelta(hours=6)))
    new = commit(git, {"a": b"2"}, message="Second", author=Person("Жаңыл", "j@example.org"), when=when)
    assert run(git.root, "show", "-s", "--format=%an %ae %aI %cn %cI", new) == (
        "Жаңыл j@example.org 2026-08-25T09:00:00+06:00 Жаңыл 2026-08-25T09:00:00+06:00"
    )


def test_the_same_author_and_moment_give_the_same_commit(git: Git, tmp_path: Path) -> None:
    run(tmp_path, "clone", "-q", str(git.root), "other")
    other = Git.open(tmp_path / "other")
    when = datetime(2026, 8, 25, tzinfo=UTC)
    one, two = (commit(place, {"a": b"2"}, message="x", author=Person("A", "a@b"), when=when) for place in (git, other))
    assert one == two


def test_without_an_identity_nothing_is_written(git: Git, home: Path) -> None:
    (home / ".gitconfig").unlink()
    assert_refused(git, {"a": b"2"}, "who you are")


def test_what_is_already_so_makes_no_commit(git: Git) -> None:
    head = git.head()
    assert commit(git, {"a": b"1\n"}, message="Nothing") == head
    assert commit(git, {}, message="Nothing") == head
    assert_tidy(git)


def test_executable_files_stay_executable(git: Git) -> None:
    (git.root / "a").chmod(0o755)
    run(git.root, "commit", "-q", "-am", "Tool")
    commit(git, {"a": b"2\n"}, message="Second")
    assert git.tree()["a"].mode == "100755"
    assert (git.root / "a").stat().st_mode & 0o777 == 0o755
    assert_tidy(git)


def test_new_files_follow_the_umask(git: Git) -> None:
    old = os.umask(0o027)
    try:
        commit(git, {"new": b""}, message="Second")
    finally:
        os.umask(old)
    assert (git.root / "new").stat().st_mode & 0o777 == 0o640


def test_it_works_in_a_linked_work_tree(git: Git, tmp_path: Path) -> None:
    run(git.root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    linked = Git.open(tmp_path / "linked")
    new = commit(linked, {"a": b"2\n", CODE: b"x"}, message="Second")
    assert run(git.root, "rev-parse", "side") == new != git.head()
    assert_tidy(linked)


def test_it_works_with_sha256(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q", "--object-format=sha256", "clone")
    git = Git.open(tmp_path / "clone")
    commit(git, {"a": b"1", "b": b"1"}, message="First")
    assert len(commit(git, {"a": b"2", "b": None}, message="Second")) == 64
    assert_tidy(git)


def test_bytes_are_kept_whatever_the_attributes_and_line_end_settings_say(git: Git) -> None:
    commit(git, {".gitattributes": b"* text eol=crlf ident\n"}, message="Attributes")
    run(git.root, "config", "core.autocrlf", "true")
    commit(git, {"c": b"one\ntwo\r\n$Id$\n"}, message="Bytes")
    assert (git.root / "c").read_bytes() == b"one\ntwo\r\n$Id$\n"
    assert [data for _, data in git.blobs([git.tree()["c"].id])] == [b"one\ntwo\r\n$Id$\n"]


def test_other_staged_and_changed_files_stay_as_they_are(git: Git) -> None:
    (git.root / "b").write_bytes(b"staged\n")
    (git.root / "new").write_bytes(b"staged\n")
    run(git.root, "add", "b", "new")
    (git.root / "b").write_bytes(b"changed after\n")
    (git.root / "untracked").write_bytes(b"")
    commit(git, {"a": b"2\n"}, message="Second")
    assert status(git) == ["MM b", "A  new", "?? untracked"]
    assert run(git.root, "show", "HEAD:b") == "1"
    assert run(git.root, "show", ":b") == "staged"


def test_a_staged_removal_and_an_intended_addition_survive(git: Git) -> None:
    run(git.root, "rm", "-q", "--cached", "b")
    (git.root / "later").write_bytes(b"x")
    run(git.root, "add", "-N", "later")
    commit(git, {"a": b"2\n"}, message="Second")
    assert status(git) == ["D  b", " A later", "?? b"]


def test_a_changed_file_is_refused_by_name(git: Git) -> None:
    (git.root / "a").write_bytes(b"mine\n")
    error = assert_refused(git, {"a": b"2\n", "c": b"x"}, "not committed")
    assert error.message.values["path"] == "a"


def test_a_staged_change_is_refused_even_when_the_file_is_back(git: Git) -> None:
    (git.root / "a").write_bytes(b"mine\n")
    run(git.root, "add", "a")
    (git.root / "a").write_bytes(b"1\n")
    assert_refused(git, {"a": b"2\n"}, "not committed")


def test_a_change_hidden_from_git_status_is_refused(git: Git) -> None:
    run(git.root, "update-index", "--assume-unchanged", "a")
    (git.root / "a").write_bytes(b"mine\n")
    assert status(git) == []
    assert_refused(git, {"a": b"2\n"}, "not committed")


def test_a_removed_file_is_not_brought_back(git: Git) -> None:
    (git.root / "a").unlink()
    assert_refused(git, {"a": b"2\n"}, "not committed")


def test_an_untracked_file_is_not_overwritten(git: Git) -> None:
    (git.root / "new").write_bytes(b"mine\n")
    assert_refused(git, {"new": b"2\n"}, "already there")


def test_a_staged_new_file_is_not_overwritten(git: Git) -> None:
    (git.root / "new").write_bytes(b"mine\n")
    run(git.root, "add", "new")
    (git.root / "new").unlink()
    assert_refused(git, {"new": b"2\n"}, "already there")


def test_other_line_ends_are_explained(git: Git) -> None:
    (git.root / "a").write_bytes(b"1\r\n")
    error = assert_refused(git, {"a": b"2\n"}, "not committed")
    assert error.help is not None
    assert "line ends" in error.help.text


def test_an_open_merge_is_refused(git: Git) -> None:
    run(git.root, "checkout", "-q", "-b", "side")
    commit(git, {"a": b"side\n"}, message="Side")
    run(git.root, "checkout", "-q", "main")
    commit(git, {"a": b"main\n"}, message="Main")
    subprocess.run(["git", "merge", "-q", "side"], cwd=git.root, capture_output=True, check=False)
    assert_refused(git, {"a": b"2\n"}, "merge")


def test_a_detached_head_is_refused(git: Git) -> None:
    run(git.root, "checkout", "-q", "--detach")
    assert_refused(git, {"a": b"2\n"}, "not on a branch")


def test_removing_what_no_commit_holds_is_refused(git: Git) -> None:
    (git.root / "new").write_bytes(b"mine\n")
    assert_refused(git, {"new": None}, "cannot be removed", expected={"new": b"mine\n"})


@pytest.mark.parametrize("target", ["file", "outside", "nothing"])
def test_a_link_is_not_followed(git: Git, tmp_path: Path, target: str) -> None:
    (tmp_path / "outside").write_bytes(b"1\n")
    (git.root / "a").unlink()
    (git.root / "a").symlink_to({"file": git.root / "b", "outside": tmp_path / "outside"}.get(target, "nowhere"))
    assert_refused(git, {"a": b"2\n"}, "link")
    assert (tmp_path / "outside").read_bytes() == b"1\n"


def test_a_linked_folder_is_not_followed(git: Git, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (git.root / "documents").symlink_to(tmp_path / "outside")
    assert_refused(git, {"documents/x": b"2\n"}, "link")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_committed_link_is_not_replaced(git: Git) -> None:
    (git.root / "link").symlink_to("a")
    run(git.root, "add", "link")
    run(git.root, "commit", "-q", "-m", "Link")
    assert_refused(git, {"link": b"2\n"}, "link")


def test_a_folder_is_not_replaced_by_a_file_nor_a_file_by_a_folder(git: Git) -> None:
    commit(git, {CODE: b"x"}, message="Second")
    assert_refused(git, {"documents": b"2\n"}, "folder")
    assert_refused(git, {"a/b": b"2\n"}, "folder")
    assert_refused(git, {"new": b"2\n", "new/b": b"2\n"}, "folder")


@pytest.mark.parametrize("path", ["A", "B/x", "documents/2/смс-дп-2.15-2022.md", "Documents/new"])
def test_names_that_differ_only_in_capitals_are_refused(git: Git, path: str) -> None:
    commit(git, {CODE: b"x"}, message="Second")
    assert_refused(git, {path: b"2\n"}, "are one file")


def test_two_new_names_that_differ_only_in_capitals_are_refused(git: Git) -> None:
    assert_refused(git, {"New": b"2\n", "new": b"2\n"}, "are one file")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "/",
            ".",
            "..",
            "/etc/passwd",
            "../a",
            "x/../../a",
            "x//y",
            "x/",
            "./a",
            "x/./y",
            "C:/a",
            "C:a",
            "\\\\srv\\a",
        ),
        *(
            "x\\y",
            ".git",
            ".git/config",
            ".GIT/hooks/x",
            "x/.git/y",
            ".git ",
            ".git.",
            "git~1",
            "GIT~2/x",
            ".g\u200bit",
        ),
        *(
            ".git\u200c",
            "CON",
            "con.md",
            "x/NUL",
            "aux.txt.md",
            "COM1",
            "lpt9.x",
            "COM¹",
            "CONIN$",
            "a:b",
            "a:$DATA",
            "x.",
        ),
        *(
            "x ",
            "x./y",
            'a"b',
            "a<b",
            "a|b",
            "a?",
            "a*",
            "a\0b",
            "a\nb",
            "a\tb",
            "a\x7f",
            "a\x85",
            "a\u202eb",
            "a\u2028b",
        ),
        *("e\u0301", "и\u0306", "\ud800", "x" * 256, "ы" * 128, "\ufeffa"),
    ],
    ids=ascii,
)
def test_impossible_paths_are_refused(git: Git, path: str) -> None:
    assert_refused(git, {path: b"2\n"}, "cannot be the path")


def test_expected_bytes_let_a_changed_file_be_committed(git: Git) -> None:
    (git.root / "a").write_bytes(b"mine\n")
    (git.root / "new").write_bytes(b"new\n")
    changes = {"a": b"mine\nand more\n", "new": b"new\n"}
    commit(git, changes, message="Second", expected={"a": b"mine\n", "new": b"new\n"})
    assert (git.root / "a").read_bytes() == b"mine\nand more\n"
    assert_tidy(git)


def test_expected_bytes_go_before_what_is_staged(git: Git) -> None:
    (git.root / "a").write_bytes(b"staged\n")
    (git.root / "tool").write_bytes(b"x\n")
    (git.root / "tool").chmod(0o755)
    run(git.root, "add", "a", "tool")
    (git.root / "a").write_bytes(b"mine\n")
    commit(git, {"a": b"mine\n", "tool": b"x\n"}, message="2", expected={"a": b"mine\n", "tool": b"x\n"})
    assert run(git.root, "show", "HEAD:a") == "mine"
    assert_tidy(git)


def test_a_file_that_is_gone_can_be_expected_to_be_gone(git: Git) -> None:
    (git.root / "a").unlink()
    commit(git, {"a": None}, message="Second", expected={"a": None})
    assert list(git.tree()) == ["b"]
    assert_tidy(git)


@pytest.mark.parametrize("expected", [b"other\n", None])
def test_other_than_expected_bytes_are_refused(git: Git, expected: bytes | None) -> None:
    (git.root / "a").write_bytes(b"mine\n")
    assert_refused(git, {"a": b"2\n"}, "changed since it was read", expected={"a": expected})


def test_hooks_and_filters_of_the_person_do_not_change_a_write(git: Git) -> None:
    for name in ("pre-commit", "commit-msg", "reference-transaction", "post-index-change", "post-commit"):
        hook = git.git_dir / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
    commit(git, {"a": b"2\n"}, message="Second")
    assert git.history().__next__().message == "First"


@pytest.mark.parametrize("name", ["index.lock", "refs/heads/main.lock"])
def test_the_lock_of_another_git_is_respected(git: Git, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.adapters.git.files._WAIT_SECONDS", 0.6)
    (git.git_dir / name).write_bytes(b"")
    assert_refused_kept = everything(git)
    with pytest.raises(RepositoryError):
        commit(git, {"a": b"2\n"}, message="Second")
    assert everything(git) == assert_refused_kept
    (git.git_dir / name).unlink()
    commit(git, {"a": b"2\n"}, message="Second")
    assert_tidy(git)


def test_a_person_who_commits_at_the_same_time_makes_the_write_try_again(git: Git) -> None:
    script = "import sys; from test_store import again_and_again; again_and_again(sys.argv[1])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((PACKAGE, str(Path(__file__).parent)))}
    with subprocess.Popen([sys.executable, "-c", script, str(git.root)], env=environment) as person:
        try:
            while not (git.root / "person").exists():
                time.sleep(0.01)
            for number in range(3):
                commit(git, {"a": b"%d\n" % number}, message=f"qms {number}")
        finally:
            (git.root / "stop").touch()
    assert person.returncode == 0
    subjects = run(git.root, "log", "--format=%s").splitlines()
    assert [subject for subject in subjects if subject.startswith("qms")] == [f"qms {number}" for number in (2, 1, 0)]
    assert "person" in subjects
    (git.root / "stop").unlink()
    assert_tidy(git)


def again_and_again(root: str) -> None:
    """Commit another file as a person does, until told to stop (run by a process of its own)."""
    number = 0
    while not Path(root, "stop").exists():
        number += 1
        Path(root, "person").write_text(str(number))
        subprocess.run(["git", "add", "person"], cwd=root, capture_output=True, check=False)
        subprocess.run(["git", "commit", "-q", "-m", "person"], cwd=root, capture_output=True, check=False)
    for words in (("add", "person"), ("commit", "-q", "--allow-empty", "-m", "person")):
        subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)


WRITER = """
import sys
from pathlib import Path
from qms.adapters.git import files
from qms.adapters.git.door import Git
from qms.adapters.git.store import commit
files._WAIT_SECONDS = 600
git, name = Git.open(Path(sys.argv[1])), sys.argv[2]
for number in range(2):
    commit(git, {f"by/{name}/{number}": name.encode(), f"of-{name}": b"%d" % number}, message=f"{name} {number}")
"""


def python(script: str, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
    """Start a process that runs a script with this package."""
    environment = {**os.environ, "PYTHONPATH": PACKAGE, **variables}
    return subprocess.Popen([sys.executable, "-c", script, *arguments], env=environment, stderr=subprocess.PIPE)


def test_eight_processes_in_one_clone_all_land(git: Git) -> None:
    writers = [python(WRITER, str(git.root), str(number)) for number in range(8)]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 8
    assert run(git.root, "rev-list", "--count", "HEAD") == "17"
    assert len(git.tree()) == 2 + 8 * 3
    assert_tidy(git)


KILLED = """
from pathlib import Path
import sys
from qms.adapters.git.door import Git
from qms.adapters.git.store import commit
git = Git.open(Path(sys.argv[1]))
commit(git, {"a": b"new\\n", "b": None, "deep/er/c": b"new\\n"}, message="Killed")
"""
OLD = {"a": b"1\n", "b": b"1\n"}
NEW = {"a": b"new\n", "deep/er/c": b"new\n"}


def held(git: Git) -> dict[str, bytes]:
    """Return the committed files."""
    tree = git.tree()
    contents = dict(git.blobs({entry.id for entry in tree.values()}))
    return {path: contents[entry.id] for path, entry in tree.items()}


@pytest.mark.parametrize("first", [1, *(pytest.param(other, marks=pytest.mark.soak) for other in (2, 3))])
def test_killed_at_any_point_a_write_has_happened_or_not(git: Git, tmp_path: Path, first: int) -> None:
    seen = set()
    for point in range(first, 100, 3):
        place = tmp_path / f"killed{point}"
        run(tmp_path, "clone", "-q", str(git.root), str(place))
        clone = Git.open(place)
        with python(KILLED, str(place), QMS_FAILPOINT=str(point)) as process:
            status_code = process.wait()
        assert status_code in (0, 137), process
        committed = held(clone)
        assert committed in (OLD, NEW)
        recover(clone)
        assert held(clone) == committed
        assert_tidy(clone)
        commit(clone, {"after": b"x\n"}, message="After")
        assert held(clone) == {**committed, "after": b"x\n"}
        assert_tidy(clone)
        seen.add((status_code, committed == NEW))
        if status_code == 0:
            break
    assert point > 20
    assert seen == {(137, False), (137, True), (0, True)}


def kill_at(git: Git, point: int) -> None:
    """Kill a write before its n-th critical step."""
    with python(KILLED, str(git.root), QMS_FAILPOINT=str(point)) as process:
        assert process.wait() == 137


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Points:
    """Find the first kill point that leaves a write (pending, committed)."""
    found: Points = {}
    folder = tmp_path_factory.mktemp("points")
    run(folder, "init", "-q", "clone")
    for path, data in OLD.items():
        (folder / "clone" / path).write_bytes(data)
    run(folder / "clone", "add", ".")
    run(folder / "clone", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "First")
    for point in range(1, 100):
        copy = folder / str(point)
        shutil.copytree(folder / "clone", copy)
        with python(
            KILLED, str(copy), QMS_FAILPOINT=str(point), GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@b"
        ) as process:
            process.wait()
        state = Git.open(copy)
        found.setdefault((state.unfinished, run(copy, "rev-list", "--count", "HEAD") == "2"), point)
        if {(True, False), (True, True)} <= found.keys():
            return found
    raise AssertionError


def test_a_killed_write_is_told_to_readers_until_it_is_finished(git: Git, points: Points) -> None:
    assert not git.unfinished
    kill_at(git, points[True, True])
    assert (git.root / "a").read_bytes() == b"1\n"
    recover(git)
    assert not git.unfinished
    assert (git.root / "a").read_bytes() == b"new\n"


def test_a_file_changed_by_hand_after_a_killed_write_is_never_overwritten(git: Git, points: Points) -> None:
    kill_at(git, points[True, True])
    (git.root / "a").write_bytes(b"by hand\n")
    (git.root / "b").write_bytes(b"by hand\n")
    recover(git)
    assert (git.root / "a").read_bytes() == (git.root / "b").read_bytes() == b"by hand\n"
    assert status(git) == [" M a", "?? b"]


def test_a_killed_write_that_was_undone_by_hand_is_forgotten(git: Git, points: Points) -> None:
    kill_at(git, points[True, True])
    run(git.root, "reset", "-q", "--soft", "HEAD~1")
    recover(git)
    assert (git.root / "a").read_bytes() == b"1\n"
    assert_tidy(git)


def test_locks_that_a_killed_git_left_are_removed(git: Git, points: Points) -> None:
    kill_at(git, points[True, False])
    new = json.loads((git.git_dir / "qms" / "journal.json").read_bytes())["new"]
    (git.git_dir / "refs/heads/main.lock").write_text(new + "\n")
    (git.git_dir / "HEAD.lock").touch()
    commit(git, {"after": b"x\n"}, message="After")
    assert_tidy(git)


def test_a_lock_that_is_not_ours_stays_after_a_killed_write(git: Git, points: Points) -> None:
    kill_at(git, points[True, False])
    lock = git.git_dir / "refs/heads/main.lock"
    lock.write_text("0" * 40 + "\n")
    with pytest.raises(RepositoryError):
        commit(git, {"after": b"x\n"}, message="After")
    assert lock.exists()


@pytest.mark.skipif(os.name == "nt", reason="no signal ends a Windows process without a word")
@pytest.mark.soak
def test_killed_at_any_moment_together_with_its_git_a_write_has_happened_or_not(git: Git, tmp_path: Path) -> None:
    import random
    import signal

    for number in range(60):
        place = tmp_path / f"killed{number}"
        run(tmp_path, "clone", "-q", str(git.root), str(place))
        clone = Git.open(place)
        environment = {**os.environ, "PYTHONPATH": PACKAGE}
        command = [sys.executable, "-c", KILLED, str(place)]
        with subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL) as process:
            time.sleep(random.Random(number).uniform(0.15, 0.4))
            os.killpg(process.pid, signal.SIGKILL)
        commit(clone, {"after": b"x\n"}, message="After")
        assert held(clone) in ({**OLD, "after": b"x\n"}, {**NEW, "after": b"x\n"})
        assert_tidy(clone)


FOREIGN = b'{"branch":"refs/heads/main","new":"' + b"0" * 40 + b'","old":null,"steps":{%s}}'


@pytest.mark.parametrize(
    "journal",
    [
        *(b"", b"[]", b"{}", b"\xff", b'{"steps": []}', b'{"branch":"x","new":"y","old":null,"steps":{}}'),
        *(
            FOREIGN % step
            for step in (b'"../x":["100644",null,null,null]', b'"x":["120000",null,null,null]', b'"a":["x"]')
        ),
    ],
)
def test_a_journal_that_qms_did_not_write_is_forgotten(git: Git, journal: bytes) -> None:
    git_journal.folder(git)
    (git.git_dir / "qms" / "journal.json").write_bytes(journal)
    before = everything(git)
    recover(git)
    assert everything(git) == before
    assert not git.unfinished


def test_a_linked_folder_of_qms_is_refused(git: Git, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").touch()
    (git.git_dir / "qms").symlink_to(tmp_path / "precious")
    assert_refused(git, {"a": b"2\n"}, "link")
    (git.git_dir / "qms").unlink()
    git_journal.folder(git)
    (git.git_dir / "qms" / "stage").symlink_to(tmp_path / "precious")
    assert_refused(git, {"a": b"2\n"}, "link")
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["file"]


def test_a_full_disk_is_told_and_changes_nothing(git: Git) -> None:
    script = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));" + KILLED.replace(
        'b"new\\n"', "bytes(30000)"
    )
    before = everything(git)
    with python(script, str(git.root)) as process:
        errors = process.communicate()[1]
    assert b"RepositoryError" in errors
    assert everything(git) == before
    commit(git, {"after": b"x\n"}, message="After")
    assert_tidy(git)


def test_a_lock_of_another_git_is_told_in_one_line(git: Git) -> None:
    (git.git_dir / "HEAD.lock").write_bytes(b"")
    with pytest.raises(RepositoryError, match="git refused") as caught:
        commit(git, {"a": b"2\n"}, message="Refused")
    reason = str(caught.value.message.values["reason"])
    assert "HEAD.lock" in reason
    assert "hint" not in reason
    assert "\n" not in reason
    (git.git_dir / "HEAD.lock").unlink()
    commit(git, {"a": b"2\n"}, message="Second")
    assert_tidy(git)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(git: Git) -> None:
    (git.git_dir / "objects").chmod(0o500)
    assert_refused(git, {"a": b"2\n"}, "git refused")
    (git.git_dir / "objects").chmod(0o700)
    commit(git, {"a": b"2\n"}, message="Second")
    assert_tidy(git)


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    write_file(path, b"one")
    path.chmod(0o600)
    write_file(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in tmp_path.iterdir() if item.name != "home"] == ["copy.pdf"]


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(RepositoryError, match="cannot be written"):
        write_file(tmp_path / "folder", b"x")
    with pytest.raises(RepositoryError, match="cannot be written"):
        write_file(tmp_path / "missing" / "file", b"x")
    assert not list(tmp_path.rglob(".qms-*"))


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:7])))
    write_file(tmp_path / "file", bytes(range(100)))
    assert (tmp_path / "file").read_bytes() == bytes(range(100))
