"""`trail verify` and `anchor`: one page, offline; what is proven, what rests on a claim, what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qms.adapters.files.workspace import Workspace
from qms.adapters.past.trail import read_trail
from qms.ledger.growth import rewritten
from tests.cli.desk import git

from .conftest import Desk, Office

KEYS = ["verdict", "documents", "acts", "findings"]


def verify(desk: Desk, code: int) -> Any:
    return desk("trail", "verify", "--format", "json", code=code).json()


def test_without_signatures_everything_rests_on_a_claim(desk: Desk) -> None:
    found = verify(desk, 0)
    assert list(found)[:4] == KEYS
    assert (found["verdict"], found["documents"], found["acts"]) == ("claimed", 6, 7)
    assert found["findings"] == []
    assert (found["signed"], found["unsigned"]) == (0, 7)


def test_an_act_that_somebody_typed_into_a_ledger_and_did_not_commit_is_told(desk: Desk) -> None:
    desk("review", "2.15", "--basis", "№ 1", code=0)
    desk.git("reset", "-q", "--soft", "HEAD~1")
    assert verify(desk, 0)["uncommitted"] == 1
    assert "in no commit: 1." in desk("trail", "verify", code=0).out


def test_a_signed_repository_whose_root_was_compared_is_proven(office: Office) -> None:
    office("bolot", "approve", "2.15", "--by", "rector", "--decision", "№ 5")
    assert verify(office.desk, 0)["verdict"] == "claimed"
    root = office.desk("trust", "show", "--format", "json", code=0).json()["fingerprint"]
    office.desk("trust", "pin", root, code=0)
    found = verify(office.desk, 0)
    assert (found["verdict"], found["signed"], found["unsigned"]) == ("proven", 1, 0)
    assert "PROVEN" in office.desk("trail", "verify", code=0).out


def test_a_plain_clone_needs_no_network(office: Office, tmp_path: Path) -> None:
    office("bolot", "approve", "2.15", "--by", "rector", "--decision", "№ 5")
    git(tmp_path, office.desk.home, "clone", "-q", str(office.root), str(tmp_path / "clone"))
    git(tmp_path / "clone", office.desk.home, "remote", "set-url", "origin", "https://example.invalid/x")
    found = office.desk("-C", str(tmp_path / "clone"), "trail", "verify", "--format", "json", code=0).json()
    assert (found["verdict"], found["signed"]) == ("claimed", 1)


def test_a_shallow_clone_is_incomplete(desk: Desk, tmp_path: Path) -> None:
    git(tmp_path, desk.home, "clone", "-q", "--depth", "1", f"file://{desk.root}", str(tmp_path / "clone"))
    told = desk("-C", str(tmp_path / "clone"), "trail", "verify", "--format", "json", code=2).json()
    assert told["verdict"] == "incomplete"
    assert "unshallow" in " ".join(told["missing"])


def test_a_bent_ledger_is_broken(desk: Desk) -> None:
    path = desk.root / "ledger" / "СМС-ДП-2.15-2024.jsonl"
    path.write_bytes(path.read_bytes().replace("№ 5".encode(), "№ 6".encode()))
    desk.git("commit", "-qam", "Bend")
    found = verify(desk, 1)
    assert found["verdict"] == "broken"
    assert "LG002" in {item["rule"] for item in found["findings"]}
    assert "BROKEN" in desk("trail", "verify", code=1).out


def test_settings_that_cannot_be_read_leave_the_answer_open(desk: Desk) -> None:
    (desk.root / "qms.yaml").write_text("levels: [\n", "utf-8")
    assert verify(desk, 2)["verdict"] == "incomplete"


def test_a_repository_without_a_commit_has_nothing_to_prove(desk: Desk, tmp_path: Path) -> None:
    root = tmp_path / "new"
    root.mkdir()
    git(root, desk.home, "init", "-q", "-b", "main")
    (root / "qms.yaml").write_text("format: 1\nlanguages: [en]\n", "utf-8")
    found = desk("-C", str(root), "trail", "verify", "--format", "json", code=0).json()
    assert (found["verdict"], found["acts"]) == ("claimed", 0)


def test_without_openssh_nothing_signed_is_taken_for_good(office: Office, tmp_path: Path) -> None:
    import shutil

    office("bolot", "approve", "2.15", "--by", "rector", "--decision", "№ 5")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").symlink_to(str(shutil.which("git")))
    cache = tmp_path / "nothing"
    for words in (("trail", "verify"), ("check",)):
        told = office.desk.start(*words, PATH=str(folder), XDG_CACHE_HOME=str(cache))
        assert told.code == 2
        assert "ssh-keygen" in told.err


def test_an_end_that_was_cut_off_is_seen_by_who_has_seen_it(desk: Desk) -> None:
    desk("review", "2.9", "--basis", "№ 9", code=0)
    verify(desk, 0)
    desk.git("reset", "-q", "--hard", "HEAD~1")
    assert {item["rule"] for item in verify(desk, 1)["findings"]} == {"TR017"}
    assert verify(desk, 1)["verdict"] == "broken"

    assert desk("anchor", "accept", code=2).err
    assert desk.start("anchor", "accept", "--reason", "x").code == 2
    assert verify(desk, 1)["verdict"] == "broken"
    done = desk("anchor", "accept", "--reason", "№ 7", "--yes", "--format", "json", code=0).json()
    assert (done["reason"], done["after"]) == ("№ 7", desk.head())
    assert verify(desk, 0)["verdict"] == "claimed"


def test_what_nobody_else_has_may_be_taken_back(desk: Desk) -> None:
    desk("review", "2.9", "--basis", "№ 9", code=0)
    verify(desk, 0)
    desk("undo", "--yes", code=0)
    assert verify(desk, 0)["verdict"] == "claimed"


def test_what_is_not_shared_yet_may_be_rebased(desk: Desk, tmp_path: Path) -> None:
    root = tmp_path / "clone"
    git(tmp_path, desk.home, "clone", "-q", str(desk.root), str(root))
    desk("-C", str(root), "review", "2.9", "--basis", "№ 9", code=0)
    desk("-C", str(root), "trail", "verify", code=0)
    desk.edit("СМС-ДП-2.10-2024")
    desk.git("commit", "-qam", "Change")
    git(root, desk.home, "pull", "-q", "--rebase")
    desk("-C", str(root), "trail", "verify", code=0)
    git(root, desk.home, "reset", "-q", "--hard", "HEAD~2")
    desk("-C", str(root), "trail", "verify", code=1)


def test_a_noted_state_is_found_again_in_another_clone_and_a_bent_one_is_not(desk: Desk, tmp_path: Path) -> None:
    noted = desk("anchor", "export", "--format", "json", code=0).json()["anchor"]
    assert len(noted) == 64
    desk("review", "2.9", "--basis", "№ 9", code=0)
    root = tmp_path / "clone"
    git(tmp_path, desk.home, "clone", "-q", str(desk.root), str(root))
    shown = " ".join(noted[start : start + 8] for start in range(0, 64, 8))
    desk("-C", str(root), "anchor", "accept", shown.upper(), code=0)

    git(root, desk.home, "reset", "-q", "--hard", "HEAD~3")
    assert "does not hold" in desk("-C", str(root), "anchor", "accept", noted, code=2).err
    desk("-C", str(root), "trail", "verify", code=1)
    assert desk("anchor", "accept", "abc", code=2).err
    assert desk("anchor", "accept", noted[:-1] + ("0" if noted[-1] != "0" else "1"), code=2).err


def test_another_clone_in_the_same_place_is_another_clone(desk: Desk, tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "clone"
    for branch in ("main", "old"):
        desk.git("branch", "-f", "old", "main~2") if branch == "main" else None
        git(tmp_path, desk.home, "clone", "-q", "-b", branch, str(desk.root), str(root))
        git(root, desk.home, "checkout", "-q", "-B", "main")
        desk("-C", str(root), "trail", "verify", code=0)
        shutil.rmtree(root)


def test_memory_that_was_damaged_is_no_memory(desk: Desk) -> None:
    verify(desk, 0)
    files = list(Path(desk.home).rglob("anchors/*.json"))
    assert files
    for data in (b"", b"[]", b"{}", b'{"log": 1, "branches": [], "tags": {}}', b"\xff", b"[" * 100_000):
        for file in files:
            file.write_bytes(data)
        assert verify(desk, 0)["verdict"] == "claimed"


@pytest.mark.parametrize("command", [("trail", "verify"), ("anchor", "export")])
def test_nothing_in_the_repository_is_changed(command: tuple[str, ...], desk: Desk) -> None:
    before = desk.git("for-each-ref")
    desk(*command, code=0)
    desk.clean()
    assert desk.git("for-each-ref") == before


def test_a_trail_knows_every_parent_of_a_merge(desk: Desk) -> None:
    start = desk.head()
    desk("review", "2.9", "--basis", "№ 9", code=0)
    desk.git("checkout", "-q", "-b", "side", start)
    desk("review", "2.15", "--basis", "№ 9", code=0)
    desk.git("merge", "-q", "--no-ff", "-m", "Merge", "main")
    trail = read_trail(Workspace.find(desk.root))
    merge = next(link for link in trail.links if link.commit == desk.head())
    assert len(merge.before) == 2
    assert sorted(item.path for item in merge.growth) == [
        "ledger/СМС-ДП-2.15-2024.jsonl",
        "ledger/СМС-ДП-2.9-2024.jsonl",
    ]
    assert list(rewritten(trail.links)) == []
    assert len(trail.reach(desk.head())) == int(desk.git("rev-list", "--count", "HEAD"))


def test_what_is_verified_is_told_where_this_computer_can_remember_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("no folder\n")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = verify(desk, 0)
    assert found["verdict"] == "claimed"
    assert str(tmp_path / "state") in " ".join(found["missing"])
