"""Several clones: no number twice, none left out, no act lost, whoever comes first."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from qms.actions.copies.holders import Wanted
from qms.actions.copies.issue import issue
from qms.actions.session import Session
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import Person
from qms.adapters.languages import catalog

from ..cli.desk import AUDIT, Desk, git

LIBRARY = "СМС-ДП-2.9-2024"


@dataclass(frozen=True, slots=True)
class Clones:
    """A shared repository and clones of it."""

    desk: Desk
    hub: Path

    def clone(self, name: str) -> Desk:
        root = self.hub.parent / name
        git(self.hub, self.desk.home, "clone", "-q", str(self.hub), str(root))
        return replace(self.desk, root=root)

    def ledger(self, code: str = LIBRARY) -> list[dict[str, object]]:
        text = git(self.hub, self.desk.home, "show", f"main:ledger/{code}.jsonl")
        return [json.loads(line) for line in text.splitlines()]

    def numbers(self) -> list[int]:
        return [int(str(act["number"])) for act in self.ledger() if act["act"] == "issue"]


@pytest.fixture
def clones(desk: Desk) -> Clones:
    hub = desk.root.parent / "hub.git"
    git(desk.root.parent, desk.home, "clone", "-q", "--bare", str(desk.root), str(hub))
    return Clones(desk, hub)


def run(desk: Desk, *words: str, code: int = 0) -> str:
    sure = ("--yes",) if words[0] == "sync" else ()
    answer = desk(words[0], "-C", str(desk.root), *words[1:], *sure, code=code)
    return answer.out + answer.err


def numbers(desk: Desk, *words: str) -> list[int]:
    told = desk("issue", "-C", str(desk.root), LIBRARY, *words, "--format", "json", code=0).json()
    for item in told["issued"]:
        assert hashlib.sha256(Path(item["path"]).read_bytes()).hexdigest() == item["sha256"]
    return [item["number"] for item in told["issued"]]


def test_two_clones_that_issue_in_turn_never_give_out_a_number_twice(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    assert numbers(one, "--to", "ОИД") == [2]
    assert numbers(two, "--to", "КБ", "ИБ") == [3, 4]
    assert numbers(one, "--to", "ректорат") == [5]
    assert clones.numbers() == [2, 3, 4, 5]
    for clone in (one, two):
        run(clone, "sync")
        clone.clean()
        assert "0" in run(clone, "sync")
    assert one.head() == two.head()


def test_what_was_recorded_in_two_clones_is_put_in_order(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    run(one, "acknowledge", AUDIT, "--copy", "2")
    run(two, "acknowledge", AUDIT, "--copy", "3")
    run(two, "lost", AUDIT, "--copy", "2")
    run(one, "sync")
    run(two, "sync")
    run(one, "sync")
    acts = [(act["act"], act["number"]) for act in clones.ledger(AUDIT)[-3:]]
    assert acts == [("acknowledge", 2), ("acknowledge", 3), ("lose", 2)]
    assert one.head() == two.head()
    assert "LG0" not in run(two, "check", "--select", "LG")
    two.clean()


def test_a_copy_handed_out_before_there_was_a_shared_repository_gets_another_number(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    address = two.git("config", "remote.origin.url")
    two.git("remote", "remove", "origin")
    assert numbers(two, "--to", "КБ") == [2]
    run(two, "acknowledge", LIBRARY, "--copy", "2")
    assert numbers(one, "--to", "ОИД") == [2]
    two.git("remote", "add", "origin", address)

    told = desk_json(two, "sync")

    assert [(item["old"], item["new"]) for item in told["renumbered"]] == [(2, 3)]
    assert [(act["act"], act["number"], act.get("holder", "")) for act in clones.ledger()[1:]] == [
        ("issue", 2, "ОИД"),
        ("issue", 3, "КБ"),
        ("acknowledge", 3, ""),
    ]
    run(two, "render", LIBRARY, "--copy", "3")
    path = two.root / "out" / f"{LIBRARY}-r1-003.pdf"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == clones.ledger()[2]["pdf"]
    assert "CURRENT" in run(two, "verify", str(path))


def desk_json(desk: Desk, *words: str) -> dict[str, list[dict[str, int]]]:
    found: dict[str, list[dict[str, int]]] = desk(
        words[0], "-C", str(desk.root), *words[1:], "--format", "json", code=0
    ).json()
    return found


def test_a_copy_whose_number_is_free_stays_as_it_was_handed_out(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    address = two.git("config", "remote.origin.url")
    two.git("remote", "remove", "origin")
    assert numbers(two, "--to", "КБ") == [2]
    paper = two.root / "out" / f"{LIBRARY}-r1-002.pdf"
    run(one, "review", LIBRARY, "--basis", "№ 3")
    run(one, "sync")
    two.git("remote", "add", "origin", address)

    assert desk_json(two, "sync")["renumbered"] == []
    assert "CURRENT" in run(two, "verify", str(paper))
    assert clones.numbers() == [2]


def test_two_decisions_about_one_document_are_left_to_people(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    run(one, "review", LIBRARY, "--basis", "№ 3")
    run(two, "withdraw", LIBRARY, "--basis", "№ 4", "--yes")
    run(one, "sync")
    before = two.head()
    assert "by somebody else" in run(two, "sync", code=2)
    assert two.head() == before
    two.clean()


def test_a_text_changed_in_both_clones_is_left_to_git(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    for clone in (one, two):
        clone.edit(AUDIT, clone.root.name)
        clone.git("commit", "-qam", "Text")
    run(one, "sync")
    assert "git pull --rebase" in run(two, "sync", code=2)


def test_without_the_shared_repository_no_number_is_given_out(clones: Clones) -> None:
    one = clones.clone("one")
    away = clones.hub.rename(clones.hub.with_name("away.git"))
    before = one.head()
    assert "--provisional" in run(one, "issue", LIBRARY, "--to", "ОИД", code=2)
    assert one.head() == before

    told = desk_json(one, "issue", LIBRARY, "--to", "ОИД", "--provisional")["issued"]

    assert told[0]["number"] is None
    path = str(told[0]["path"])
    assert one("verify", "-C", str(one.root), path, "--format", "json", code=1).json()["verdict"] == "provisional"
    away.rename(clones.hub)
    assert numbers(one, "--to", "ОИД") == [2]


def test_a_provisional_print_is_recorded_until_it_is_exchanged(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    away = clones.hub.rename(clones.hub.with_name("away.git"))
    told = desk_json(one, "issue", LIBRARY, "--to", "ОИД", "--provisional")["issued"]
    path = Path(str(told[0]["path"]))
    act = one.ledger(LIBRARY)[-1]
    assert (act["act"], act["holder"], act["pdf"]) == ("provisional", "ОИД", told[0]["sha256"])
    (waiting,) = desk_json(one, "copies", "--reconcile")["provisional"]
    assert (waiting["code"], waiting["mark"], waiting["holder"]) == (LIBRARY, act["mark"], "ОИД")
    assert "CP009" in run(one, "check", "--select", "CP")
    away.rename(clones.hub)

    run(two, "issue", LIBRARY, "--to", "КБ")
    shown = run(one, "issue", LIBRARY, "--to", "ОИД")

    assert f"Take back the provisional print {act['mark']} from ОИД" in " ".join(shown.split())
    assert clones.numbers() == [2, 3]
    assert desk_json(one, "copies", "--reconcile")["provisional"] == []
    verdict = one("verify", "-C", str(one.root), str(path), "--format", "json", code=1).json()
    assert (verdict["verdict"], verdict["holder"]) == ("provisional", "ОИД")
    by_mark = one("verify", "-C", str(one.root), str(act["mark"]), "--format", "json", code=1).json()
    assert by_mark["verdict"] == "provisional"
    assert "LG0" not in run(one, "check", "--select", "LG,CP")
    one.clean()


def test_an_issue_that_could_not_be_shared_is_handed_out_when_it_is(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    hook = clones.hub / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    assert "refuses" in run(one, "issue", LIBRARY, "--to", "ОИД", code=2)
    assert list((one.root / "out").glob("*.pdf")) == []
    hook.unlink()
    assert numbers(two, "--to", "КБ") == [2]

    told = desk_json(one, "sync")

    assert [item["number"] for item in told["issued"]] == [3]
    assert clones.numbers() == [2, 3]
    assert numbers(one, "--to", "ОИД", "--unaccounted") == [4]


def test_a_clone_whose_configuration_runs_programs_is_not_shared(clones: Clones, tmp_path: Path) -> None:
    one = clones.clone("one")
    one.git("config", "core.sshCommand", f"touch {tmp_path}/ran")
    one.git("config", "remote.origin.uploadpack", f"touch {tmp_path}/ran")
    assert "core.sshcommand" in run(one, "sync", code=2)
    assert not (tmp_path / "ran").exists()


def test_without_a_shared_repository_sync_says_so(desk: Desk) -> None:
    assert "git remote add" in desk("sync", code=2).err


def issues(root: Path, units: list[str], count: int) -> list[tuple[int, str]]:
    """Issue one copy after another for information, as an office does all day."""
    found = []
    for number in range(count):
        now = datetime.now().astimezone()
        session = Session(Workspace.find(root), now, catalog, Person(root.name, "a@example.org"))
        wanted = Wanted([units[number % len(units)]], accounted=False)
        found += [(item.number, item.sha256) for item in issue(session, LIBRARY, wanted).issued]
    return found


def race(clones: Clones, count: int, each: int) -> None:
    roots = [clones.clone(f"clone{number}").root for number in range(count)]
    with ThreadPoolExecutor(count) as pool:
        told = [item for found in pool.map(lambda root: issues(root, ["КБ", "ОИД"], each), roots) for item in found]
    shared = [act for act in clones.ledger() if act["act"] == "issue"]
    assert sorted(number for number, _pdf in told) == list(range(2, 2 + count * each))
    assert sorted(told) == sorted((int(str(act["number"])), str(act["pdf"])) for act in shared)
    shutil.rmtree(roots[0])
    assert "CP007" not in run(clones.clone("fresh"), "check", "--select", "CP,LG", code=0)


def test_clones_that_issue_at_once_leave_no_duplicate_no_gap_and_lose_none(clones: Clones) -> None:
    race(clones, 2, 4)


@pytest.mark.soak
@pytest.mark.parametrize(("count", "each"), [(2, 50), (5, 20)])
def test_a_hundred_issues_from_several_clones(clones: Clones, count: int, each: int) -> None:
    race(clones, count, each)


def test_a_sharing_shows_what_it_would_do_and_asks(clones: Clones, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    run(two, "acknowledge", AUDIT, "--copy", "3")
    run(two, "sync")
    run(one, "acknowledge", AUDIT, "--copy", "2")
    before = (one.head(), git(clones.hub, one.home, "rev-parse", "main"))

    told = one("sync", "-C", str(one.root), "--dry-run", "--format", "json", code=0).json()
    shown = one("sync", "-C", str(one.root), "--dry-run", code=0).out

    assert told["would_take"] == 1
    assert [subject.startswith("Acknowledge copy 2") for subject in told["would_give"]] == [True]
    assert told["would_give"][0] in shown
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "--yes" in one("sync", "-C", str(one.root), code=2).err
    assert (one.head(), git(clones.hub, one.home, "rev-parse", "main")) == before
    run(one, "sync")
    assert "Nothing is waiting" in one("sync", "-C", str(one.root), code=0).out


RISK = ("--set", "kind=risk", "--set", "process=2.1", "--set", "owner=rector", "--set", "identified=2026-02-03")
ACTION = ("kind=preventive", "unit=КБ", "owner=rector", "planned_on=2026-02-03", "due=2099-02-03", "criterion=A")


def test_the_code_of_an_entry_that_two_gave_out_is_exchanged_with_all_that_names_it(clones: Clones) -> None:
    one, two = clones.clone("one"), clones.clone("two")
    code = ""
    for desk in (one, two):
        code = run(desk, "entry", "new", "risks", *RISK, "--set", f"title={desk.root.name}").split()[0]
    sets = [word for item in (*ACTION, f"source={code}", "title=B") for word in ("--set", item)]
    action = run(two, "entry", "new", "actions", *sets).split()[0]
    run(two, "entry", "set", code, "--set", "cause=C")
    run(two, "entry", "set", action, "--set", "title=D")
    run(one, "sync")
    done = two("sync", "-C", str(two.root), "--yes", "--format", "json", code=0).json()
    new = code.replace("-001", "-002")
    assert done["recoded"] == [{"register": "risks", "old": code, "new": new}]
    found = two("entry", "list", "-C", str(two.root), "risks", "--format", "json", code=0).json()["entries"]
    assert [(item["code"], item["title"], item["cause"]) for item in found] == [(code, "one", None), (new, "two", "C")]
    shown = two("entry", "show", "-C", str(two.root), action, "--format", "json", code=0).json()
    assert (shown["source"], shown["title"]) == (new, "D")
    assert f"Add {new}: two" in git(clones.hub, two.home, "log", "--format=%s", "main")
    steps = two("entry", "history", "-C", str(two.root), new, "--format", "json", code=0).json()["steps"]
    assert len(steps) == 2
    run(one, "sync")
    assert git(one.root, one.home, "rev-parse", "HEAD") == git(two.root, two.home, "rev-parse", "HEAD")
    assert git(two.root, two.home, "status", "--porcelain") == ""
