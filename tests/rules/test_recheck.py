"""A check that rests on the one before says what a whole check says, whatever was changed in between."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from qms.actions.checking.around import Around
from qms.actions.checking.check import check
from qms.actions.checking.kept import Seen
from qms.actions.checking.recheck import recheck
from qms.actions.checking.report import Report
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import stamps
from qms.adapters.past.whole import past
from qms.ledger.lines import compose
from qms.model.field import Scalar
from qms.model.location import Location
from qms.rules.context import Context
from qms.rules.documentation import documentation
from qms.rules.rule import View, all_rules

from .conftest import Start

DAY = date(2024, 9, 1)
TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
LINES = (
    "Жаңы сүйлөм.",
    "CMC-ДП-2.2-2024 боюнча, СМС-ДП-2.2-2024 жана СМС-ДП-9.9-2024 да бар.",
    "«Ички аудит жөнүндө жобо» жана «Кадрларды тандоо тартиби» боюнча.",
    "СМС-ДП-2.2-2024, 7-редакция; СМС-ДП-2.1-2024 (1-редакция).",
    "«2019-2023-жылдарга өнүктүрүү концепциясы» аткарылат.",
    "МББСтин талаптары; КБ, ОИД жана ЮБ жооптуу.",
    "# 1. Кыскартуулар\n\n- ОМК – окуу комплекси;\n- ОМК – окуу кеңеши.",
    "## 3.4. Бөлүм\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "# Өзгөрүүлөрдү каттоо барагы\n\n| № | Дата |\n|---|---|\n| 1 | 01.02.2020 |",
    "Cапат жана cапат, 31.02.2024, <<<<<<< HEAD",
    "\u200b ",
    "",
    "---",
    "```",
    "\x07",
)
EXAMPLES = [
    (rule, text) for rule in all_rules() for text in (*documentation(rule).flagged, *documentation(rule).accepted)
]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be trusted as soon as its time has passed: the tests do not wait two seconds for each step."""
    monkeypatch.setattr(stamps, "SETTLED", 0)


def told(report: Report) -> list[str]:
    return [repr(report._replace(findings=())), *map(repr, report.findings)]


def same(root: Path, day: date = DAY) -> Report:
    """Check with what is remembered and without, and compare."""
    whole = check(Workspace.find(root), day)
    found = check(Workspace.find(root, remembering=True), day)
    assert told(found) == told(whole)
    return whole


def anew(root: Path) -> None:
    """Check as if for the first time."""
    shutil.rmtree(root / ".git" / "qms")
    same(root)


def rests(root: Path, day: date = DAY) -> bool:
    """Tell whether the next check rests on the one before."""
    return recheck(Workspace.find(root, remembering=True), day) is not None


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def texts(root: Path) -> list[Path]:
    return sorted(path for path in (root / "documents").rglob("*.md") if path.is_file() and not path.is_symlink())


def add(path: Path, line: str) -> None:
    path.write_bytes(path.read_bytes() + f"\n{line}\n".encode())


def ledgers(root: Path) -> list[Path]:
    return sorted(path for path in (root / "ledger").glob("*.jsonl") if path.is_file() and not path.is_symlink())


def record(path: Path, deed: str, **values: str | int) -> None:
    """Append an act to a ledger; what it does not say is taken from the document on disk."""
    code = path.stem
    text = next(path.parent.parent.glob(f"documents/*/{code}.*"), None)
    data = text.read_bytes() if text else b""
    usual = {"at": "2024-06-20T09:00:00Z", "by": "rector", "revision": 1, "sha256": hashlib.sha256(data).hexdigest()}
    before = path.read_bytes()
    path.write_bytes(before + compose({"act": deed, "code": code, **usual, **values}, before))


