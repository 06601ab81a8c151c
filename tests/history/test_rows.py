"""What single rows of the sheet say: whose words, which day, which text."""

from __future__ import annotations

from collections.abc import Mapping

from qms.history.sheet import sheet, steps
from qms.model.act import Act, Deed
from qms.model.change import ChangeRow, Commit, Sections, Version


def version(name: str, revision: int, **trailers: str) -> Version:
    said = {f"Qms-{key.capitalize()}": value for key, value in trailers.items()}
    commit = Commit(name, "Айбек", "", "2022-01-10T09:00:00+06:00", f"Subject {name}", said)
    return Version(commit, "p", name, name * 64, revision)


def act(deed: Deed, text: str, revision: int = 1, **fields: str) -> Act:
    return Act(deed, "2022-02-01T09:00:00Z", "rector", "A", revision, text * 64, "", fields)


def rows(*versions: Version, acts: tuple[Act, ...] = (), texts: Mapping[str, str] | None = None) -> list[ChangeRow]:
    return list(sheet(versions, acts, texts or {}))


def test_the_approved_text_stays_that_of_its_revision_whatever_is_done_about_a_later_one() -> None:
    versions = version("a", 1), version("b", 1)
    acts = act(Deed.APPROVE, "a"), act(Deed.REVIEW, "b"), act(Deed.CHECK, "b")
    assert [step.final.blob for step in steps(versions, acts)] == ["a"]


def test_the_words_of_several_commits_stand_side_by_side() -> None:
    first = version("b", 2, change="Мөөнөт", basis="№ 1", act="7", incoming="12")
    second = version("c", 2, change="Жооптуу", basis="№ 2", act="8", incoming="13")
    (_introduction, row) = rows(version("a", 1), first, second)
    assert (row.summary, row.basis, row.notice, row.incoming) == ("Мөөнөт; Жооптуу", "№ 1; № 2", "7; 8", "12; 13")


def test_what_is_not_approved_names_nobody_and_no_day_of_approval() -> None:
    approved, open_ = rows(version("a", 1), version("b", 2), acts=(act(Deed.APPROVE, "a", basis="№ 5"),))
    assert (approved.approved_by, approved.approved_on, approved.effective) == ("rector", "2022-02-01", "2022-02-01")
    assert (open_.approved_by, open_.approved_on, open_.effective, open_.basis) == ("", "", "", "")


def test_beside_a_text_that_git_does_not_give_every_section_is_new_or_gone() -> None:
    text = "# 1 Максат\n\nБир.\n"
    assert rows(version("a", 1), version("b", 2), texts={"b": text})[1].sections == Sections(new=("1",))
    assert rows(version("a", 1), version("b", 2), texts={"a": text})[1].sections == Sections(removed=("1",))
