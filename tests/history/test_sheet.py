"""What holds of every sheet, whatever the history was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qms.history.sheet import needed, sheet, steps, until
from qms.model.act import Act, Deed
from qms.model.change import ChangeKind, ChangeRow, Commit, Version

TEXTS = {number: (f"b{number}", f"{number:064x}") for number in range(8)}
"""Texts by number, each with its blob and its hash; two of them carry each revision."""


@dataclass(frozen=True)
class Past:
    versions: tuple[Version, ...]
    acts: tuple[Act, ...]

    @property
    def rows(self) -> tuple[ChangeRow, ...]:
        texts = {blob: f"# {number} А\n\n{'а ' * number}" for number, (blob, _sha) in TEXTS.items()}
        return sheet(self.versions, self.acts, texts)


@st.composite
def pasts(draw: st.DrawFn, numbered: bool = True) -> Past:
    """Commits with any text, number and day (or none: the file is gone), acts of any kind on any revision."""
    days = st.dates(min_value=date(1999, 1, 1)).map(str)
    versions = []
    for index in range(draw(st.integers(0, 7))):
        text = draw(st.integers(0, 7))
        blob, sha = TEXTS[text]
        gone = draw(st.booleans()) and draw(st.booleans())
        revision = text // 2 if numbered else None
        commit = Commit(f"c{index}", draw(st.sampled_from("абв")), "", f"{draw(days)}T09:00:00+06:00", f"s{index}")
        versions.append(Version(commit, "p", "" if gone else blob, "" if gone else sha, None if gone else revision))
    deeds = st.sampled_from([Deed.APPROVE, Deed.APPROVE, Deed.REVIEW, Deed.WITHDRAW, Deed.ISSUE])
    acts = []
    for _ in range(draw(st.integers(0, 6))):
        sha = TEXTS[draw(st.integers(0, 7))][1]
        acts.append(Act(draw(deeds), f"{draw(days)}T09:00:00Z", "rector", "A", draw(st.integers(1, 4)), sha, ""))
    return Past(tuple(versions), tuple(sorted(acts, key=lambda act: act.at)))


@given(pasts())
def test_every_revision_and_every_act_that_is_shown_has_one_row(past: Past) -> None:
    rows = past.rows
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    revisions = [row.revision for row in rows if row.kind not in {ChangeKind.REVIEW, ChangeKind.WITHDRAWAL}]
    assert len(set(revisions)) == len(revisions)
    assert set(revisions) == {version.revision for version in past.versions if version.revision}
    shown = [act.deed.value for act in past.acts if act.deed in {Deed.REVIEW, Deed.WITHDRAW}]
    kinds = {ChangeKind.REVIEW: "review", ChangeKind.WITHDRAWAL: "withdraw"}
    assert [kinds[row.kind] for row in rows if row.kind in kinds] == shown


@given(pasts())
def test_revisions_rise_and_the_first_is_the_introduction(past: Past) -> None:
    rows = [row for row in past.rows if row.kind not in {ChangeKind.REVIEW, ChangeKind.WITHDRAWAL}]
    assert [row.revision for row in rows] == sorted(row.revision for row in rows)
    assert [row.kind for row in rows].count(ChangeKind.INTRODUCTION) == bool(rows)
    assert [row.change_number for row in rows] == list(range(len(rows)))


@given(pasts())
def test_an_approved_text_that_git_has_is_the_text_of_its_row(past: Past) -> None:
    for step in steps(past.versions, past.acts):
        approval = next((a for a in reversed(past.acts) if a.decides and a.revision == step.revision), None)
        own = {version.sha256 for version in past.versions if version.revision == step.revision}
        if approval and approval.sha256 in own:
            assert step.final.sha256 == approval.sha256


@given(pasts())
def test_every_author_of_a_version_stands_in_some_row_unless_it_came_after_all(past: Past) -> None:
    found = steps(past.versions, past.acts)
    named = {version.commit.id for step in found for version in step.versions}
    assert {step.final.commit.id for step in found} <= named
    assert set(needed(past.versions, past.acts)) <= {version.blob for version in past.versions if version.blob}


@given(pasts(numbered=False))
def test_without_numbers_and_ledger_every_text_is_a_row(past: Past) -> None:
    rows = Past(past.versions, ()).rows
    assert [row.commit for row in rows] == [version.commit.id for version in past.versions if version.blob]


@given(pasts(), st.dates().map(str))
def test_a_day_cuts_off_what_came_later_and_the_last_day_nothing(past: Past, day: str) -> None:
    versions, acts = until(past.versions, past.acts, day)
    assert all(act.day <= day for act in acts)
    approved = {act.sha256 for act in acts if act.decides}
    assert all(item.commit.when[:10] <= day or item.sha256 in approved for item in versions)
    assert until(past.versions, past.acts, "9999-12-31") == (past.versions, past.acts)