ACTS: tuple[tuple[str, dict[str, str | int]], ...] = (
    ("review", {"on": "2024-06-20", "basis": "№ 3"}),
    ("issue", {"number": 1, "holder": "ОИД", "on": "2024-06-20"}),
    ("issue", {"number": 3, "holder": "no such unit", "on": "2024-06-20"}),
    ("acknowledge", {"number": 1, "on": "2024-06-21"}),
    ("return", {"number": 1, "on": "2024-06-21"}),
    ("approve", {"on": "2024-06-20", "effective": "2024-06-10", "revision": 2, "basis": "№ 9"}),
    ("check", {"revision": 2, "by": "head"}),
    ("agree", {"revision": 2}),
    ("reject", {"revision": 2, "reason": "x"}),
    ("effect", {"on": "2024-07-01"}),
    ("amend", {"amends": "0" * 64, "basis": "№ 1", "reason": "x"}),
    ("provisional", {"mark": "K7QX2M9P", "holder": "ОИД", "on": "2024-06-20"}),
    ("review", {"on": "2024-06-20", "sha256": "0" * 64}),
    ("review", {"on": "2024-02-31"}),
    ("review", {"at": "2030-01-01T09:00:00Z"}),
    ("archive", {"on": "2024-06-20"}),
)
DOUBTFUL: tuple[tuple[str, dict[str, str | int]], ...] = (
    ("approve", {"on": "2024-06-20", "by": "nobody", "revision": 3, "basis": "№ 9"}),
    ("submit", {"revision": 2}),
    ("lost", {"number": 1, "on": "2024-06-21"}),
    ("withdraw", {"on": "2024-06-20", "effective": "2024-07-01"}),
)
"""Acts about which more must be asked: history, who else is told of an end, what could not be read."""


def record_any(path: Path, chance: random.Random) -> None:
    deed, values = chance.choice([*ACTS, *DOUBTFUL])
    record(path, deed, **values)


