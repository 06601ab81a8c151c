"""Commands about one document, which read only what they need, answer what they answer where they read everything:
the same words, the same refusals, the same acts, in sound repositories and in damaged ones.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from qms.actions.documents import glance
from qms.adapters.files import on_demand
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import stamps

from ..cli.desk import AUDIT, Answer, Desk, git
from .people import AGREER, AUTHOR, CARD, CHECKER, DRAFT, RECTOR, REGISTRAR
from .test_machine import WORDS

ENDED = "СМС-ЖИ-АББСД-01-2024"
LIBRARY = "СМС-ДП-2.9-2024"
ID = re.compile(r"\b[0-9a-f]{7,64}\b")
VARYING = frozenset({"at", "prev", "pdf", "mark", "seal", "pdfseal", "amends"})
QUESTIONS = (
    *[("show", code) for code in (AUDIT, DRAFT, "2.9", "нет", "2.1", "1")],
    *[("show", code, "--format", "json") for code in (AUDIT, ENDED, CARD)],
    *[("history", code, "--format", "json") for code in (AUDIT, DRAFT, ENDED, "7.7", "2.15", CARD)],
    ("show", AUDIT, "--at", "2024-06-11"),
    ("show", DRAFT, "--at", "2030-01-01", "--format", "json"),
    ("diff", AUDIT),
    ("diff", DRAFT, "1"),
    ("blame", AUDIT, "2"),
    ("copies", AUDIT, "--format", "json"),
    ("copies", DRAFT),
    ("issue", AUDIT, "--dry-run"),
    ("issue", DRAFT, "--to", "ОИД", "--dry-run"),
    ("withdraw", AUDIT, "--basis", "№ 8", "--replaced-by", "2.9", "--yes"),
    ("supersede", "2.9", DRAFT, "--basis", "№ 8", "--yes"),
    ("effect", AUDIT, "--order", "№ 1"),
    ("acknowledge", AUDIT, "--copy", "2"),
    ("return", AUDIT, "--copy", "3"),
    ("lost", "2.15", "--copy", "2"),
    ("review", "2.9", "--basis", "№ 3", "--by", "rector"),
    ("approve", "КИ", "--by", "rector", "--decision", "№ 9"),
    ("revise", AUDIT, "--change", "x", "--basis", "№ 4"),
    ("renumber", DRAFT, "СМС-ДП-2.77-2024"),
    *[(name, *shown) for name in ("list", "status", "inbox") for shown in ((), ("--format", "json"))],
)
find = Workspace.find
WHO = (AUTHOR, CHECKER, AGREER, RECTOR, REGISTRAR)


def text(desk: Desk, code: str, old: str, new: str) -> None:
    path = desk.path(code)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def line(desk: Desk, code: str, change: Callable[[bytes], bytes]) -> None:
    path = desk.root / "ledger" / f"{code}.jsonl"
    path.write_bytes(change(path.read_bytes()))


DAMAGES: dict[str, Callable[[Desk], object]] = {
    "none": lambda _desk: None,
    "a code twice": lambda desk: shutil.copy(desk.path(AUDIT), desk.root / "documents" / "again.md"),
    "another document with the code": lambda desk: text(desk, LIBRARY, LIBRARY, AUDIT),
    "a text that moved": lambda desk: desk.path(AUDIT).rename(desk.root / "documents" / "elsewhere.md"),
    "a text that is gone": lambda desk: desk.path(AUDIT).unlink(),
    "a text that cannot be read": lambda desk: desk.path(AUDIT).write_bytes(b"---\ncode: [\n---\n"),
    "a front matter without a revision": lambda desk: text(desk, DRAFT, "revision: 1\n", ""),
    "an earlier code": lambda desk: text(desk, DRAFT, "type:", "aliases: [СМС-ДП-2.1-2024]\ntype:"),
    "the code of another as an earlier one": lambda desk: text(desk, DRAFT, "type:", f"aliases: [{ENDED}]\ntype:"),
    "a reference": lambda desk: text(desk, DRAFT, "type:", f"references: [{AUDIT}]\ntype:"),
    "a translation": lambda desk: desk.path(AUDIT).with_suffix(".ru.md").write_bytes(desk.path(AUDIT).read_bytes()),
    "an edit": lambda desk: desk.edit(AUDIT),
    "edits": lambda desk: [desk.edit(code) for code in (AUDIT, DRAFT, LIBRARY)],
    "another type": lambda desk: text(desk, DRAFT, "type: ДП", "type: ЖИ"),
    "a ledger that is cut off": lambda desk: line(desk, AUDIT, lambda data: data[:-10]),
    "a ledger that was changed": lambda desk: line(desk, AUDIT, lambda data: data.replace("№ 5".encode(), b"No. 5")),
    "a ledger under another name": lambda desk: (desk.root / "ledger" / f"{AUDIT}.jsonl").rename(
        desk.root / "ledger" / "x.jsonl"
    ),
    "a ledger that is gone": lambda desk: (desk.root / "ledger" / f"{AUDIT}.jsonl").unlink(),
    "another setting": lambda desk: (desk.root / "qms.yaml").write_text(
        (desk.root / "qms.yaml").read_text("utf-8").replace("steps: paper", "steps: recorded"), "utf-8"
    ),
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is known of ever so few files, as soon as their times have passed."""
    monkeypatch.setattr(stamps, "SETTLED", 0)
    monkeypatch.setattr(on_demand, "MANY", 1)
    monkeypatch.setattr(glance, "MANY", 1)


