"""Two clones that acted on one document: git's conflict is loud, one command puts own acts after the shared ones."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.desk import git

from .conftest import Desk, Office

LEDGER = "ledger/СМС-ДП-2.15-2024.jsonl"
REVIEW = ("review", "2.15", "--by", "rector", "--basis")


def clone(of: Path, to: Path, home: Path) -> Path:
    git(of.parent, home, "clone", "-q", str(of), str(to))
    return to


def merge(root: Path, home: Path, *words: str) -> int:
    from tests.cli.desk import variables

    done = subprocess.run(
        ["git", "-C", str(root), *words], env=variables(home, GIT_EDITOR="true"), capture_output=True, check=False
    )
    return done.returncode


@pytest.fixture
def pair(desk: Desk, tmp_path: Path) -> tuple[Desk, Desk]:
    """A clone and another one, both of one bare repository."""
    hub = tmp_path / "hub.git"
    git(tmp_path, desk.home, "clone", "-q", "--bare", str(desk.root), str(hub))
    one, two = (clone(hub, tmp_path / name, desk.home) for name in ("one", "two"))
    return replace(desk, root=one), replace(desk, root=two)


def act(desk: Desk, basis: str) -> None:
    desk("-C", str(desk.root), *REVIEW, basis, code=0)


def bases(desk: Desk) -> list[str]:
    return [line["basis"] for line in desk.ledger() if line["act"] == "review"]


def apart(pair: tuple[Desk, Desk]) -> None:
    """Let both act on one document; the first one shares it."""
    one, two = pair
    act(one, "№ 1")
    one.git("push", "-q", "origin", "main")
    act(two, "№ 2")
    act(two, "№ 3")
    two.git("fetch", "-q")


def verdict(desk: Desk) -> str:
    return str(desk("-C", str(desk.root), "trail", "verify", "--format", "json").json()["verdict"])


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_own_acts_come_after_the_shared_ones(way: str, pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    apart(pair)
    shared = (one.root / LEDGER).read_bytes()

    assert merge(two.root, two.home, way, "origin/main") == 1
    while merge(two.root, two.home, way, "--continue"):
        two("-C", str(two.root), "resolve", code=0)

    assert bases(two) == ["№ 1", "№ 2", "№ 3"]
    assert (two.root / LEDGER).read_bytes().startswith(shared)
    assert verdict(two) == "claimed"
    two.git("push", "-q", "origin", "HEAD:main")
    one.git("pull", "-q", "--ff-only")
    assert verdict(one) == "claimed"
    assert two.git("status", "--porcelain") == ""


def test_a_merge_that_is_not_finished_is_no_rewritten_ledger(pair: tuple[Desk, Desk]) -> None:
    _one, two = pair
    apart(pair)
    assert merge(two.root, two.home, "merge", "origin/main") == 1
    two("-C", str(two.root), "resolve", code=0)

    found = two("-C", str(two.root), "check", "--select", "LG004", "--format", "json").json()

    assert found["findings"] == []
    assert verdict(two) == "claimed"


def test_the_driver_joins_them_while_git_merges(pair: tuple[Desk, Desk]) -> None:
    _one, two = pair
    two("-C", str(two.root), "hooks", "install", "--yes", code=0)
    apart(pair)

    assert merge(two.root, two.home, "merge", "-q", "-m", "Merge", "origin/main") == 0
    assert bases(two) == ["№ 1", "№ 2", "№ 3"]
    assert verdict(two) == "claimed"


def test_the_driver_of_qms_is_no_strange_configuration_and_another_one_is(pair: tuple[Desk, Desk]) -> None:
    one, _two = pair
    one("-C", str(one.root), "hooks", "install", "--yes", code=0)
    found = one("-C", str(one.root), "check", "--select", "HS006", "--format", "json").json()
    assert found["findings"] == []
    one.git("config", "merge.qms-ledger.driver", "touch x")
    found = one("-C", str(one.root), "check", "--select", "HS006", "--format", "json").json()
    assert [item["code"] for item in found["findings"]] == ["merge.qms-ledger.driver"]


def test_a_document_in_conflict_is_left_to_the_person(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    for desk, line in ((one, "бир"), (two, "эки")):
        desk.edit("СМС-ДП-2.10-2024", line)
        desk.git("commit", "-qam", "Change")
    one.git("push", "-q", "origin", "main")
    two.git("fetch", "-q")
    assert merge(two.root, two.home, "merge", "origin/main") == 1
    told = two("-C", str(two.root), "resolve", "--format", "json", code=1).json()
    assert told == {"ledgers": [], "others": ["documents/2/СМС-ДП-2.10-2024.md"]}


def test_a_copy_number_given_out_on_both_sides_is_refused(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    for desk, unit in ((one, "ОИД"), (two, "КБ")):
        address = desk.git("config", "remote.origin.url")
        desk.git("remote", "remove", "origin")  # with it, no number is given out that somebody else has
        desk("-C", str(desk.root), "issue", "2.9", "--to", unit, code=0)
        desk.git("remote", "add", "origin", address)
    one.git("push", "-q", "origin", "main")
    two.git("fetch", "-q")
    assert merge(two.root, two.home, "merge", "origin/main") == 1
    told = two("-C", str(two.root), "resolve", code=2)
    assert "given out on both sides" in told.err


def test_nothing_to_resolve_is_said(desk: Desk) -> None:
    assert "No ledger is in conflict" in desk("resolve", code=0).out


@pytest.fixture
def signed_pair(office: Office, tmp_path: Path) -> tuple[Office, Office]:
    hub = tmp_path / "hub.git"
    office("bolot", "approve", "2.15", "--by", "rector", "--decision", "№ 5")
    git(tmp_path, office.desk.home, "clone", "-q", "--bare", str(office.root), str(hub))
    one, two = (clone(hub, tmp_path / name, office.desk.home) for name in ("one", "two"))
    return replace(office, desk=replace(office.desk, root=one)), replace(office, desk=replace(office.desk, root=two))


def test_signed_acts_are_signed_anew_by_their_person_alone(signed_pair: tuple[Office, Office]) -> None:
    one, two = signed_pair
    for office, basis in ((one, "№ 1"), (two, "№ 2")):
        office("bolot", "-C", str(office.root), *REVIEW, basis)
    one.desk.git("push", "-q", "origin", "main")
    two.desk.git("fetch", "-q")
    assert merge(two.root, two.desk.home, "merge", "origin/main") == 1

    assert "bolot" in two("aigul", "-C", str(two.root), "resolve", code=2).err
    told = two("bolot", "-C", str(two.root), "resolve", "--format", "json").json()
    assert told["ledgers"] == [{"path": LEDGER, "acts": 1, "signed": 1}]
    assert merge(two.root, two.desk.home, "merge", "--continue") == 0
    found = two("bolot", "-C", str(two.root), "trail", "verify", "--format", "json").json()
    assert (found["signed"], found["acts"]) == (3, 3)
    assert {item["rule"] for item in found["findings"]} <= {"TR016"}
    assert found["verdict"] == "claimed"
    assert bases(two.desk) == ["№ 1", "№ 2"]


def test_the_driver_leaves_signed_acts_to_the_person(signed_pair: tuple[Office, Office]) -> None:
    one, two = signed_pair
    two("bolot", "-C", str(two.root), "hooks", "install", "--yes")
    for office, basis in ((one, "№ 1"), (two, "№ 2")):
        office("bolot", "-C", str(office.root), *REVIEW, basis)
    one.desk.git("push", "-q", "origin", "main")
    two.desk.git("fetch", "-q")
    assert merge(two.root, two.desk.home, "merge", "origin/main") == 1
    two("bolot", "-C", str(two.root), "resolve")
    assert merge(two.root, two.desk.home, "commit", "-q", "--no-edit", "--no-verify") == 0
    assert bases(two.desk) == ["№ 1", "№ 2"]


WAYS = {
    "merge": (("merge", "-q", "side"), ("commit", "-q", "--no-edit")),
    "squash": (("merge", "-q", "--squash", "side"), ("commit", "-q", "-m", "Squash")),
    "cherry-pick": (("cherry-pick", "side~1", "side"), ("cherry-pick", "--continue")),
    "rebase": (("rebase", "-q", "main", "side"), ("rebase", "--continue")),
}


def joined(desk: Desk, do: Callable[..., object], way: str) -> None:
    """Act on main and twice on a branch, and join the two with git and `qms resolve` alone."""
    root, home = desk.root, desk.home
    desk.git("branch", "side")
    do("-C", str(root), *REVIEW, "№ 1")
    desk.git("switch", "-q", "side")
    do("-C", str(root), *REVIEW, "№ 2")
    do("-C", str(root), *REVIEW, "№ 3")
    desk.git("switch", "-q", "main")
    first, again = WAYS[way]
    assert merge(root, home, *first) != 0
    for _conflict in range(2):
        do("-C", str(root), "resolve")
        if merge(root, home, *again) == 0:
            break
    if way == "rebase":
        desk.git("switch", "-q", "main")
        desk.git("merge", "-q", "--ff-only", "side")


def stands(desk: Desk) -> None:
    """Assert that every act is there once, in its order, that nothing is broken, and that the sheet has every row."""
    assert bases(desk) == ["№ 1", "№ 2", "№ 3"]
    assert desk.git("status", "--porcelain") == ""
    assert verdict(desk) == "claimed"
    rows = desk("-C", str(desk.root), "history", "2.15", "--format", "json", code=0).json()["rows"]
    assert [row["basis"] for row in rows if row["kind"] == "review"] == ["№ 1", "№ 2", "№ 3"]


@pytest.mark.parametrize("way", WAYS)
def test_two_branches_that_acted_are_joined_in_every_way_of_git(way: str, desk: Desk) -> None:
    joined(desk, lambda *words: desk(*words, code=0), way)
    stands(desk)


@pytest.mark.parametrize("way", WAYS)
def test_two_branches_with_signatures_are_joined_in_every_way_of_git(way: str, office: Office) -> None:
    office("bolot", "approve", "2.15", "--by", "rector", "--decision", "№ 5")
    joined(office.desk, lambda *words: office("bolot", *words), way)
    stands(office.desk)
    found = office("bolot", "trail", "verify", "--format", "json").json()
    assert found["signed"] >= 4


def test_a_branch_that_acted_alone_is_taken_over_as_it_is(desk: Desk) -> None:
    desk.git("switch", "-q", "-c", "side")
    for basis in ("№ 1", "№ 2", "№ 3"):
        desk(*REVIEW, basis, code=0)
    desk.git("switch", "-q", "main")
    desk.git("merge", "-q", "--ff-only", "side")
    stands(desk)