@pytest.fixture
def root(example: Start) -> Path:
    made = example("approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    same(made)
    return Path(made)


def test_an_edit_and_a_commit_read_only_the_changed_document(root: Path) -> None:
    for line in LINES:
        add(texts(root)[0], line)
        assert rests(root)
        same(root)
        git(root, "commit", "-q", "-a", "-m", "Edit\n\nQms-Change: x")
        assert rests(root)
        same(root)


def test_a_code_that_is_mistyped_counts_no_revision_as_skipped_after_an_edit_too(root: Path) -> None:
    path = texts(root)[0]
    text = path.read_bytes()
    path.write_bytes(text.replace(b"\ncode: ", b"\ncode: X", 1).replace(b"\nrevision: 1\n", b"\nrevision: 5\n", 1))
    assert path.read_bytes().count(b"X") > text.count(b"X")
    assert "HS001" not in {item.rule for item in same(root).findings}
    add(path, LINES[0])
    assert rests(root)
    same(root)


def test_the_spelling_of_others_counts_after_an_edit_too(root: Path) -> None:
    first, second = texts(root)[:2]
    add(first, "ISO 27001:2022, ISO 27001:2022 талаптары.")
    add(second, "ИСО 27001:2022 талаптары.")
    assert "RF009" in {item.rule for item in same(root).findings}
    add(second, "Жаңы сүйлөм.")
    assert rests(root)
    assert "RF009" in {item.rule for item in same(root).findings}
    add(first, "ИСО 27001:2022, ИСО 27001:2022, ИСО 27001:2022.")
    assert not rests(root)
    same(root)


@pytest.mark.parametrize(("deed", "values"), [*ACTS, *DOUBTFUL])
def test_an_act_looks_at_its_document_again(deed: str, values: dict[str, str | int], root: Path) -> None:
    again = (deed, values) in ACTS
    record(ledgers(root)[0], deed, **values)
    assert rests(root) is again
    same(root)
    git(root, "commit", "-q", "-a", "-m", "Record")
    assert rests(root) is again
    same(root)


def test_acts_on_several_documents_with_edits_and_commits_between_them_are_taken_over(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qms.actions.checking.recheck.SOME", 1)
    for deed, values in ACTS[:4]:
        for path in ledgers(root):
            record(path, deed, **values)
        add(texts(root)[1], LINES[1])
        assert rests(root)
        same(root)
        git(root, "commit", "-q", "-a", "-m", "Record")
        assert rests(root)
        same(root)


def revise(path: Path, number: int) -> None:
    path.write_text(re.sub(r"(?m)^revision: .*$", f"revision: {number}", path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("number", [0, 2, 7, 10, 999_999])
def test_another_number_of_the_revision_looks_only_at_its_document_again(number: int, root: Path) -> None:
    add(texts(root)[0], LINES[0])
    revise(texts(root)[0], number)
    assert rests(root)
    same(root)
    git(root, "commit", "-q", "-a", "-m", "Revise\n\nQms-Change: x\nQms-Basis: № 7")
    assert rests(root)
    same(root)
    record(ledgers(root)[0], "approve", on="2024-06-20", effective="2024-06-21", revision=number, basis="№ 9")
    git(root, "commit", "-q", "-a", "-m", "Approve")
    assert rests(root)
    same(root)


def test_a_document_that_others_name_as_a_reference_is_looked_at_alone(root: Path) -> None:
    assert "references: [СМС-ДП-2.2-2024" in texts(root)[0].read_text("utf-8")
    revise(texts(root)[1], 2)
    git(root, "commit", "-q", "-a", "-m", "Revise\n\nQms-Change: x\nQms-Basis: № 7")
    record(ledgers(root)[1], "approve", on="2024-06-20", effective="2024-06-21", revision=2, basis="№ 9")
    assert rests(root)
    same(root)


def test_a_number_that_stands_in_another_field_is_no_number_of_a_revision(root: Path) -> None:
    path = texts(root)[0]
    text = path.read_text("utf-8").replace("revision: 1\n", 'note: "x\nrevision: 1\n y"\nrevision: 1\n')
    path.write_text(text, "utf-8")
    same(root)
    path.write_text(text.replace("revision: 1\n y", "revision: 2\n y"), "utf-8")
    assert not rests(root)
    same(root)


def test_a_number_about_which_another_text_has_asked_makes_a_whole_check(root: Path) -> None:
    add(texts(root)[1], "СМС-ДП-2.1-2024 (1-редакция) боюнча.")
    anew(root)
    revise(texts(root)[0], 2)
    assert not rests(root)
    same(root)


def test_an_act_of_which_others_are_told_makes_a_whole_check(example: Start) -> None:
    root = example("references: []\napproved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024").root
    same(root)
    record(ledgers(root)[1], "review", on="2024-06-20", basis="№ 3")
    assert rests(root)
    add(texts(root)[0], "СМС-ДП-2.2-2024 (1-редакция) боюнча.")
    anew(root)
    record(ledgers(root)[1], "approve", on="2024-06-20", effective="2024-06-21", revision=2, basis="№ 9")
    assert not rests(root)
    same(root)
    record(ledgers(root)[0], "approve", on="2024-06-20", effective="2024-06-21", revision=2, basis="№ 9")
    assert rests(root)
    same(root)


@pytest.mark.parametrize(
    "step",
    [
        lambda path: path.write_bytes(path.read_bytes().replace("№ 5".encode(), "№ 6".encode())),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes() + b"x"),
        lambda path: path.write_bytes(path.read_bytes() + b"\n"),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes() * 2),
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"") or record(path, "approve", on="2024-05-20", basis="№ 6"),
    ],
)
def test_a_ledger_that_does_not_just_go_on_makes_a_whole_check(step: Callable[[Path], object], root: Path) -> None:
    step(ledgers(root)[0])
    assert not rests(root)
    same(root)
    git(root, "commit", "-q", "-a", "-m", "Record")
    same(root)


def test_acts_that_were_committed_and_taken_back_are_missed(root: Path) -> None:
    path = ledgers(root)[0]
    before = path.read_bytes()
    record(path, "review", on="2024-06-20", basis="№ 3")
    git(root, "commit", "-q", "-a", "-m", "Record")
    path.write_bytes(before)
    git(root, "commit", "-q", "-a", "-m", "Take back")
    assert not rests(root)
    assert any(item.rule == "LG004" for item in same(root).findings)


def test_many_edits_and_commits_are_taken_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.actions.checking.recheck.SOME", 1)
    for number in range(4):
        for path in texts(root):
            add(path, f"{number}. {LINES[number]}")
        same(root)
        git(root, "commit", "-q", "-a", "-m", "Edit")
        assert rests(root)
        same(root)


@pytest.mark.parametrize(
    "step",
    [
        lambda root: (root / "qms.yaml").write_text((root / "qms.yaml").read_text("utf-8") + "rules: {LG001: off}\n"),
        lambda root: (root / "documents" / "2" / "x.md").write_text("---\ncode: x\n---\n"),
        lambda root: texts(root)[0].unlink(),
        lambda root: texts(root)[0].rename(root / "documents" / "y.md"),
        lambda root: texts(root)[0].write_text(texts(root)[0].read_text("utf-8").replace("revision: 1", "revision: x")),
        lambda root: texts(root)[0].write_text(texts(root)[0].read_text("utf-8").replace("title:", "note: x\ntitle:")),
        lambda root: texts(root)[0].write_text(texts(root)[0].read_text("utf-8").replace("---\n", "--- \n")),
        lambda root: texts(root)[0].write_bytes(texts(root)[0].read_bytes() + b"\xff"),
        lambda root: git(root, "mv", "documents/2/СМС-ДП-2.1-2024.md", "documents/z.md"),
        lambda root: (root / "documents" / "2" / ".git").write_text("gitdir: /nowhere\n"),
        lambda root: (root / "ledger" / "СМС-ДП-2.1-2024.jsonl").write_bytes(b"{}\n"),
        lambda root: git(root, "commit", "-q", "--amend", "-m", "Otherwise"),
        lambda root: git(root, "reset", "-q", "--soft", "HEAD~1"),
        lambda root: git(root, "checkout", "-q", "--orphan", "other"),
        lambda root: git(root, "config", "core.pager", "x"),
        lambda root: (root / "registers" / "abbreviations.yaml").write_text("entries: [{abbreviation: ЮБ}]\n"),
    ],
)
def test_anything_else_is_checked_whole(root: Path, step: Callable[[Path], object]) -> None:
    step(root)
    assert not rests(root)
    same(root)
    same(root)


def test_branches_and_tags_at_known_places_change_nothing(root: Path) -> None:
    git(root, "branch", "same")
    git(root, "tag", "here")
    add(texts(root)[0], LINES[0])
    git(root, "commit", "-q", "-a", "-m", "Edit")
    git(root, "branch", "-f", "same")
    assert rests(root)
    same(root)


def test_a_document_of_another_branch_is_found_though_nothing_changed_here(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    shutil.copy(texts(root)[0], texts(root)[0].with_name("new.md"))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "New")
    git(root, "checkout", "-q", "main")
    assert not rests(root)
    same(root)
    git(root, "branch", "-q", "-D", "other")
    same(root)


def test_a_file_of_refs_that_has_only_grown_older_meanwhile_spoils_no_check() -> None:
    young, old = (Around({"refs/heads/main": "c"}, "", [], {"": text}) for text in (stamps.YOUNG, "1/1/1/1"))
    assert Seen({}, "c", young).held(Seen({}, "c", old))
    assert not Seen({}, "c", young).held(Seen({}, "c", old._replace(refs={})))


def test_a_setting_of_git_that_is_changed_back_counts_for_nothing(root: Path) -> None:
    git(root, "config", "core.pager", "x")
    assert not rests(root)
    git(root, "config", "--unset", "core.pager")
    add(texts(root)[0], LINES[0])
    assert rests(root)
    same(root)


def test_history_that_is_exchanged_is_found_though_no_file_changed(root: Path) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "Nothing")
    same(root)
    git(root, "replace", "HEAD", "HEAD~1")
    assert not rests(root)
    same(root)


