"""An approved text that was edited later under the same revision number: which versions say something else."""

from __future__ import annotations

from qms.history.edits import edit_of, undone
from qms.ledger.lines import read_ledger
from qms.model.act import Act
from qms.model.change import Commit, Version
from tests.ledger.lines import CODE, act, ledger


def version(name: str, revision: int | None = 1, blob: str = "b") -> Version:
    return Version(Commit(name, "", "", "", ""), "a.md", blob, name[0] * 64, revision)


def acts(*found: dict[str, object]) -> tuple[Act, ...]:
    return read_ledger(ledger(found), CODE, "").acts  # type: ignore[arg-type]


def approved(name: str, revision: int = 1) -> dict[str, object]:
    return {**act("approve", revision=revision), "sha256": name * 64}


OLD, A, B, GONE, NEXT = version("0"), version("a"), version("b"), version("c", blob=""), version("d", 2)
VERSIONS = (OLD, A, B, GONE, NEXT)


def test_what_followed_the_approved_text_under_its_number_is_an_edit() -> None:
    found = edit_of(VERSIONS, acts(approved("a")), 1)
    assert found is not None
    assert (found.approved, found.later) == (A, (B,))


def test_the_last_approval_and_the_last_version_of_its_text_count() -> None:
    found = edit_of((A, B, version("a2"), B), acts(approved("b"), approved("a"), approved("d", 2)), 1)
    assert found is not None
    assert (found.approved.commit.id, found.later) == ("a2", (B,))
    again = edit_of(VERSIONS, acts(approved("a"), approved("b")), 1)
    assert again is not None
    assert again == (B, ())


def test_what_is_not_approved_or_not_in_git_was_not_edited() -> None:
    assert edit_of(VERSIONS, (), 1) is None
    assert edit_of(VERSIONS, acts(approved("a")), 2) is None
    assert edit_of(VERSIONS, acts(approved("f")), 1) is None
    review = {**act("review"), "sha256": "a" * 64}
    assert edit_of(VERSIONS, acts(review), 1) is None


def test_an_edit_that_was_changed_back_is_told_with_what_was_said_between() -> None:
    again = version("a2")
    found = list(undone((OLD, A, B, GONE, NEXT, again), acts(act("review"), approved("a"))))
    assert [(item.approval.sha256, item.edited, item.restored) for item in found] == [("a" * 64, (B,), again)]


def test_what_stayed_or_was_said_under_another_number_was_not_undone() -> None:
    approval = acts(approved("a"))
    assert list(undone((A, version("a2"), GONE, version("a3")), approval)) == []
    assert list(undone((A, NEXT, version("a2")), approval)) == []
    assert list(undone((A, B, version("a2", 2)), approval)) == []
    assert list(undone((OLD, A, B), approval)) == []
    assert list(undone((A, B, version("a2")), acts({**act("review"), "sha256": "a" * 64}))) == []


def test_each_way_there_and_back_is_told() -> None:
    found = list(undone((A, B, version("a2"), OLD, B, version("a3")), acts(approved("a"))))
    assert [(item.edited, item.restored.commit.id) for item in found] == [((B,), "a2"), ((OLD, B), "a3")]
