"""Hooks: in a clone they refuse what people forget, on a server what bends the record."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pytest

from qms.adapters.git.hooks import REFUSALS
from qms.adapters.languages import TRANSLATED, catalog
from qms.ledger.lines import compose
from tests.cli.desk import git, variables

from .conftest import Desk

LEDGER = "ledger/СМС-ДП-2.15-2024.jsonl"


def run(root: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, env=variables(home), capture_output=True, check=False, encoding="utf-8")


@pytest.fixture
def hooked(desk: Desk) -> Desk:
    desk("hooks", "install", "--yes", code=0)
    return desk


def test_a_commit_that_raises_a_revision_says_why(hooked: Desk) -> None:
    path = hooked.path("СМС-ДП-2.10-2024")
    path.write_text(path.read_text("utf-8").replace("revision: 1", "revision: 2"), "utf-8")
    hooked.git("add", "-A")

    done = run(hooked.root, hooked.home, "commit", "-m", "Change")
    assert done.returncode == 1
    assert "Qms-Change" in done.stderr
    assert run(hooked.root, hooked.home, "commit", "-m", "Change\n\n# Qms-Change: x").returncode == 1
    assert run(hooked.root, hooked.home, "commit", "-m", "Change\n\nQms-Change: Мөөнөт").returncode == 0


def test_a_commit_with_errors_is_refused(hooked: Desk) -> None:
    path = hooked.path("СМС-ДП-2.10-2024")
    path.write_text(path.read_text("utf-8").replace("type: ДП", "type: ЖОК"), "utf-8")
    done = run(hooked.root, hooked.home, "commit", "-am", "Change")
    assert done.returncode == 1
    assert run(hooked.root, hooked.home, "commit", "-q", "-am", "Change", "--no-verify").returncode == 0


def test_an_honest_commit_goes_through(hooked: Desk) -> None:
    hooked.edit("СМС-ДП-2.10-2024")
    assert run(hooked.root, hooked.home, "commit", "-qam", "Change").returncode == 0
    hooked("approve", "2.10", "--by", "rector", "--decision", "№ 9", code=0)


def test_hooks_are_installed_twice_without_harm_and_never_over_strange_ones(hooked: Desk) -> None:
    hooked("hooks", "install", "--yes", code=0)
    assert (hooked.root / ".git/info/attributes").read_text().count("qms-ledger") == 1
    strange = hooked.root / ".git" / "hooks" / "pre-commit"
    strange.write_text("#!/bin/sh\nexit 0\n")
    assert "pre-commit" in hooked("hooks", "install", "--yes", code=2).err
    assert strange.read_text() == "#!/bin/sh\nexit 0\n"


def test_a_link_in_the_place_of_a_hook_is_somebodys_own(desk: Desk) -> None:
    hook = desk.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(desk.root / "nowhere")
    assert "pre-commit" in desk("hooks", "install", "--yes", code=2).err
    assert hook.is_symlink()


def test_hooks_that_git_would_never_run_are_not_installed(desk: Desk) -> None:
    desk.git("config", "core.hooksPath", "elsewhere")
    assert 'git looks for hooks in "elsewhere"' in desk("hooks", "install", "--yes", code=2).err
    assert not (desk.root / ".git" / "hooks" / "pre-commit").exists()
    desk.git("config", "core.hooksPath", str(desk.root / ".git" / "hooks"))
    desk("hooks", "install", "--yes", code=0)


def test_a_hook_runs_no_file_of_the_repository(hooked: Desk) -> None:
    for name in ("qms.py", "json.py", "typing.py", "runpy.py"):
        (hooked.root / name).write_text("open('executed', 'w').close()\n")
    hooked.git("add", "-A")
    assert run(hooked.root, hooked.home, "commit", "-qm", "Change").returncode == 0
    assert not (hooked.root / "executed").exists()


def test_without_an_answer_and_in_a_dry_run_nothing_is_installed(desk: Desk) -> None:
    desk("hooks", "install", "--dry-run", code=0)
    assert desk.start("hooks", "install").code == 2
    assert not (desk.root / ".git" / "hooks" / "pre-commit").exists()
    assert desk("hooks", "install", "--server", str(desk.root / "documents"), "--yes", code=2).err


@dataclass(frozen=True, slots=True)
class Push:
    """A clone of a server with the hook, and what somebody does before a push."""

    desk: Desk
    hub: Path

    def git(self, *words: str) -> str:
        return self.desk.git(*words)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Change")

    def act(self, **values: str) -> None:
        path = self.desk.root / LEDGER
        full = self.desk.ledger()[0] | {"act": "review", "basis": "№ 9"} | values
        own = {name: value for name, value in full.items() if name not in {"prev", "v"}}
        path.write_bytes(path.read_bytes() + compose(own, path.read_bytes()))

    def push(self, *what: str) -> subprocess.CompletedProcess[str]:
        return run(self.desk.root, self.desk.home, "push", "-q", *(what or ("origin", "main")))


@pytest.fixture
def push(desk: Desk, tmp_path: Path) -> Push:
    hub, root = tmp_path / "hub.git", tmp_path / "clone"
    (desk.root / "organisation" / "trust.json").write_text("{}\n")
    desk.git("add", "-A")
    desk.git("commit", "-qm", "Trust")
    desk.git("tag", "first")
    git(tmp_path, desk.home, "clone", "-q", "--bare", str(desk.root), str(hub))
    desk("hooks", "install", "--server", str(hub), "--yes", code=0)
    git(tmp_path, desk.home, "clone", "-q", str(hub), str(root))
    return Push(replace(desk, root=root), hub)


def lines(p: Push, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path = p.desk.root / LEDGER
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    p.commit()


def merged(p: Push, tree: str = "HEAD^{tree}") -> None:
    """Merge a branch with an act into one without, and keep the tree of the latter."""
    old = p.git("rev-parse", "HEAD")
    p.git("checkout", "-q", "-b", "side")
    p.act()
    p.commit()
    p.git("push", "-q", "origin", "side:main")
    new = p.git("commit-tree", p.git("rev-parse", f"{old}^{{tree}}"), "-p", old, "-p", "side", "-m", "Merge")
    p.git("checkout", "-q", "main")
    p.git("reset", "-q", "--hard", new)


def replaced_by_a_merge(p: Push) -> None:
    """Merge a history of its own, whose ledger has more lines, and take everything from there."""
    ours = p.git("rev-parse", "HEAD")
    p.git("checkout", "-q", "--orphan", "other")
    lines(p, lambda found: [line.replace(b"rector", b"x") for line in [*found, *found]])
    tree = p.git("rev-parse", "HEAD^{tree}")
    p.git("checkout", "-q", "main")
    p.git("reset", "-q", "--hard", p.git("commit-tree", tree, "-p", ours, "-p", "other", "-m", "Merge"))


def rewritten(p: Push, *first: str) -> None:
    """Rewrite a ledger, and bring the commit to the server under another name first, if it takes it."""
    lines(p, lambda found: found[:-1])
    p.git("tag", "sneaky")
    assert not first or p.push(*first).returncode


def trust(p: Push, text: str | None) -> None:
    path = p.desk.root / "organisation" / "trust.json"
    path.unlink() if text is None else path.write_text(text)


def no(_push: Push) -> None:
    """Nothing before the push."""


HOSTILE: dict[str, tuple[Callable[[Push], object], tuple[str, ...]]] = {
    "history cut off": (lambda p: p.git("reset", "-q", "--hard", "HEAD~1"), ("-f", "origin", "main")),
    "history amended": (lambda p: p.git("commit", "-q", "--amend", "-m", "Other"), ("-f", "origin", "main")),
    "branch deleted": (no, ("origin", ":main")),
    "tag moved": (lambda p: p.git("tag", "-f", "first", "HEAD~1"), ("-f", "origin", "first")),
    "tag deleted": (no, ("origin", ":refs/tags/first")),
    "object replaced": (lambda p: p.git("replace", "HEAD", "HEAD~1"), ("origin", "refs/replace/*:refs/replace/*")),
    "other ref": (no, ("origin", "HEAD:refs/notes/x")),
    "line deleted": (lambda p: lines(p, lambda found: found[:-1]), ()),
    "line changed": (lambda p: lines(p, lambda found: [found[0].replace(b"rector", b"x"), *found[1:]]), ()),
    "line put in the middle": (lambda p: lines(p, lambda found: [found[0], *found]), ()),
    "ledger deleted": (lambda p: (p.git("rm", "-q", LEDGER), p.commit()), ()),
    "ledger renamed": (lambda p: (p.git("mv", LEDGER, "ledger/x.jsonl"), p.commit()), ()),
    "act lost in a merge": (merged, ()),
    "ledger of another history merged": (replaced_by_a_merge, ()),
    "rewritten under a tag": (rewritten, ("origin", "sneaky")),
    "rewritten after a tag": (lambda p: rewritten(p, "origin", "sneaky"), ()),
    "trust file deleted": (lambda p: (trust(p, None), p.commit()), ()),
    "trust file and ledger at once": (lambda p: (trust(p, "{ }\n"), p.act(), p.commit()), ()),
    "rewritten on a side branch": (lambda p: lines(p, lambda found: found[:-1]), ("origin", "HEAD:side")),
    "rewritten and mended again": (
        lambda p: (lines(p, lambda found: found[:-1]), p.git("revert", "--no-edit", "HEAD")),
        (),
    ),
}
HONEST: dict[str, tuple[Callable[[Push], object], tuple[str, ...]]] = {
    "act": (lambda p: (p.act(), p.commit()), ()),
    "document": (lambda p: (p.desk.edit("СМС-ДП-2.10-2024"), p.commit()), ()),
    "new tag": (lambda p: p.git("tag", "second"), ("origin", "second")),
    "new branch": (lambda p: (p.act(), p.commit()), ("origin", "HEAD:side")),
    "trust file alone": (lambda p: (trust(p, "{ }\n"), p.commit()), ()),
    "merge": (
        lambda p: (
            p.git("checkout", "-q", "-b", "side"),
            p.act(),
            p.commit(),
            p.git("checkout", "-q", "main"),
            p.desk.edit("СМС-ДП-2.10-2024"),
            p.commit(),
            p.git("merge", "-q", "--no-ff", "-m", "Merge", "side"),
        ),
        (),
    ),
    "new ledger": (lambda p: ((p.desk.root / "ledger" / "А б.jsonl").write_text("{}\n"), p.commit()), ()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_server_refuses(name: str, push: Push) -> None:
    before = git(push.hub, push.desk.home, "for-each-ref")
    prepare, what = HOSTILE[name]
    prepare(push)
    if name == "act lost in a merge":
        before = git(push.hub, push.desk.home, "for-each-ref")
    done = push.push(*what)
    assert done.returncode != 0
    assert "qms: " in done.stderr
    assert git(push.hub, push.desk.home, "for-each-ref") == before


def test_a_commit_that_other_names_have_brought_is_looked_at_again(push: Push) -> None:
    rewritten(push)
    git(push.hub, push.desk.home, "fetch", "-q", str(push.desk.root), "sneaky:refs/pull/1/head")  # a forge does this
    done = push.push()
    assert done.returncode != 0
    assert "a ledger was rewritten" in done.stderr


@pytest.mark.parametrize(
    ("language", "told"), [("ky", "аракеттер журналы кайра жазылган"), ("ru", "журнал действий переписан")]
)
def test_the_server_refuses_in_the_language_in_which_the_hook_was_installed(
    push: Push, language: str, told: str
) -> None:
    push.desk("hooks", "install", "--server", str(push.hub), "--yes", "--lang", language, code=0)
    rewritten(push)
    done = push.push()
    assert done.returncode != 0
    assert f"qms: {told}: " in done.stderr


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_every_refusal_of_the_server_has_words_that_the_shell_takes_as_they_are(language: str) -> None:
    script = (files("qms") / "forms" / "hooks" / "pre-receive").read_text("utf-8")
    for name, told in REFUSALS.items():
        assert f'refuse "@{name}@: ' in script
        assert not set('"$`\\') & set(catalog(language).text(told))
    assert set(re.findall(r"@([A-Z_]+)@", script)) == {*REFUSALS, "PREFIX", "BRANCH"}


def test_the_terminal_of_who_pushes_obeys_no_name(push: Push) -> None:
    path = push.desk.root / "ledger" / "Ёң \x1b]0;x\x07\x9b2J\u202e\u2066\ufeffx.jsonl"
    path.write_text("{}\n")
    push.commit()
    assert push.push().returncode == 0
    path.write_text("[]\n")
    push.commit()
    done = push.push()
    assert done.returncode != 0
    assert "ledger/Ёң ?]0;x??2J???x.jsonl" in done.stderr


@pytest.mark.parametrize("name", HONEST)
def test_the_server_takes(name: str, push: Push) -> None:
    prepare, what = HONEST[name]
    prepare(push)
    done = push.push(*what)
    assert done.returncode == 0, done.stderr