def test_the_next_day_is_another_one(root: Path) -> None:
    assert not rests(root, DAY + timedelta(days=1))
    same(root, DAY + timedelta(days=900))


def test_a_file_that_was_young_is_looked_at_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = texts(root)[0]
    add(path, LINES[0])
    os.utime(path, (4_000_000_000, 4_000_000_000))
    add(texts(root)[1], LINES[1])
    same(root)
    assert f"{path.name}/{stamps.YOUNG}/" in stamps.stamps(root)["documents/2/"]
    path.write_bytes(path.read_bytes().replace(LINES[0].encode(), LINES[0].swapcase().encode()))
    assert rests(root)
    same(root)
    monkeypatch.setattr(stamps, "SETTLED", 10**18)
    assert not rests(root)
    same(root)


@pytest.mark.parametrize("damage", [b"", b"x" * 5000, None])
def test_a_cache_that_is_damaged_or_another_one_counts_for_nothing(
    root: Path, damage: bytes | None, tmp_path: Path
) -> None:
    base = root / ".git" / "qms" / "cache.sqlite"
    if damage is None:
        other = Path(shutil.copytree(root, tmp_path / "other"))
        add(texts(other)[0], "x")
        same(other)
        shutil.copy(other / ".git" / "qms" / "cache.sqlite", base)
    else:
        base.write_bytes(damage)
    assert not rests(root)
    same(root)