def forgetting(start: Path, *, remembering: bool = False) -> Workspace:
    """Find a repository as if nothing was known of earlier."""
    return find(start)


def plain(answer: Answer, root: Path) -> tuple[int, str, str]:
    """Return the answer without what varies, and without the damaged files: a whole reading names those of others."""
    out, err = (ID.sub("#", part.replace(str(root), "/")) for part in (answer.out, answer.err))
    told = ("is damaged (line", "Damaged files besides", '"qms check" says what is wrong, and what')
    return answer.code, out, "".join(line for line in err.splitlines(True) if not any(word in line for word in told))


def content(path: Path) -> object:
    """Return what must be the same in both repositories: acts without moments and hashes."""
    data = path.read_bytes()
    if path.suffix != ".jsonl":
        return data
    try:
        acts = [json.loads(row) for row in data.splitlines()]
    except ValueError:
        return data
    return [{name: value for name, value in act.items() if name not in VARYING} for act in acts]


def files(desk: Desk, root: Path) -> dict[str, object]:
    listed = git(root, desk.home, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    found = {name: content(root / name) for name in listed if (root / name).is_file()}
    return {**found, "": git(root, desk.home, "log", "-3", "--format=%an %ae %B")}


def same_answers(desk: Desk, tmp_path: Path, damage: str, chance: random.Random, many: int) -> None:
    """Do the same in two repositories, one of which knows nothing of earlier, and compare answers and files."""
    early = chance.random() < 0.5
    for step in ([DAMAGES[damage]], [])[not early]:
        step(desk)
    if early and chance.random() < 0.5:
        desk.git("add", "-A")
        desk.git("commit", "-q", "--allow-empty", "-m", "Damage")
    desk("check"), desk("show", DRAFT), desk("issue", "2.9", "--dry-run")
    for step in ([DAMAGES[damage]], [])[early]:
        step(desk)
    other = Path(shutil.copytree(desk.root, tmp_path / "other", symlinks=True))
    for _ in range(many):
        who, *words = chance.choice([*WORDS, *((chance.choice(WHO), *question) for question in QUESTIONS)])
        for root in (desk.root, other):
            git(root, desk.home, "config", "user.email", who)
        found = plain(desk(*words), desk.root)
        with chdir(other), pytest.MonkeyPatch.context() as patch:
            patch.setattr(Workspace, "find", forgetting)
            whole = plain(desk(*words), other)
        assert found == whole, words
        assert files(desk, desk.root) == files(desk, other), words


@pytest.mark.parametrize("damage", [*DAMAGES][::3])
def test_the_answers_are_those_of_a_whole_reading(damage: str, desk: Desk, tmp_path: Path) -> None:
    same_answers(desk, tmp_path, damage, random.Random(damage), 3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("damage", DAMAGES)
def test_the_answers_are_those_of_a_whole_reading_for_long(damage: str, seed: int, desk: Desk, tmp_path: Path) -> None:
    same_answers(desk, tmp_path, damage, random.Random(f"{damage}{seed}"), 25)
