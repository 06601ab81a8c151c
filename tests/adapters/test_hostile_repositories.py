"""Hostile repositories: whatever `.git` says, reading and writing executes nothing of it, and `trouble` reports it.

Each repository tries to leave a canary file. Where plain git falls for it, a control shows that the trap works.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from qms.adapters.git.door import Git
from qms.adapters.git.store import commit, recover
from qms.errors import RepositoryError

HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"),
    *("commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"),
    *("proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc"),
    *("post-rewrite", "sendemail-validate", "fsmonitor-watchman", "post-index-change"),
)
ATTRIBUTES = "* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16 ident\n"


@dataclass(frozen=True)
class Trap:
    """A repository with a trap, and what its canary is."""

    root: Path
    canary: Path
    script: Path


@dataclass(frozen=True)
class Vector:
    """Configuration keys with `{run}` for the script, a plain git command that falls for them, more to prepare."""

    name: str
    keys: tuple[tuple[str, str], ...] = ()
    control: tuple[str, ...] = ()
    prepare: Callable[[Trap], None] = lambda trap: None
    reported: bool = True


def run(folder: Path, *arguments: str, check: bool = True, data: bytes = b"") -> str:
    """Run git as a person does."""
    done = subprocess.run(["git", *arguments], cwd=folder, input=data, capture_output=True, check=check, timeout=600)
    return done.stdout.decode("utf-8", "replace").strip()


def executable(path: Path, canary: Path) -> None:
    """Write a script that leaves the canary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch '{canary}'\ncat >/dev/null </dev/null\nexit 1\n")
    path.chmod(0o755)


def hooks(folder: str) -> Callable[[Trap], None]:
    """Put a hook of every kind into a folder."""

    def prepare(trap: Trap) -> None:
        for name in HOOKS:
            executable(trap.root / folder / name, trap.canary)

    return prepare


def attributes(trap: Trap) -> None:
    """Name drivers in the work tree and in `.git`, and change a file that they watch."""
    (trap.root / ".gitattributes").write_text(ATTRIBUTES)
    (trap.root / ".git" / "info" / "attributes").write_text(ATTRIBUTES)
    run(trap.root, "-c", "core.attributesFile=/dev/null", "add", "--chmod=-x", ".gitattributes", check=False)
    (trap.root / "b").write_text("changed\n")


def signed(trap: Trap) -> None:
    """Make HEAD a commit with a signature that asks for verification."""
    text = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=trap.root, capture_output=True, check=True).stdout
    armour = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n"
    new = run(trap.root, "hash-object", "-t", "commit", "-w", "--stdin", data=text.replace(b"\n\n", b"\n" + armour, 1))
    run(trap.root, "update-ref", "refs/heads/main", new)


def included(trap: Trap) -> None:
    """Write a file of configuration for an include."""
    (trap.root / ".git" / "more").write_text(f"[core]\n\tfsmonitor = {trap.script}\n")


def work_tree_config(trap: Trap) -> None:
    """Hide the configuration of one work tree."""
    (trap.root / ".git" / "config.worktree").write_text(f"[core]\n\tfsmonitor = {trap.script}\n")


