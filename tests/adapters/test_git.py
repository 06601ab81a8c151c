"""The door to git: what it reads, on real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from qms.adapters.git import environment as git_environment
from qms.adapters.git.door import Entry, Git, PathChange, Person
from qms.errors import RepositoryError

NAMES = {"GIT_AUTHOR_NAME": "Айбек Уулу", "GIT_AUTHOR_EMAIL": "a@example.org"}


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
def clone(tmp_path: Path) -> Path:
    """Make a repository without a commit."""
    folder = tmp_path / "clone"
    run(tmp_path, "init", "-q", "-b", "main", str(folder))
    return folder


def run(folder: Path, *arguments: str, data: bytes = b"", **variables: str) -> str:
    """Run git as a person does."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=data, capture_output=True, check=True, env={**os.environ, **variables}
    )
    return done.stdout.decode("utf-8", "replace").strip()


def put(folder: Path, path: str, data: bytes) -> None:
    """Write a file and stage it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    run(folder, "--literal-pathspecs", "add", path)


def save(folder: Path, path: str, data: bytes, message: str = "A change", **variables: str) -> str:
    """Write a file and commit it as a person does."""
    put(folder, path, data)
    run(folder, "commit", "-q", "-m", message, **variables)
    return run(folder, "rev-parse", "HEAD")


def test_a_repository_is_found_from_any_folder_below_it(clone: Path) -> None:
    deep = clone / "documents" / "2"
    deep.mkdir(parents=True)
    git = Git.open(deep)
    assert (git.root, git.git_dir, git.common_dir) == (clone, clone / ".git", clone / ".git")


def test_a_folder_outside_a_repository_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError) as caught:
        Git.open(tmp_path)
    assert "is not in a git repository" in caught.value.message.text
    assert caught.value.help is not None


def test_an_empty_git_folder_is_passed_by_as_git_does(clone: Path) -> None:
    (clone / "inner" / ".git").mkdir(parents=True)
    assert Git.open(clone / "inner").root == clone


def test_a_bare_repository_is_refused(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q", "--bare", str(tmp_path / "bare"))
    with pytest.raises(RepositoryError, match="bare"):
        Git.open(tmp_path / "bare")


def test_a_git_folder_that_says_it_is_bare_is_refused(clone: Path) -> None:
    run(clone, "config", "core.bare", "true")
    with pytest.raises(RepositoryError, match="bare"):
        Git.open(clone)


def test_a_linked_work_tree_has_its_own_git_folder_and_the_common_one(clone: Path, tmp_path: Path) -> None:
    save(clone, "a", b"1")
    run(clone, "worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    git = Git.open(tmp_path / "linked")
    assert git.git_dir == clone / ".git" / "worktrees" / "linked"
    assert git.common_dir == clone / ".git"
    assert git.branch() == "refs/heads/side"


def test_a_link_to_a_repository_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    with pytest.raises(RepositoryError, match="not there"):
        Git.open(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_the_repository_of_another_user_is_refused_until_declared_safe(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(clone / ".git", 12345, 12345)
    with pytest.raises(RepositoryError) as caught:
        Git.open(clone)
    assert caught.value.help is not None
    assert "safe.directory" in caught.value.help.text
    with monkeypatch.context() as homeless:
        homeless.setenv("HOME", str(clone / "nowhere"))
        with pytest.raises(RepositoryError, match="another user"):
            Git.open(clone)
    run(clone, "config", "--global", "--add", "safe.directory", str(clone))
    assert Git.open(clone).root == clone


def test_opening_starts_no_process(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clone))
    assert Git.open(clone).root == clone


def test_a_missing_git_is_told(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git.open(clone)
    monkeypatch.setenv("PATH", str(clone))
    with pytest.raises(RepositoryError, match="not installed"):
        git.head()


def test_a_git_in_the_current_folder_is_not_started(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (clone / "git").write_text("#!/bin/sh\ntouch canary\n")
    (clone / "git").chmod(0o755)
    monkeypatch.chdir(clone)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert Git.open(clone).head() is None
    assert not (clone / "canary").exists()


def test_an_empty_repository_has_a_branch_and_nothing_else(clone: Path) -> None:
    git = Git.open(clone)
    assert (git.head(), git.branch(), dict(git.tree()), list(git.history()), dict(git.refs())) == (
        *(None, "refs/heads/main"),
        *({}, [], {}),
    )


def test_a_detached_head_has_no_branch(clone: Path) -> None:
    commit = save(clone, "a", b"1")
    run(clone, "checkout", "-q", "--detach")
    git = Git.open(clone)
    assert git.head() == commit
    with pytest.raises(RepositoryError, match="not on a branch"):
        git.branch()


def test_the_tree_holds_modes_and_ids_by_path(clone: Path) -> None:
    put(clone, "tool.sh", b"#!/bin/sh\n")
    (clone / "tool.sh").chmod(0o755)
    run(clone, "add", "tool.sh")
    save(clone, 'documents/2/СМС "а"\tб.md', "текст\n".encode())
    tree = Git.open(clone).tree()
    assert [(path, entry.mode) for path, entry in tree.items()] == [
        ('documents/2/СМС "а"\tб.md', "100644"),
        ("tool.sh", "100755"),
    ]


def test_the_tree_can_be_narrowed_to_a_folder_but_not_by_a_common_beginning(clone: Path) -> None:
    for path in ("documents/a", "documents-old/b", "documents/x/c", "*/d"):
        put(clone, path, b"1")
    save(clone, "e", b"1")
    git = Git.open(clone)
    assert list(git.tree(under="documents")) == ["documents/a", "documents/x/c"]
    assert list(git.tree(under="documents/")) == ["documents/a", "documents/x/c"]
    assert list(git.tree(under="*")) == ["*/d"]


def test_the_tree_of_an_earlier_revision_is_read_without_checking_it_out(clone: Path) -> None:
    first = save(clone, "a", b"1")
    save(clone, "b", b"2")
    assert list(Git.open(clone).tree(first)) == ["a"]
    assert list(Git.open(clone).tree("HEAD~1")) == ["a"]


@pytest.mark.parametrize("revision", ["nothing", "--output=canary", "-rf", "HEAD\0x", "", "HEAD:a", "@{u}"])
def test_a_revision_that_is_none_is_an_error_and_never_an_option(clone: Path, revision: str) -> None:
    save(clone, "a", b"1")
    with pytest.raises(RepositoryError, match="no revision"):
        Git.open(clone).tree(revision)
    assert not (clone / "canary").exists()


def test_blobs_come_in_the_order_asked_for(clone: Path) -> None:
    put(clone, "empty", b"")
    put(clone, "lines", b"1\n2\n\n")
    save(clone, "bytes", bytes(range(256)))
    git = Git.open(clone)
    ids = [git.tree()[path].id for path in ("lines", "bytes", "empty", "lines")]
    assert [data for _, data in git.blobs(ids)] == [b"1\n2\n\n", bytes(range(256)), b"", b"1\n2\n\n"]


def test_very_many_blobs_do_not_block(clone: Path) -> None:
    save(clone, "a", b"x" * 5000)
    git = Git.open(clone)
    ids = [git.tree()["a"].id] * 20_000
    assert sum(len(data) for _, data in git.blobs(ids)) == 5000 * 20_000


def test_reading_blobs_can_stop_early(clone: Path) -> None:
    save(clone, "a", b"x" * 5000)
    git = Git.open(clone)
    blobs = git.blobs([git.tree()["a"].id] * 20_000)
    assert len(next(blobs)[1]) == 5000
    blobs.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("wanted", ["0" * 40, "12\n34", "HEAD:a", "--batch-all-objects", ""])
def test_a_missing_object_is_an_error(clone: Path, wanted: str) -> None:
    save(clone, "a", b"1")
    with pytest.raises(RepositoryError, match="cannot read"):
        list(Git.open(clone).blobs([wanted]))


def test_names_are_resolved_together_as_one_by_one(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = save(clone, "Иш папкасы/а б.yaml", b"1")
    second = save(clone, "Иш папкасы/а б.yaml", b"2")
    (clone / ".git" / "objects" / second[:2] / second[2:]).rename(clone / "kept")
    names = [f"{first}:Иш папкасы/а б.yaml", f"{second}:Иш папкасы/а б.yaml", f"{first}^:x", f"{first}:Иш папкасы", "x"]
    names += [f"{first}:{name}" for name in ("missing", "", os.fsdecode(b"\xff"), "@{0}")]
    git = Git.open(clone)
    one_by_one = [git.resolve(name) for name in names]
    assert git.resolved(names) == one_by_one
    assert git.resolved([*names, f"{first}:a\nb"]) == [*one_by_one, None]
    assert one_by_one[0]
    assert not one_by_one[1]
    monkeypatch.setenv("PATH", "")
    assert git.resolved([]) == []


def test_a_tree_is_no_blob(clone: Path) -> None:
    save(clone, "a/b", b"1")
    with pytest.raises(RepositoryError, match="cannot read"):
        list(Git.open(clone).blobs([run(clone, "rev-parse", "HEAD^{tree}")]))


def test_history_tells_every_commit_oldest_first(clone: Path) -> None:
    first = save(
        clone, "a", b"1", "One\n\nWhy: so\nQms-Change: yes\n", **NAMES, GIT_AUTHOR_DATE="2026-08-25T09:00:00+0600"
    )
    old = run(clone, "rev-parse", "HEAD:a")
    second = save(clone, "a", b"2", "Экинчи", **NAMES, GIT_AUTHOR_DATE="2026-08-26T09:00:00Z")
    one, two = Git.open(clone).history()
    assert (one.id, one.parents, one.author, one.email) == (first, (), "Айбек Уулу", "a@example.org")
    assert (one.when, one.message) == ("2026-08-25T09:00:00+06:00", "One\n\nWhy: so\nQms-Change: yes")
    assert (two.id, two.parents, two.when, two.message) == (second, (first,), "2026-08-26T09:00:00+00:00", "Экинчи")
    assert two.changes == (PathChange("a", old, run(clone, "rev-parse", "HEAD:a")),)


def test_history_tells_additions_and_removals_and_no_renames(clone: Path) -> None:
    save(clone, "old name", b"1\n" * 50)
    blob = run(clone, "rev-parse", "HEAD:old name")
    run(clone, "mv", "old name", "new\nname")
    run(clone, "commit", "-q", "-m", "Renamed")
    *_, last = Git.open(clone).history()
    assert last.changes == (PathChange("new\nname", None, blob), PathChange("old name", blob, None))


def test_history_narrows_changes_and_keeps_commits(clone: Path) -> None:
    put(clone, "documents/a", b"1")
    save(clone, "b", b"1")
    save(clone, "b", b"2")
    commits = list(Git.open(clone).history("documents"))
    assert [[change.path for change in commit.changes] for commit in commits] == [["documents/a"], []]


def test_a_merge_is_compared_with_its_first_parent_and_comes_after_both(clone: Path) -> None:
    base = save(clone, "a", b"1")
    run(clone, "checkout", "-q", "-b", "side")
    side = save(clone, "side", b"1")
    run(clone, "checkout", "-q", "main")
    main = save(clone, "main", b"1")
    run(clone, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    commits = list(Git.open(clone).history())
    assert (commits[0].id, {commit.id for commit in commits[1:3]}) == (base, {side, main})
    assert commits[3].parents == (main, side)
    assert [change.path for change in commits[3].changes] == ["side"]


def test_parents_come_first_even_when_clocks_were_wrong(clone: Path) -> None:
    late = {"GIT_COMMITTER_DATE": "2030-01-01T00:00:00Z"}
    early = {"GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z"}
    expected = [save(clone, "a", bytes([n]), **(early if n % 2 else late)) for n in range(6)]
    assert [commit.id for commit in Git.open(clone).history()] == expected


def test_an_empty_commit_is_told_too(clone: Path) -> None:
    run(clone, "commit", "-q", "--allow-empty", "-m", "Nothing")
    (commit,) = Git.open(clone).history()
    assert (commit.message, commit.changes) == ("Nothing", ())


def test_an_empty_message_and_a_message_like_a_change_are_read_as_they_are(clone: Path) -> None:
    save(clone, "a", b"1", ":100644 100644 a b M")
    put(clone, "a", b"2")
    run(clone, "commit", "-q", "--allow-empty-message", "-m", "")
    put(clone, ":100644 x", b"3")
    run(clone, "commit", "-q", "--cleanup=verbatim", "-m", "\n:100644\n")
    messages = [(commit.message, [change.path for change in commit.changes]) for commit in Git.open(clone).history()]
    assert messages == [(":100644 100644 a b M", ["a"]), ("", ["a"]), ("\n:100644", [":100644 x"])]


def test_history_survives_names_and_messages_in_other_encodings(clone: Path) -> None:
    save(clone, "a", b"1")
    tree = run(clone, "rev-parse", "HEAD^{tree}")
    head = f"tree {tree}\nauthor ".encode()
    rest = b" <a@b> 1700000000 +0600\ncommitter C <c@d> 1700000000 +0600\n"
    for extra, name in ((b"", b"\xc0\xe9\xe1\xe5\xea"), (b"encoding windows-1251\n", b"\xc0\xe9\xe1\xe5\xea")):
        commit = run(
            clone,
            "hash-object",
            "-t",
            "commit",
            "-w",
            "--stdin",
            data=head + name + rest + extra + b"\n" + name + b"\n",
        )
        run(clone, "update-ref", "refs/heads/main", commit)
        (found,) = Git.open(clone).history()
        assert found.author == found.message == ("Айбек" if extra else "\ufffd" * 5)


def test_history_is_the_same_under_every_configuration(clone: Path) -> None:
    save(clone, "a", b"1", **NAMES)
    run(clone, "mv", "a", "b")
    (clone / ".mailmap").write_text("Other Person <other@example.org> <a@example.org>\n")
    save(clone, ".mailmap", (clone / ".mailmap").read_bytes(), **NAMES)
    before = list(Git.open(clone).history())
    settings = {
        "log.showRoot": "false",
        "log.mailmap": "true",
        "log.date": "relative",
        "log.decorate": "full",
        "log.showSignature": "true",
        "log.follow": "true",
        "log.diffMerges": "off",
        "diff.renames": "copies",
        "i18n.logOutputEncoding": "koi8-r",
        "i18n.commitEncoding": "koi8-r",
        "core.abbrev": "4",
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.orderFile": "order",
        "format.pretty": "oneline",
        "notes.displayRef": "*",
        "diff.noprefix": "true",
        "diff.ignoreSubmodules": "all",
        "diff.relative": "true",
        "mailmap.file": ".mailmap",
    }
    for key, value in settings.items():
        run(clone, "config", key, value)
    (clone / "order").write_text("b\na\n")
    assert list(Git.open(clone / ".git" / "..").history()) == before


def test_history_shows_the_true_commit_behind_a_replaced_one(clone: Path) -> None:
    true = save(clone, "a", b"1", "True")
    tree = run(clone, "rev-parse", "HEAD^{tree}")
    false = run(clone, "commit-tree", tree, "-m", "False")
    run(clone, "replace", true, false)
    git = Git.open(clone)
    assert [commit.message for commit in git.history()] == ["True"]
    assert [(item.kind, item.detail) for item in git.trouble()] == [("replace", f"refs/replace/{true}")]


def test_history_shows_the_true_parents_behind_a_graft(clone: Path) -> None:
    save(clone, "a", b"1", "One")
    second = save(clone, "a", b"2", "Two")
    (clone / ".git" / "info" / "grafts").write_text(second + "\n")
    git = Git.open(clone)
    assert [commit.message for commit in git.history()] == ["One", "Two"]
    assert [(item.kind, item.detail) for item in git.trouble()] == [("graft", "info/grafts")]


def test_a_submodule_counts_as_no_file(clone: Path) -> None:
    head = save(clone, "a", b"1")
    run(clone, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    run(clone, "commit", "-q", "-m", "Module")
    git = Git.open(clone)
    assert list(git.history())[-1].changes == ()
    assert git.tree()["module"] == Entry("160000", head)


def test_a_history_with_a_missing_commit_is_an_error_and_not_a_short_history(clone: Path) -> None:
    first = save(clone, "a", b"1")
    save(clone, "a", b"2")
    (clone / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(RepositoryError):
        list(Git.open(clone).history())


def test_a_history_with_a_missing_tree_is_an_error(clone: Path) -> None:
    for number in range(3):
        save(clone, "a", bytes([number]))
    tree = run(clone, "rev-parse", "HEAD~1^{tree}")
    (clone / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(RepositoryError, match="cannot read"):
        list(Git.open(clone).history())


def test_a_long_history_is_read_in_order_by_two_processes_and_can_stop_early(clone: Path) -> None:
    head = "commit refs/heads/main\ncommitter A <a@b> {n} +0000\ndata 1\nx\n"
    lines = [f"{head.format(n=n)}M 644 inline f{n % 7}\ndata {len(str(n))}\n{n}\n" for n in range(3001)]
    run(clone, "fast-import", "--quiet", data="".join(lines).encode())
    git = Git.open(clone)
    commits = list(git.history())
    assert [commit.id for commit in commits] == run(clone, "rev-list", "--reverse", "HEAD").split()
    assert [commit.changes[0].path for commit in commits] == [f"f{n % 7}" for n in range(3001)]
    history = git.history()
    next(history)
    history.close()  # type: ignore[attr-defined]


def test_reading_history_can_stop_early(clone: Path) -> None:
    for number in range(3):
        save(clone, "a", bytes([number]))
    history = Git.open(clone).history()
    next(history)
    history.close()  # type: ignore[attr-defined]


def test_refs_are_told_by_name(clone: Path) -> None:
    commit = save(clone, "a", b"1")
    run(clone, "tag", "-a", "v1", "-m", "One")
    assert Git.open(clone).refs() == {
        "refs/heads/main": commit,
        "refs/tags/v1": run(clone, "rev-parse", "refs/tags/v1"),
    }


def test_the_index_tells_staged_files_and_open_merges(clone: Path) -> None:
    save(clone, "a", b"1")
    blob = run(clone, "rev-parse", "HEAD:a")
    put(clone, "b", b"1")
    lines = f"0 {'0' * 40}\ta\n100644 {blob} 2\ta\n100644 {blob} 3\ta\n"
    run(clone, "update-index", "--index-info", data=lines.encode())
    assert Git.open(clone).index() == {"a": Entry("", ""), "b": Entry("100644", blob)}


def test_a_repository_with_sha256_is_read(tmp_path: Path) -> None:
    clone = tmp_path / "sha256"
    run(tmp_path, "init", "-q", "--object-format=sha256", "-b", "main", str(clone))
    commit = save(clone, "a", b"1")
    git = Git.open(clone)
    assert (git.head(), len(commit), git.trouble()) == (commit, 64, ())
    assert [data for _, data in git.blobs([git.tree()["a"].id])] == [b"1"]
    assert [change.path for found in git.history() for change in found.changes] == ["a"]


def test_identity_comes_from_the_persons_own_configuration(clone: Path) -> None:
    assert Git.open(clone).identity() == Person("Айбек", "aibek@example.org")


def test_identity_of_the_repository_goes_before_the_persons(clone: Path) -> None:
    run(clone, "config", "user.name", "Registrar")
    assert Git.open(clone).identity() == Person("Registrar", "aibek@example.org")


def test_identity_of_the_environment_goes_before_all(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NAMES.items():
        monkeypatch.setenv(name, value)
    assert Git.open(clone).identity() == Person("Айбек Уулу", "a@example.org")
    assert Git.open(clone).identity() == Person("Айбек Уулу", "a@example.org")


def test_a_person_without_identity_is_told_what_to_type(clone: Path, home: Path) -> None:
    (home / ".gitconfig").unlink()
    with pytest.raises(RepositoryError) as caught:
        Git.open(clone).identity()
    assert caught.value.help is not None
    assert "user.name" in caught.value.help.text


def test_half_an_identity_is_none(clone: Path, home: Path) -> None:
    (home / ".gitconfig").write_text("[user]\n\tname = A\n")
    with pytest.raises(RepositoryError, match="who you are"):
        Git.open(clone).identity()


def test_an_honest_clone_has_no_trouble(clone: Path, tmp_path: Path) -> None:
    save(clone, "a", b"1")
    copy = tmp_path / "copy"
    run(tmp_path, "clone", "-q", str(clone), str(copy))
    run(copy, "worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    run(copy, "config", "pull.rebase", "true")
    for folder in (clone, copy, tmp_path / "linked"):
        assert Git.open(folder).trouble() == ()


def test_a_submodule_has_no_trouble_and_a_work_tree_elsewhere_has(clone: Path, tmp_path: Path) -> None:
    save(clone, "a", b"1")
    outer = tmp_path / "outer"
    run(tmp_path, "init", "-q", str(outer))
    run(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(clone), "inner")
    assert Git.open(outer).trouble() == Git.open(outer / "inner").trouble() == ()
    run(clone, "config", "core.worktree", str(tmp_path))
    assert [item.detail for item in Git.open(clone).trouble()] == ["core.worktree"]


def test_a_shallow_clone_and_borrowed_objects_are_told(clone: Path, tmp_path: Path) -> None:
    for number in range(3):
        save(clone, "a", bytes([number]))
    run(tmp_path, "clone", "-q", "--depth", "1", f"file://{clone}", "shallow")
    run(tmp_path, "clone", "-q", "--shared", str(clone), "shared")
    assert [item.kind for item in Git.open(tmp_path / "shallow").trouble()] == ["shallow"]
    assert [item.detail for item in Git.open(tmp_path / "shared").trouble()] == ["objects/info/alternates"]
    assert len(list(Git.open(tmp_path / "shallow").history())) == 1


def test_inherited_variables_do_not_redirect(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = save(clone, "a", b"1")
    run(tmp_path, "init", "-q", "other")
    other = tmp_path / "other"
    for name, value in {
        "GIT_DIR": other / ".git",
        "GIT_WORK_TREE": other,
        "GIT_INDEX_FILE": other / "index",
        "GIT_OBJECT_DIRECTORY": other / ".git/objects",
        "GIT_COMMON_DIR": other / ".git",
        "GIT_NAMESPACE": "x",
        "GIT_CEILING_DIRECTORIES": clone,
        "GIT_CONFIG_COUNT": 1,
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": "Nobody",
        "GIT_CONFIG_PARAMETERS": "'user.name=Nobody'",
        "GIT_EXEC_PATH": other,
        "GIT_CONFIG_GLOBAL": other / "config",
        "GIT_PREFIX": "documents/",
        "GIT_TRACE": other / "trace",
    }.items():
        monkeypatch.setenv(name, str(value))
    git = Git.open(clone)
    assert (git.head(), list(git.tree()), list(git.index()), len(list(git.history()))) == (commit, ["a"], ["a"], 1)
    assert git.identity().name == "Айбек"
    assert git.write("hash-object", "-w", "--stdin", data=b"new").strip().decode() == run(
        clone, "hash-object", "--stdin", data=b"new"
    )
    assert not [name for name in os.environ if name.startswith("GIT_")]
    assert not (other / "trace").exists()


def test_reading_does_not_import_gitpython(clone: Path) -> None:
    save(clone, "a", b"1")
    script = (
        "import sys; from pathlib import Path; from qms.adapters.git.door import Git; git = Git.open(Path('.'));"
        "git.head(); git.tree(); list(git.history()); git.trouble(); sys.exit('git' in sys.modules)"
    )
    package = str(Path(__file__).parents[2])
    run_python = [*_python(), "-c", script]
    subprocess.run(run_python, cwd=clone, check=True, env={**os.environ, "PYTHONPATH": package})


def test_a_writing_step_that_git_refuses_is_told_in_its_words(clone: Path) -> None:
    with pytest.raises(RepositoryError) as caught:
        Git.open(clone).write("read-tree", "nothing")
    assert "nothing" in str(caught.value.message.values["reason"])


def _python() -> tuple[str, ...]:
    import sys

    return (sys.executable, "-W", "error")


def test_a_folder_of_the_path_that_cannot_be_searched_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([f"/{'a' * 300}", os.environ["PATH"]]))

    assert git_environment.find("git")


def test_a_commit_that_is_lost_is_not_taken_for_none(clone: Path) -> None:
    run(clone, "commit", "-q", "--allow-empty", "-m", "x")
    git = Git.open(clone)
    found = git.head()
    assert found
    (clone / ".git/objects" / found[:2] / found[2:]).unlink()

    with pytest.raises(RepositoryError):
        git.head()
