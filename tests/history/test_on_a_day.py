"""A document as it stood on a day: what was decided until then, as later corrections have it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from qms.actions.changes.history import Past
from qms.actions.documents.in_force import in_force
from qms.actions.session import Found, Session
from qms.adapters.files.workspace import Workspace
from qms.adapters.languages import catalog
from qms.ledger.lines import ledger_path, read_ledger
from qms.model.act import NOT_YET

from .story import CODE, PATH, Story, text, versions_of


def whole(workspace: Workspace) -> Past:
    snapshot = workspace.snapshot()
    return Past(Found(CODE, None), versions_of(workspace), snapshot.acts(CODE), snapshot)


def test_an_order_given_later_does_not_put_into_effect_before(tmp_path: Path) -> None:
    story = Story(tmp_path / "clone")
    story.commit({PATH: text(1)}, "Begin")
    story.act("approve", text(1), on="2022-02-01", awaits="effect")
    story.act("effect", text(1), on="2022-05-01", basis="№ 9", effective="2022-04-01")
    past = whole(story.tell())
    assert past.on("2022-04-15").acts[0].effective == NOT_YET
    assert past.on("2022-05-01").acts[0].effective == "2022-04-01"


def test_a_slip_that_was_corrected_later_is_told_as_it_was(tmp_path: Path) -> None:
    story = Story(tmp_path / "clone")
    story.commit({PATH: text(1)}, "Begin")
    story.act("approve", text(1), on="2022-02-01", effective="2023-02-15")
    (approval,) = read_ledger(story.ledgers[CODE], CODE, ledger_path(CODE)).acts
    slip = {"amends": approval.line_sha256, "effective": "2022-02-15", "reason": "Жыл ката"}
    story.act("amend", text(1), on="2022-02-01", **slip)
    past = whole(story.tell())
    found = past.on("2022-02-20")
    assert [(act.deed.value, act.effective) for act in found.acts] == [
        ("approve", "2022-02-15"),
        ("amend", "2022-02-15"),
    ]


def test_a_text_counts_from_its_approval_even_where_its_clock_was_wrong(tmp_path: Path) -> None:
    story = Story(tmp_path / "clone")
    story.commit({PATH: text(1)}, "Begin", when="2099-01-01T09:00:00+06:00")
    story.act("approve", text(1), on="2022-02-01")
    story.commit({PATH: text(2)}, "Go on", when="2022-03-01T09:00:00+06:00")
    past = whole(story.tell())
    assert [version.revision for version in past.on("2022-01-31").versions] == []
    assert [version.revision for version in past.on("2022-02-01").versions] == [1]
    assert [version.revision for version in past.on("2022-03-01").versions] == [1, 2]
    assert past.on("") == past


def test_before_its_approval_nothing_but_its_own_day_brings_a_text(tmp_path: Path) -> None:
    story = Story(tmp_path / "clone")
    story.commit({PATH: text(1)}, "Begin", when="2022-01-20T09:00:00+06:00")
    story.act("prepare", text(1), on="2022-01-10")
    story.act("approve", text(1), on="2022-01-15")
    past = whole(story.tell())
    assert [len(past.on(day).versions) for day in ("2022-01-09", "2022-01-14", "2022-01-15")] == [0, 0, 1]


def test_a_text_without_a_number_has_that_of_its_row_in_the_sheet(tmp_path: Path) -> None:
    story = Story(tmp_path / "clone")
    story.commit({PATH: text(None)}, "Begin")
    story.commit({PATH: text(None, "# 1 Максат\n\nБир.\n")}, "Shorten", when="2022-02-01T09:00:00Z")
    session = Session(story.tell(), datetime(2022, 6, 1, tzinfo=UTC), catalog)
    days = ("2022-01-09", "2022-01-31", "2022-02-01")
    assert [in_force(session, CODE, day).revision for day in days] == [None, 1, 2]