def missing_object(trap: Trap) -> None:
    """Lose a blob, so that a partial clone fetches it."""
    blob = run(trap.root, "rev-parse", "HEAD:b")
    (trap.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


def embedded(trap: Trap) -> None:
    """Put a bare repository among the documents."""
    inner = trap.root / "documents" / "evil"
    run(trap.root, "init", "-q", "--bare", str(inner))
    run(inner, "config", "core.bare", "false")
    run(inner, "config", "core.worktree", str(trap.root))
    run(inner, "config", "core.fsmonitor", str(trap.script))


VECTORS = (
    Vector("fsmonitor", (("core.fsmonitor", "{run}"),), ("status",)),
    Vector("hooks folder", (("core.hooksPath", ".evil"),), ("commit", "--allow-empty", "-m", "x"), hooks(".evil")),
    Vector("hooks", (), ("commit", "--allow-empty", "-m", "x"), hooks(".git/hooks"), reported=False),
    Vector("clean filter", (("filter.evil.clean", "{run}"),), ("add", "b"), attributes),
    Vector("smudge filter", (("filter.evil.smudge", "{run}"),), ("checkout", "-f"), attributes),
    Vector("process filter", (("filter.evil.process", "{run}"),), ("add", "b"), attributes),
    Vector("textconv", (("diff.evil.textconv", "{run}"),), ("diff",), attributes),
    Vector("diff command", (("diff.evil.command", "{run}"),), ("diff",), attributes),
    Vector("external diff", (("diff.external", "{run}"),), ("diff",), attributes),
    Vector("merge driver", (("merge.evil.driver", "{run}"),), (), attributes),
    Vector("pager", (("core.pager", "{run}"), ("pager.log", "{run}"), ("pager.config", "{run}"))),
    Vector("editor", (("core.editor", "{run}"), ("sequence.editor", "{run}")), ("commit", "--allow-empty")),
    Vector(
        "gpg",
        (("gpg.program", "{run}"), ("commit.gpgSign", "true"), ("user.signingKey", "x"), ("log.showSignature", "1")),
        ("log",),
        signed,
    ),
    Vector(
        "ssh signature",
        (
            ("gpg.format", "ssh"),
            ("gpg.ssh.program", "{run}"),
            ("commit.gpgSign", "true"),
            ("user.signingKey", "key::ssh-ed25519 AAAA"),
        ),
        ("commit", "--allow-empty", "-m", "x"),
    ),
    Vector(
        "ssh default key",
        (("gpg.ssh.defaultKeyCommand", "{run}"), ("gpg.format", "ssh"), ("commit.gpgSign", "true")),
        ("commit", "--allow-empty", "-m", "x"),
    ),
    Vector(
        "ssh command", (("core.sshCommand", "{run}"), ("remote.origin.url", "ssh://localhost/x")), ("fetch", "origin")
    ),
    Vector("git proxy", (("core.gitProxy", "{run}"), ("remote.origin.url", "git://localhost/x")), ("fetch", "origin")),
    Vector("askpass and credentials", (("core.askPass", "{run}"), ("credential.helper", "{run}"))),
    Vector("alias", (("alias.st", "!{run}"), ("alias.rev-list", "!{run}"), ("alias.ls-tree", "!{run}")), ("st",)),
    Vector("include", (("include.path", "more"),), ("status",), included),
    Vector("conditional include", (("includeIf.gitdir:/.path", "more"),), ("status",), included),
    Vector("work tree configuration", (("extensions.worktreeConfig", "true"),), ("status",), work_tree_config),
    Vector(
        "transport helper", (("protocol.ext.allow", "always"), ("remote.origin.url", "ext::{run}")), ("fetch", "origin")
    ),
    Vector("helper address alone", (("remote.origin.url", "ext::{run}"),)),
    Vector("rewritten address", (("url.ext::{run}.insteadOf", "https://"), ("remote.origin.url", "https://x/y"))),
    Vector("upload-pack", (("remote.origin.url", "."), ("remote.origin.uploadpack", "{run}")), ("fetch", "origin")),
    Vector(
        "partial clone",
        (
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", "/"),
            ("remote.origin.uploadpack", "{run}"),
        ),
        ("cat-file", "-p", "HEAD:b"),
        missing_object,
    ),
    Vector("submodule update", (("submodule.x.update", "!{run}"),)),
    Vector("trailer command", (("trailer.x.command", "{run}"), ("trailer.x.cmd", "{run}")), ("interpret-trailers",)),
    Vector("alternates command", (("core.alternateRefsCommand", "{run}"),)),
    Vector("collector hook", (("gc.recentObjectsHook", "{run}"),)),
    Vector(
        "tools",
        (
            ("difftool.x.cmd", "{run}"),
            ("mergetool.x.cmd", "{run}"),
            ("browser.x.cmd", "{run}"),
            ("man.x.cmd", "{run}"),
            ("interactive.diffFilter", "{run}"),
            ("sendemail.smtpServer", "{run}"),
        ),
    ),
    Vector("attributes file", (("core.attributesFile", ".evil"), ("filter.evil.clean", "{run}")), (), attributes),
    Vector("other work tree", (("core.worktree", "/"),)),
    Vector("embedded bare repository", (), (), embedded, reported=False),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a person with a home of their own and no inherited git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / ".gitconfig").write_text("[user]\n\tname = A\n\temail = a@example.org\n[protocol]\n\tallow = always\n")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    """Make an honest repository and a script that leaves a canary."""
    root = tmp_path / "clone"
    run(tmp_path, "init", "-q", "-b", "main", str(root))
    (root / "a").write_text("1\n")
    (root / "b").write_text("1\n")
    run(root, "add", ".")
    run(root, "commit", "-q", "-m", "First")
    script, canary = tmp_path / "evil.sh", tmp_path / "canary"
    executable(script, canary)
    return Trap(root, canary, script)


def spring(vector: Vector, trap: Trap) -> None:
    """Prepare the trap."""
    vector.prepare(trap)
    for key, value in vector.keys:
        words = ("config", key.format(run=trap.script), value.format(run=trap.script))
        run(trap.root, *words)
    trap.canary.unlink(missing_ok=True)


def refusals(steps: Iterable[Callable[[], object]], trap: Trap) -> int:
    """Take every step, count those that a damaged repository refuses, and look for the canary after each."""
    refused = 0
    for step in steps:
        try:
            step()
        except RepositoryError:
            refused += 1
        assert not trap.canary.exists(), step
    return refused


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_nothing_of_a_hostile_repository_is_executed(vector: Vector, trap: Trap) -> None:
    spring(vector, trap)
    (trap.root / "documents" / "evil").mkdir(parents=True, exist_ok=True)
    git = Git.open(trap.root / "documents" / "evil")
    assert git.root == trap.root
    read = (
        *(git.head, git.branch, git.tree, git.index, git.refs, git.identity, git.trouble, lambda: git.unfinished),
        *(lambda: git.resolve("HEAD~1"), lambda: list(git.history()), lambda: list(git.history("documents"))),
        lambda: list(git.blobs(entry.id for entry in git.tree().values())),
    )
    written = (
        lambda: commit(git, {"documents/x": b"1\n", "a": b"2\n"}, message="Second"),
        lambda: commit(git, {"documents/x": None}, message="Third"),
        lambda: recover(git),
    )
    damaged = vector.prepare is missing_object
    assert (refusals((*read, *written, *read), trap) > 0) == damaged
    assert damaged or len(list(git.history())) == 3


@pytest.mark.parametrize("vector", [item for item in VECTORS if item.reported], ids=lambda vector: vector.name)
def test_a_hostile_configuration_is_reported(vector: Vector, trap: Trap) -> None:
    spring(vector, trap)
    kinds = {item.kind for item in Git.open(trap.root).trouble()}
    assert kinds == {"config"}


@pytest.mark.parametrize("vector", [item for item in VECTORS if item.control], ids=lambda vector: vector.name)
def test_the_trap_works_on_plain_git(vector: Vector, trap: Trap) -> None:
    spring(vector, trap)
    run(trap.root, *vector.control, check=False)
    assert trap.canary.exists()


def test_an_embedded_bare_repository_is_a_trap_for_plain_git(trap: Trap) -> None:
    embedded(trap)
    run(trap.root / "documents" / "evil", "status", check=False)
    assert trap.canary.exists()


@pytest.mark.parametrize("name", ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR", "GIT_SSH_COMMAND", "GIT_ASKPASS"])
def test_inherited_commands_are_not_executed(name: str, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, str(trap.script))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(trap.script))
    git = Git.open(trap.root)
    assert list(git.index()) == ["a", "b"]
    commit(git, {"a": b"2\n"}, message="Second")
    assert len(list(git.history())) == 2
    assert not trap.canary.exists()


def test_a_repository_that_points_elsewhere_is_still_written_in_place(trap: Trap, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    run(trap.root, "config", "core.worktree", str(tmp_path / "elsewhere"))
    git = Git.open(trap.root)
    commit(git, {"a": b"2\n"}, message="Second")
    assert (trap.root / "a").read_bytes() == b"2\n"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_option_in_place_of_a_revision_is_no_option(trap: Trap) -> None:
    git = Git.open(trap.root)
    assert git.resolve(f"--output={trap.canary}") is None
    with pytest.raises(RepositoryError):
        git.tree(f"--output={trap.canary}")
    assert not trap.canary.exists()


def test_a_name_or_message_cannot_add_lines_to_a_commit(trap: Trap) -> None:
    from qms.adapters.git.door import Person

    git = Git.open(trap.root)
    person = Person("A\ncommitter Evil <e@e> 1 +0000", "a>\n<b\0")
    commit(git, {"a": b"2\n"}, message="x\0y\n\ngpgsig z", author=person)
    text = run(trap.root, "cat-file", "commit", "HEAD")
    assert [line.partition(" ")[0] for line in text.partition("\n\n")[0].splitlines()] == [
        *("tree", "parent", "author", "committer"),
    ]
