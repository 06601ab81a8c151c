"""Each act is judged by the people and keys that were trusted at its own commit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from qms.ledger.trail import Judgement, judge
from qms.model.trail import Fault, FaultKind, Link, Trail

from .lines import CODE, PATH
from .seals import holds, key
from .trails import ENDED, FIRST_FILES, NAMED, NONE, NOON, fault, files, judged, line, link


def test_an_act_that_its_person_signed_counts() -> None:
    data = line()
    found = judged(link("c1", data))

    assert found.faults == ()
    assert [(act.link.commit, act.path, act.line, act.person.id, act.key) for act in found.signed] == [
        ("c1", PATH, 1, "a", key(1))
    ]


def test_what_was_recorded_before_signing_began_is_no_fault_and_no_signature_either() -> None:
    plain = link("c1", line(signer=0), now=NONE)

    assert judge(Trail((plain,)), {}, holds) == Judgement()
    assert judge(Trail(), {}, holds) == Judgement()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (line(signer=0), fault(FaultKind.UNSIGNED, "c1", act="approve")),
        (line().replace(b'"revision":1', b'"revision":2'), fault(FaultKind.WRONG, "c1")),
        (line(sig="no signature", signer=0), fault(FaultKind.WRONG, "c1")),
        (line(signer=9), fault(FaultKind.UNKNOWN, "c1")),
        (line(by="lawyer"), fault(FaultKind.ROLE, "c1", role="lawyer", **NAMED)),
        (line(attested="lawyer"), fault(FaultKind.ROLE, "c1", role="lawyer", **NAMED)),
        (line(person="b"), fault(FaultKind.ANOTHER, "c1", person="b", **NAMED)),
        (line(person=""), fault(FaultKind.ANOTHER, "c1", person="–", **NAMED)),
        (line(attested="registrar", attester="b"), fault(FaultKind.ANOTHER, "c1", person="b", **NAMED)),
        (line(root="0" * 64), fault(FaultKind.FOREIGN, "c1")),
    ],
)
def test_a_signature_that_does_not_count_is_told_with_its_reason(data: bytes, expected: Fault) -> None:
    found = judged(link("c1", data))

    assert found.faults == (expected,)
    assert found.signed == ()


def test_a_witness_signs_what_was_decided_on_paper() -> None:
    data = line(by="council", attested="registrar", attester="a", person="rector")
    assert judged(link("c1", data)).faults == ()


def test_the_key_of_who_may_sign_level_2_decides_about_no_other_level() -> None:
    def by_b(deed: str) -> tuple[Fault, ...]:
        data = line(act=deed, deed=deed, by="head", person="b", signer=2)
        return judged(link("c1", data), levels={CODE: "1"}).faults

    assert by_b("approve") == (fault(FaultKind.LEVEL, "c1", name="b", level="1"),)
    assert by_b("prepare") == (), "who writes needs no level"
    data = line(by="head", person="b", signer=2)
    assert judged(link("c1", data), levels={CODE: "2"}).faults == ()
    assert judged(link("c1", data)).faults == (), "a document that is gone has no level"


def test_a_key_that_was_ended_signs_nothing_from_that_commit_on() -> None:
    two = files(ENDED)
    ending = Link("c2", NOON, (), (), (FIRST_FILES,), two)
    late = link("c3", line(), now=two)
    with_new = link("c3", line(signer=4), now=two)

    assert judged(ending, late).faults == (fault(FaultKind.ENDED, "c3", name="A"),)
    assert judged(ending, with_new).faults == ()
    assert judged(link("c1", line()), ending).faults == ()


def test_only_the_lines_that_a_commit_adds_are_judged_at_it() -> None:
    bad = line(signer=9)
    both = line(line(bad, revision=2), signer=0, revision=3)

    found = judged(link("c1", bad), link("c2", both, bad))
    assert found.faults == (
        fault(FaultKind.UNKNOWN, "c1"),
        fault(FaultKind.UNSIGNED, "c2", number=3, act="approve"),
    )
    assert [(item.link.commit, item.line) for item in found.signed] == [("c2", 2)]


def test_what_is_no_act_is_left_to_the_rules_about_ledgers() -> None:
    rubbish = b'[]\n{}\n{"by":1}\n{"act":"approve"}\nno json\n'
    assert judged(link("c1", rubbish)) == Judgement()


def test_a_line_that_cannot_be_signed_is_an_unsigned_one() -> None:
    values = b'{"by":"rector","code":"X","sig":"AAAA","text":"\\ud800"}\n'
    assert [item.kind for item in judged(link("c1", values)).faults] == [FaultKind.UNSIGNED]
    assert judged(link("c1", values)).faults[0].values == {"act": "None"}


def test_an_act_that_names_no_document_is_told_without_one() -> None:
    data = b'{"act":"approve","at":"2020-01-01T00:00:00Z","by":"rector"}\n'
    late = fault(FaultKind.LATE, "c1", code="", at="2020-01-01T00:00:00Z", when="2022-02-01")
    assert judged(link("c1", data)).faults == (late, fault(FaultKind.UNSIGNED, "c1", code="", act="approve"))


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2022-02-02T15:00:00+06:00", None),
        ("2022-02-02T15:00:01+06:00", FaultKind.LATE),
        ("2022-01-31T15:00:00+06:00", None),
        ("2022-01-31T14:59:59+06:00", FaultKind.EARLY),
    ],
)
def test_the_moment_of_an_act_is_that_of_its_commit_but_for_a_day(when: str, kind: FaultKind | None) -> None:
    faults = judged(link("c1", line(), when=when)).faults
    day = {"at": "2022-02-01T09:00:00Z", "when": when[:10]}
    assert faults == ((fault(kind, "c1", **day),) if kind else ())


@pytest.mark.parametrize("when", ["2022-01-01T14:59:59", "soon", ""])
def test_where_the_author_names_no_moment_the_second_of_the_commit_counts(when: str) -> None:
    made = int(datetime(2022, 2, 1, 9, tzinfo=UTC).timestamp())
    assert judged(link("c1", line(), when=when, committed=made)).faults == ()
    for committed, day in ((made - 100_000, "2022-01-31"), (0, "1970-01-01")):
        values = {"at": "2022-02-01T09:00:00Z", "when": day}
        early = fault(FaultKind.EARLY, "c1", **values)
        assert judged(link("c1", line(), when=when, committed=committed)).faults == (early,)


def test_an_act_that_names_no_moment_is_compared_with_none() -> None:
    data = line(at="soon")
    assert judged(link("c1", data, when="2020-01-01T00:00:00Z")).faults == ()


def test_what_is_not_committed_yet_is_compared_with_no_moment() -> None:
    assert judged(link("", line(), when="2020-01-01T00:00:00Z", committed=1, followed=10**6)).faults == ()


DAY = 86_400


@pytest.mark.parametrize(
    ("committed", "expected"),
    [(30 * DAY, ()), (29 * DAY, ()), (29 * DAY - 1, ("1970-01-29", "1970-01-31")), (0, ())],
)
def test_a_commit_that_is_older_than_its_parent_is_told(committed: int, expected: tuple[str, ...]) -> None:
    values = dict(zip(("when", "before"), expected, strict=False))
    found = judged(link("c1", line(), committed=committed, followed=30 * DAY)).faults
    assert found == ((fault(FaultKind.BACKWARDS, "c1", **values),) if expected else ())
