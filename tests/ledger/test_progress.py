"""How far a revision has come: which steps hold for its text, which is next, who may not do both of two."""

from __future__ import annotations

import pytest

from qms.ledger.lines import read_ledger
from qms.ledger.progress import Progress, Step, describe, progress, way
from qms.ledger.separation import Part, conflicts, parts
from qms.model.act import Deed, Value
from qms.model.flow import SEPARATIONS, Approval

from .lines import CODE, act, ledger

ROW = Approval("row", check=("head",), agree=("lawyer", "deputy"), approve=("rector",))
TEXT, OTHER = "a" * 64, "b" * 64


def follow(*found: dict[str, Value], row: Approval = ROW, text: str = TEXT) -> Progress:
    return progress(read_ledger(ledger(found), CODE, "").acts, 1, text, row)


def test_every_role_checks_and_agrees_in_the_order_of_the_matrix() -> None:
    assert [describe(step) for step in way(ROW)] == [
        "prepare",
        "check (head)",
        "agree (lawyer)",
        "agree (deputy)",
        "approve (rector)",
    ]


def test_where_a_row_names_an_order_it_comes_last_and_an_external_document_is_registered_only() -> None:
    assert way(Approval("x", approve=("a",), effect=("b",)))[-1] == Step(Deed.EFFECT, ("b",))
    assert way(Approval("x", register=("a", "b"))) == (Step(Deed.REGISTER, ("a", "b")),)
    assert describe(Step(Deed.REGISTER, ("a", "b"))) == "register (a, b)"


def test_steps_are_taken_one_after_another() -> None:
    found = follow(act("prepare"), act("check", by="head"), act("agree", by="lawyer"))

    assert [done.deed for done in found.done] == [Deed.PREPARE, Deed.CHECK, Deed.AGREE]
    assert found.open[0] == Step(Deed.AGREE, ("deputy",))
    assert found.begun


@pytest.mark.parametrize(
    "wrong", [act("agree", by="lawyer"), act("check", by="lawyer"), act("check", by="head", sha256=OTHER)]
)
def test_what_is_not_the_next_step_for_this_text_opens_nothing(wrong: dict[str, Value]) -> None:
    found = follow(act("prepare"), wrong)

    assert [done.deed for done in found.done] == [Deed.PREPARE]
    assert len(found.astray) + len(found.stale) == 1


def test_a_no_and_a_new_submission_begin_the_way_again() -> None:
    found = follow(act("prepare"), act("check", by="head"), act("reject", by="lawyer", reason="ката"))
    again = follow(act("prepare"), act("reject", reason="x"), act("prepare"))

    assert (found.done, found.open[0]) == ([], Step(Deed.PREPARE))
    assert found.rejected is not None
    assert found.begun
    assert again.rejected is None
    assert [done.deed for done in again.done] == [Deed.PREPARE]


def test_a_decision_tells_which_steps_were_skipped() -> None:
    paper, begun = follow(act("approve")), follow(act("prepare"), act("approve"))

    assert (len(paper.skipped), paper.walked) == (4, False)
    assert ([step.roles for step in begun.skipped], begun.walked) == ([("head",), ("lawyer",), ("deputy",)], True)
    assert begun.open == []
    assert begun.decision is not None
    assert begun.decision.deed is Deed.APPROVE
    assert follow(act("prepare")).decision is None


def test_steps_of_another_revision_are_no_steps_of_this_one() -> None:
    found = follow(act("prepare", revision=2), act("prepare"), act("approve", revision=2), act("reject", revision=2))

    assert [done.revision for done in found.done] == [1]
    assert (found.stale, found.astray, found.rejected, found.decision) == ([], [], None, None)


def test_what_comes_after_the_decision_does_not_take_it_back() -> None:
    found = follow(act("prepare"), act("approve"), act("prepare"), act("check", by="head"))
    refused = follow(act("approve"), act("reject", reason="x"))

    assert found.decision is not None
    assert [late.deed for late in found.astray] == [Deed.PREPARE, Deed.CHECK]
    assert refused.decision is not None
    assert refused.rejected is not None


def test_the_decision_about_another_text_decides_nothing_about_this_one() -> None:
    found = follow(act("prepare"), act("approve", sha256=OTHER))

    assert (found.decision, found.walked, found.skipped) == (None, False, [])
    assert found.open[0] == Step(Deed.CHECK, ("head",))


def test_of_two_approvals_of_one_text_the_later_is_the_decision() -> None:
    found = follow(act("approve", on="2022-02-01"), act("approve", on="2022-02-09", awaits="effect"))

    assert found.decision is not None
    assert found.decision.day == "2022-02-09"
    assert found.open == [], "after the first nothing was open any more"


def test_an_order_that_nobody_waits_for_is_no_step() -> None:
    row = Approval("x", prepare=("author",), approve=("rector",), effect=("rector",))

    assert follow(act("approve"), act("effect"), row=row).astray == []
    assert [early.deed for early in follow(act("prepare", by="author"), act("effect"), row=row).astray] == [Deed.EFFECT]


def test_a_way_is_begun_by_any_step_and_by_a_no() -> None:
    for deed, begun in (("prepare", True), ("agree", True), ("reject", True), ("approve", False), ("review", False)):
        assert follow(act(deed)).begun is begun
    assert follow(act("check", by="head", sha256=OTHER)).begun
    assert follow(act("review"), act("issue")).astray == []


def test_nobody_must_submit_where_nobody_checks_or_agrees() -> None:
    assert follow(act("approve"), row=Approval("x", approve=("rector",))).skipped == []


def test_an_approval_that_awaits_its_order_leaves_that_step_open() -> None:
    row = Approval("x", approve=("council",), effect=("rector",))
    approval = act("approve", by="council", awaits="effect")

    assert follow(approval, row=row).open == [Step(Deed.EFFECT, ("rector",))]
    assert follow(approval, act("effect"), row=row).open == []


@pytest.mark.parametrize("separation", SEPARATIONS)
def test_each_separation_is_about_one_person_and_can_be_waived(separation: str) -> None:
    one, other = separation.split("-")
    same, apart = [Part(one, "x", "p"), Part(other, "y", "p")], [Part(one, "x", "p"), Part(other, "x", "q")]

    assert [found.separation for found in conflicts(same)] == [separation]
    assert list(conflicts(apart)) == []
    assert list(conflicts(same, {separation})) == []


def test_an_act_tells_who_did_what_and_who_attested_it() -> None:
    def told(**fields: Value) -> list[Part]:
        (found,) = read_ledger(ledger([act(**fields)]), CODE, "").acts  # type: ignore[arg-type]
        return list(parts(found))

    assert told(person="p") == [Part("approve", "rector", "p")]
    assert told(attested="registrar", attester="q") == [
        Part("approve", "rector", ""),
        Part("attest", "registrar", "q"),
    ]
    assert told(deed="review") == []


def test_where_a_person_is_unknown_the_role_counts() -> None:
    known, unknown = Part("check", "head", "p"), Part("approve", "head", "")

    assert [found.person for found in conflicts([known, unknown])] == ["p"]
    assert list(conflicts([known, Part("approve", "rector", "")])) == []
    assert list(conflicts([Part("check", "", ""), Part("approve", "", "")])) == []
