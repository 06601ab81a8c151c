"""Every command in hostile repositories: nothing of them is executed, whatever the command does or refuses.

The suite runs every command where all traps are laid at once, and each trap with a few commands; the soak run takes
every trap with every command, and `demo`, which makes a repository of its own, where all are laid.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from qms.cli.commands import NAMES
from tests.adapters.test_hostile_repositories import VECTORS, Trap, Vector, executable, spring

from .desk import AUDIT, Desk, as_person, git

WORDS: dict[str, tuple[str, ...]] = {
    "acknowledge": (AUDIT, "--copy", "2"),
    "agree": ("2.10", "--by", "management-representative"),
    "amend": (AUDIT, "approve", "--reason", "№ 9", "--basis", "№ 10"),
    "anchor": ("export",),
    "approve": ("2.10", "--by", "rector", "--decision", "№ 9"),
    "archive": ("ЖИ", "--place", "01-07"),
    "blame": (AUDIT, "1"),
    "calendar": ("2026",),
    "check-off": ("2.10", "--by", "quality-director"),
    "code": ("list",),
    "commit": ("--yes",),
    "competence": ("rector",),
    "demo": ("out/demo",),
    "destroy": (AUDIT, "--copy", "2"),
    "effect": ("2.10", "--order", "№ 9"),
    "entry": ("list", "actions"),
    "explain": ("FM006",),
    "external": ("register", "СМС-ТД-0001-2024", "--basis", "№ 12", "--by", "registrar"),
    "form": ("master-list",),
    "hooks": ("install", "--yes"),
    "init": ("out/new",),
    "issue": ("2.9", "--to", "КБ"),
    "keys": ("list",),
    "lost": (AUDIT, "--copy", "2"),
    "new": ("ДП", "Жаңы"),
    "register": ("list",),
    "reject": ("2.10", "--by", "rector", "--reason", "x"),
    "report": ("objectives", "2026"),
    "render": ("2.9", "--draft"),
    "return": (AUDIT, "--copy", "2"),
    "review": ("2.9", "--basis", "№ 9"),
    "revise": ("2.9", "--change", "x"),
    "schema": ("--write",),
    "seal": ("--new", "--yes"),
    "show": (AUDIT,),
    "submit": ("2.10",),
    "sign": ("out/x.pdf", "--key", "x"),
    "supersede": ("2.9", "2.10", "--basis", "№ 9", "--yes"),
    "trail": ("verify",),
    "trust": ("show",),
    "undo": ("--yes",),
    "verify": (AUDIT,),
    "withdraw": ("2.9", "--basis", "№ 9", "--yes"),
}
PLAIN = frozenset({"check", "copies", "coverage", "fix", "inbox", "list", "recall", "resolve", "status", "sync"})
"""The commands that need no words; one that is not in either list is called with the code of a document."""
FEW = ("check", "review")
LONG = "demo"
"""It makes a repository of its own, with a year of history, and takes a minute: once is enough."""
REFUSED = frozenset({"other work tree", "partial clone"})
"""They make git refuse nearly everything, and so hide what the other traps would do."""


def arguments(name: str) -> tuple[str, ...]:
    return (name, *WORDS.get(name, () if name in PLAIN else (AUDIT,)))


def ready(root: Path, home: Path) -> Trap:
    """Prepare the small repository for traps that leave a canary beside it."""
    for name in ("a", "b"):
        (root / name).write_text("1\n")
    git(root, home, "add", "-A")
    git(root, home, "commit", "-qm", "More")
    (root / ".git" / "info").mkdir(exist_ok=True)
    script, canary = root.parent / "evil.sh", root.parent / "canary"
    executable(script, canary)
    return Trap(root, canary, script)


@pytest.fixture
def trap(desk: Desk) -> Trap:
    return ready(desk.root, desk.home)


@pytest.fixture(scope="module")
def all_laid(prepared: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Trap:
    """All traps at once, made once for all commands, and a copy of the repository beside it."""
    root = tmp_path_factory.mktemp("traps") / "docs"
    shutil.copytree(prepared, root, symlinks=True)
    with as_person(home, root):
        trap = ready(root, home)
        lay([vector for vector in VECTORS if vector.name not in REFUSED], trap)
    shutil.copytree(root, root.with_name("kept"), symlinks=True)
    return trap


@pytest.fixture
def trapped(all_laid: Trap, home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """The repository of all traps as it was laid, in the place that the traps name."""
    shutil.rmtree(all_laid.root)
    shutil.copytree(all_laid.root.with_name("kept"), all_laid.root, symlinks=True)
    all_laid.canary.unlink(missing_ok=True)
    with as_person(home, all_laid.root):
        yield Desk(all_laid.root, home, capsys)


def lay(vectors: Iterable[Vector], trap: Trap) -> None:
    for vector in sorted(vectors, key=lambda item: item.name.startswith("hooks")):  # a hook stops what comes after it
        spring(vector, trap)


def obeys(desk: Desk, trap: Trap, name: str) -> None:
    """Run a command; whatever it says, the canary is not there and nothing went wrong in qms itself."""
    told = desk(*arguments(name))
    assert not trap.canary.exists(), name
    assert told.code in {0, 1, 2}, told


@pytest.mark.parametrize("name", [name for name in NAMES if name != LONG])
def test_no_command_executes_anything_where_all_traps_are_laid(name: str, trapped: Desk, all_laid: Trap) -> None:
    obeys(trapped, all_laid, name)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_no_trap_springs_at_a_few_commands(vector: Vector, desk: Desk, trap: Trap) -> None:
    lay([vector], trap)
    for name in FEW:
        obeys(desk, trap, name)


@pytest.mark.parametrize("vector", [item for item in VECTORS if "filter" in item.name], ids=lambda item: item.name)
def test_no_filter_is_asked_where_the_index_is_no_younger_than_its_files(
    vector: Vector, desk: Desk, trap: Trap
) -> None:
    lay([vector], trap)
    os.utime(desk.root / ".git" / "index", (1, 1))

    obeys(desk, trap, "review")


@pytest.mark.soak
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_no_trap_springs_at_any_command(vector: Vector, desk: Desk, trap: Trap) -> None:
    lay([vector], trap)
    for name in NAMES:
        if name != LONG:
            obeys(desk, trap, name)


@pytest.mark.soak
def test_the_demonstration_executes_nothing_where_all_traps_are_laid(trapped: Desk, all_laid: Trap) -> None:
    obeys(trapped, all_laid, LONG)


def test_the_traps_work_on_plain_git(desk: Desk, trap: Trap) -> None:
    lay([vector for vector in VECTORS if vector.name == "fsmonitor"], trap)
    desk.git("status")
    assert trap.canary.exists()
