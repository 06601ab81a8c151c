"""Who writes does not check, and neither of them approves: who wrote a text is told by its commits, too."""

from __future__ import annotations

from qms.ledger.separation import Conflict, Part, authors, conflicts
from qms.model.change import Commit, Version
from qms.model.document import Employee
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot

PEOPLE = {"p": Employee("p", emails=("a@example.org",)), "q": Employee("q", emails=("b@example.org",))}


def version(email: str, revision: int = 1) -> Version:
    return Version(Commit("c", "А", email, "2022-01-01T09:00:00Z", "s"), "p", "b", "h", revision)


def test_who_committed_a_text_of_the_revision_prepared_it() -> None:
    snapshot = Snapshot(Settings(), people=PEOPLE)
    versions = [version("A@example.org"), version("guest@example.org"), version("b@example.org", 2)]

    assert list(authors(versions, 1, snapshot)) == [Part("prepare", "", "p")]
    assert list(authors(versions, 2, snapshot)) == [Part("prepare", "", "q")]


def test_a_conflict_names_the_person_or_else_the_role() -> None:
    assert list(conflicts([Part("prepare", "", "p"), Part("approve", "rector", "p")])) == [
        Conflict("prepare-approve", "p")
    ]
    assert list(conflicts([Part("check", "head", ""), Part("approve", "head", "")])) == [
        Conflict("check-approve", "head")
    ]
    assert list(conflicts([Part("check", "head", ""), Part("approve", "head", "p")])) == [
        Conflict("check-approve", "head")
    ]


def test_any_of_several_who_did_a_part_is_compared_with_any_of_the_other() -> None:
    found = [Part("check", "x", "p"), Part("check", "y", "q"), Part("approve", "z", "r"), Part("approve", "z", "q")]
    assert list(conflicts(found)) == [Conflict("check-approve", "q")]
    assert list(conflicts(found[:3])) == []


def test_one_person_may_do_the_same_part_twice_and_every_separation_is_told() -> None:
    twice = [Part("check", "x", "p"), Part("check", "y", "p")]
    assert list(conflicts(twice)) == []
    everything = [Part("prepare", "", "p"), *twice, Part("approve", "z", "p")]
    assert [found.separation for found in conflicts(everything)] == [
        "prepare-check",
        "prepare-approve",
        "check-approve",
    ]