def examples(every: int) -> Iterator[object]:
    for number, (rule, text) in enumerate(EXAMPLES):
        marks = () if number % every == 0 else (pytest.mark.soak,)
        yield pytest.param(rule.code, text, id=f"{rule.code}-{number}", marks=marks)


@pytest.mark.parametrize(("code", "text"), list(examples(40)))
def test_whatever_is_wrong_elsewhere_is_still_found(code: str, text: str, example: Start) -> None:
    made = example(text)
    day = made.today
    same(made.root, day)
    chance = random.Random(code)
    for path in texts(made.root):
        add(path, "\n\n".join(chance.sample(LINES, 4)))
        same(made.root, day)
    with suppress(subprocess.CalledProcessError):
        git(made.root, "commit", "-q", "-a", "-m", "Edit")
        same(made.root, day)
    for path in ledgers(made.root):
        record_any(path, chance)
        same(made.root, day)
    with suppress(IndexError, ValueError):
        revise(chance.choice(texts(made.root)), 2)
        same(made.root, day)
    with suppress(subprocess.CalledProcessError):
        git(made.root, "commit", "-q", "-a", "-m", "Record")
        same(made.root, day)


def _amend_text(root: Path, chance: random.Random, old: str, new: str) -> None:
    path = chance.choice(texts(root))
    path.write_text(path.read_text("utf-8", "surrogateescape").replace(old, new), "utf-8", "surrogateescape")


