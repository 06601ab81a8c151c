"""Keys are made outside repositories; who is trusted changes by signed versions only."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from qms.ledger.trust import read_trust

from .conftest import Desk, Office


def trust(office: Office) -> dict[str, object]:
    return json.loads((office.root / "organisation/trust.json").read_text("utf-8"))


def test_a_new_key_lies_in_the_own_folder_and_nothing_of_it_in_the_repository(office: Office) -> None:
    made = office.desk("keys", "new", "dinara", "--no-passphrase", "--format", "json", code=0).json()
    public = Path(made["public"])
    assert public.is_relative_to(office.desk.home)
    assert public.with_suffix("").stat().st_mode & 0o077 == 0
    office.desk.clean()
    assert "is a key already" in office.desk("keys", "new", "dinara", "--no-passphrase", code=2).err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_no_folder_above_a_new_key_may_be_renamed_by_others(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "eldar"
    before = os.umask(0)
    try:
        office.desk("keys", "new", "eldar", "--no-passphrase", "--file", str(file), code=0)
    finally:
        os.umask(before)

    assert all(folder.stat().st_mode & 0o077 == 0 for folder in (file.parent, file.parent.parent))


def test_a_key_that_was_half_made_is_made_again_and_a_public_one_alone_is_never_overwritten(office: Office) -> None:
    words = ("keys", "new", "dinara", "--no-passphrase", "--format", "json")
    public = Path(office.desk(*words, code=0).json()["public"])
    before = public.read_bytes()
    public.with_suffix("").rename(public.with_name(".qms-1.other.key"))
    assert "is a key already" in office.desk(*words, code=2).err
    public.with_name(".qms-1.other.key").rename(public.with_name(".qms-1.dinara.key"))
    office.desk(*words, code=0)
    assert public.read_bytes() != before
    assert not list(public.parent.glob(".qms-*"))


@pytest.mark.parametrize("file", ["dinara", "documents/new/dinara", ".git/dinara"])
def test_a_private_key_never_lies_in_a_repository(file: str, office: Office) -> None:
    told = office.desk("keys", "new", "dinara", "--no-passphrase", "--file", str(office.root / file), code=2)
    assert "must never lie in one" in told.err
    assert not (office.root / file).exists()


def test_without_a_terminal_no_key_without_passphrase_is_made_by_accident(office: Office) -> None:
    assert office.desk.start("keys", "new", "dinara").code == 2
    assert not list(office.desk.home.rglob("dinara*"))


def test_the_first_version_makes_the_repository_signed(office: Office) -> None:
    assert "mode: signed" in (office.root / "qms.yaml").read_text("utf-8")
    found = read_trust((office.root / "organisation/trust.json").read_bytes())
    assert found is not None
    assert (found.version, found.root, found.threshold) == (3, ("aigul",), 1)
    signers = (office.root / "organisation/allowed_signers").read_text()
    assert [line.partition(" ")[0] for line in signers.splitlines()] == ["aigul", "bolot", "cholpon"]


def test_there_is_one_first_version(office: Office) -> None:
    told = office("mallory", "trust", "init", "mallory", "--role", "rector", "--yes", code=2)
    assert "There is a trust file already" in told.err


def test_a_change_that_needs_two_waits_for_the_second(office: Office) -> None:
    office("aigul", "keys", "add", "bolot", "--root", "--yes")
    office("aigul", "trust", "require", "2", "--yes")
    done = office("aigul", "keys", "retire", "cholpon", "--yes", "--format", "json").json()
    assert (done["complete"], done["signed"], done["needed"]) == (False, ["aigul"], 2)
    assert trust(office)["version"] == 5

    assert "still waits" in office("aigul", "keys", "retire", "cholpon", "--yes", code=2).err
    again = office("aigul", "trust", "sign", "--yes", "--format", "json").json()
    assert again["signed"] == ["aigul"]
    assert office("bolot", "trust", "sign", "--yes", "--format", "json").json()["complete"]
    assert trust(office)["version"] == 6
    assert not list(office.root.glob("organisation/*next*"))
    office.desk.clean()


def test_a_change_that_waits_can_be_given_up(office: Office) -> None:
    office("aigul", "keys", "add", "bolot", "--root", "--yes")
    office("aigul", "trust", "require", "2", "--yes")
    office("aigul", "keys", "retire", "cholpon", "--yes")
    office("aigul", "trust", "drop")
    assert not list(office.root.glob("organisation/*next*"))
    assert "No change" in office("bolot", "trust", "sign", "--yes", code=2).err


def test_who_is_not_in_the_root_changes_nothing(office: Office) -> None:
    assert "not in the root" in office("bolot", "keys", "add", "bolot", "--root", "--yes", code=2).err


@pytest.mark.parametrize(
    "words",
    [
        ("keys", "retire", "aigul"),
        ("keys", "compromised", "aigul", "--since", "HEAD"),
        ("trust", "require", "2"),
        ("keys", "add", "aigul", "--no-root"),
    ],
)
def test_the_root_cannot_lock_itself_out(words: tuple[str, ...], office: Office) -> None:
    assert "nobody can change any more" in office("aigul", *words, "--yes", code=2).err
    office.desk.clean()


def test_a_key_has_one_holder(office: Office) -> None:
    told = office("aigul", "keys", "add", "dinara", f"{office.keys['bolot']}.pub", "--yes", code=2)
    assert "known already" in told.err


def test_a_dry_run_shows_and_writes_nothing(office: Office) -> None:
    head = office.desk.head()
    told = office("aigul", "keys", "retire", "bolot", "--dry-run")
    assert "signs no more" in told.out
    assert office.desk.head() == head


def test_a_question_without_an_answer_changes_nothing(office: Office) -> None:
    head = office.desk.head()
    told = office.desk.start("keys", "retire", "bolot", QMS_KEY=str(office.keys["aigul"]))
    assert told.code == 2
    assert office.desk.head() == head


def test_a_stolen_key_is_given_up_since_a_commit(office: Office) -> None:
    head = office.desk.head()
    office("aigul", "keys", "compromised", "bolot", "--since", head[:8], "--yes")
    listed = office.desk("keys", "list", "--format", "json", code=0).json()["keys"]
    assert [(item["state"], item["since"]) for item in listed if item["person"] == "bolot"] == [("compromised", head)]


def test_the_fingerprint_of_the_root_stays_the_same_and_can_be_remembered(office: Office, tmp_path: Path) -> None:
    shown = office.desk("trust", "show", "--format", "json", code=0).json()
    assert not shown["pinned"]
    assert "another root" in office.desk("trust", "pin", "0" * 64, code=2).err
    assert "no fingerprint" in office.desk("trust", "pin", "abc", code=2).err
    office.desk("trust", "pin", shown["fingerprint"].upper(), code=0)
    assert office.desk("trust", "show", "--format", "json", code=0).json()["pinned"]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "no blanks"),
        ("add", "../x"),
        ("add", "zarina"),
        ("add", "bolot", "--role", "emperor"),
        ("add", "bolot", "--level", "9"),
        ("add", "bolot", "nothing.pub"),
        ("add", "bolot", "qms.yaml"),
        ("retire", "nobody"),
        ("retire", "bolot", "SHA256:none"),
        ("compromised", "bolot"),
        ("compromised", "bolot", "--since", "--output=x"),
        ("new",),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(words: tuple[str, ...], office: Office) -> None:
    told = office("aigul", "keys", *words, "--yes", code=2)
    assert len(told.err.splitlines()) >= 2
    office.desk.clean()


def test_an_unsigned_repository_says_how_to_begin(desk: Desk) -> None:
    for words in (("keys", "list"), ("trust", "show"), ("trust", "sign", "--yes")):
        assert "trust init" in desk(*words, code=2).err