STEPS: dict[str, Callable[[Path, random.Random], object]] = {
    "edit": lambda root, chance: add(chance.choice(texts(root)), chance.choice(LINES)),
    "edits": lambda root, chance: [add(path, chance.choice(LINES)) for path in texts(root)],
    "revise": lambda root, chance: revise(chance.choice(texts(root)), chance.randint(1, 3)),
    "act": lambda root, chance: record_any(chance.choice(ledgers(root)), chance),
    "acts": lambda root, chance: [record_any(path, chance) for path in ledgers(root)],
    "take back": lambda root, chance: (path := chance.choice(ledgers(root))).write_bytes(
        b"".join(path.read_bytes().splitlines(keepends=True)[:-1])
    ),
    "commit": lambda root, _chance: (git(root, "add", "-A"), git(root, "commit", "-q", "-m", "Edit\n\nQms-Change: x")),
    "commit what is staged": lambda root, _chance: git(root, "commit", "-q", "--allow-empty", "-m", "Nothing"),
    "title": lambda root, chance: _amend_text(root, chance, "Кадр", "Башка кадр"),
    "revision": lambda root, chance: _amend_text(root, chance, "revision: 1", "revision: 2"),
    "code": lambda root, chance: _amend_text(root, chance, "code: СМС-ДП-2.2-2024", "code: СМС-ДП-2.7-2024"),
    "back": lambda root, _chance: git(root, "checkout", "-q", "--", "."),
    "earlier": lambda root, _chance: git(root, "reset", "-q", "--hard", "HEAD~1"),
    "amend": lambda root, _chance: git(root, "commit", "-q", "-a", "--amend", "-m", "Otherwise"),
    "branch": lambda root, chance: git(root, "checkout", "-q", "-B", f"b{chance.randint(0, 2)}"),
    "main": lambda root, _chance: git(root, "checkout", "-q", "main"),
    "merge": lambda root, chance: git(root, "merge", "-q", "-X", "ours", f"b{chance.randint(0, 2)}", "-m", "Join"),
    "delete": lambda root, chance: chance.choice(texts(root)).unlink(),
    "move": lambda root, chance: (path := chance.choice(texts(root))).rename(path.with_name(f"x{path.name}")),
    "translate": lambda root, chance: (
        (path := chance.choice(texts(root))).with_suffix(".ru.md").write_bytes(path.read_bytes())
    ),
    "tag": lambda root, chance: git(root, "tag", "-f", f"t{chance.randint(0, 2)}"),
    "setting": lambda root, chance: git(root, "config", chance.choice(("core.pager", "user.name")), "x"),
    "drop": lambda root, chance: git(root, "branch", "-D", f"b{chance.randint(0, 2)}"),
    "picture": lambda root, chance: (chance.choice(texts(root)).parent / "a.svg").write_text("<svg/>"),
    "show": lambda root, chance: add(chance.choice(texts(root)), "![Схема](a.svg)"),
    "waive": lambda root, chance: (root / "registers" / "waivers.yaml").write_text(
        f"entries: [{{rule: {chance.choice(('RF007', 'LG001', 'CD011'))}, subject: СМС-ДП-2.1-2024, by: rector, "
        "reason: x, until: 2099-01-01}]\n"
    ),
    "weigh": lambda root, chance: add(root / "qms.yaml", f"rules: {{{chance.choice(EXAMPLES)[0].code}: off}}"),
}


def at_chance(root: Path, chance: random.Random, *often: str) -> None:
    """Take a step by chance, some `often`; one that cannot be taken changes nothing."""
    with suppress(subprocess.CalledProcessError, OSError, IndexError, ValueError):
        STEPS[chance.choice((*STEPS, *often))](root, chance)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=() if n < 2 else (pytest.mark.soak,)) for n in range(60)])
def test_whatever_happens_one_after_the_other(seed: int, root: Path) -> None:
    chance = random.Random(seed)
    day = DAY
    for _ in range(12):
        day += timedelta(days=chance.choice((0, 0, 0, 0, 0, 1, 400)))
        at_chance(root, chance, "edit", "edit", "edit", "act", "act", "commit", "commit")
        if texts(root):
            same(root, day)


def test_what_looks_at_no_body_finds_the_same_without_bodies() -> None:
    workspace = Workspace.find(TEMPLATE)
    snapshot = workspace.snapshot()
    whole = Context(snapshot, DAY, past(workspace, snapshot.settings).versions, registers=workspace.registers())
    bare = tuple(item._replace(body="", sha256="0" * 64) for item in snapshot.files)
    empty = replace(whole, snapshot=replace(snapshot, files=bare))
    for rule in all_rules():
        if rule.view in {View.HEADS, View.ACTS}:
            assert list(rule.check(empty)) == list(rule.check(whole)), rule.code


def test_what_looks_at_no_act_and_no_number_finds_the_same_without_them() -> None:
    workspace = Workspace.find(TEMPLATE)
    snapshot = workspace.snapshot()
    whole = Context(snapshot, DAY, past(workspace, snapshot.settings).versions, registers=workspace.registers())
    bare = {code: item if whole.withdrawn(code) else item._replace(acts=()) for code, item in snapshot.ledgers.items()}
    number = Scalar("999", Location("x"))
    fronts = [item.front._replace(entries={**item.front.entries, "revision": number}) for item in snapshot.files]
    files = tuple(item._replace(front=front) for item, front in zip(snapshot.files, fronts, strict=True))
    empty = replace(whole, snapshot=replace(snapshot, ledgers=bare, files=files))
    for rule in all_rules():
        if rule.view is View.HEADS:
            assert list(rule.check(empty)) == list(rule.check(whole)), rule.code
