"""Each version of the trust file is judged by the one before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qms.ledger.signature import ACTS, Claim
from qms.ledger.signature import TRUST as PURPOSE
from qms.ledger.trail import claims, judge
from qms.model.trail import Fault, FaultKind, Growth, Link, Trail, TrustFiles
from qms.model.trust import SIGNATURES_FILE, SIGNERS_FILE

from .lines import PATH
from .seals import holds, key, person, seal
from .trails import (
    BEGUN,
    ENDED,
    FIRST_FILES,
    NONE,
    NOON,
    ONE,
    A,
    B,
    changed,
    fault,
    files,
    judged,
    line,
    link,
    of_trust,
    version,
)

TWO = version(2, ONE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (files(TWO), ()),
        (NONE, (of_trust(FaultKind.TRUST_MISSING, "c1"),)),
        (replace(files(TWO), trust=b"{}"), (of_trust(FaultKind.TRUST_UNREADABLE, "c1"),)),
        (files(version(3, ONE)), (of_trust(FaultKind.TRUST_VERSION, "c1", version="3", before="1"),)),
        (files(version(2, TWO)), (of_trust(FaultKind.TRUST_VERSION, "c1", version="2", before="1"),)),
        (files(TWO, b=2), (of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="–", count="1"),)),
        (files(TWO, a=2), (of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="–", count="1"),)),
        (
            replace(files(TWO), signatures=None),
            (of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="–", count="1"),),
        ),
        (
            replace(FIRST_FILES, signatures=None),
            (of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="–", count="1"),),
        ),
        (FIRST_FILES, ()),
    ],
)
def test_a_version_of_the_trust_file_follows_the_one_before(now: TrustFiles, expected: tuple[Fault, ...]) -> None:
    assert tuple(item for item in judged(changed(now)).faults if item.kind != "signers-differ") == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (files(version(2, ONE)), [of_trust(FaultKind.TRUST_VERSION, "c1", version="2", before="0")]),
        (
            files(ONE, b=2),
            [of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="–", count="1")],
        ),
        (FIRST_FILES, []),
        (replace(FIRST_FILES, trust=b"no", signers=b""), [of_trust(FaultKind.TRUST_UNREADABLE, "c1")]),
    ],
)
def test_the_first_version_is_signed_by_its_own_root(first: TrustFiles, expected: list[Fault]) -> None:
    for before in ((), (NONE,)):
        found = judge(Trail((Link("c1", NOON, (), (), before, first),)), {}, holds)
        assert list(found.faults) == expected


def test_a_threshold_counts_the_people_and_names_those_who_signed() -> None:
    more: dict[str, object] = {"threshold": 3, "root": ("a", "b", "c")}
    more["people"] = {**ONE.people, "b": replace(B, levels=()), "c": person("c", 3)}
    wide = version(1, **more)

    def signed(**names: int) -> tuple[Fault, ...]:
        begun = Link("c0", NOON, (), (), (), files(wide, a=1, b=2, c=3))
        return judge(Trail((begun, changed(files(version(2, wide, **more), **names), files(wide)))), {}, holds).faults

    assert signed(a=1, b=2, c=3) == ()
    assert signed(a=1, c=3) == (of_trust(FaultKind.TRUST_UNSIGNED, "c1", SIGNATURES_FILE, names="a, c", count="3"),)


def test_a_version_in_the_place_of_another_lets_nobody_sign_in_its_own_commit() -> None:
    thief = version(1, people={**ONE.people, "a": replace(A, keys=(key(1), key(9)))})
    swap = changed(files(thief), growth=(Growth(PATH, (b"",), line(signer=9)),))
    kinds = [item.kind for item in judged(swap).faults]
    assert kinds == [FaultKind.TRUST_VERSION, FaultKind.TRUST_MIXED, FaultKind.UNKNOWN]


def test_the_trust_file_is_changed_apart_from_acts_but_a_merge_may_bring_both() -> None:
    growth = (Growth(PATH, (b"",), line()),)
    assert judged(changed(files(TWO), growth=growth)).faults == (of_trust(FaultKind.TRUST_MIXED, "c1"),)

    merged = (Growth(PATH, (b"", line()), line()),)
    assert judged(changed(files(TWO), FIRST_FILES, files(TWO), growth=merged)).faults == ()
    assert judged(changed(files(TWO), FIRST_FILES, FIRST_FILES, growth=merged)).faults == ()


def test_an_unreadable_trust_file_and_a_missing_one_are_told_once() -> None:
    bad = replace(FIRST_FILES, trust=b"{}")
    assert judged(changed(bad), link("c2", None, now=bad)).faults == (of_trust(FaultKind.TRUST_UNREADABLE, "c1"),)
    assert judged(changed(NONE), link("c2", None, now=NONE)).faults == (of_trust(FaultKind.TRUST_MISSING, "c1"),)


def test_while_the_trust_file_is_bent_the_last_good_one_judges() -> None:
    bad = replace(FIRST_FILES, trust=b"{}")
    broken = changed(bad, growth=(Growth(PATH, (b"",), line(signer=9)),))
    assert [item.kind for item in judged(broken).faults] == [FaultKind.TRUST_UNREADABLE, FaultKind.UNKNOWN]

    older = changed(FIRST_FILES, files(ENDED), growth=(Growth(PATH, (b"",), line()),))
    found = judge(Trail((BEGUN, changed(files(ENDED)), older)), {}, holds)
    assert FaultKind.ENDED in [item.kind for item in found.faults]
    assert found.signed == ()


def test_two_versions_of_one_number_are_told_where_they_meet() -> None:
    other = version(2, ONE, people={**ONE.people, "b": replace(B, levels=())})
    merge = changed(files(TWO), files(TWO), files(other))
    told = of_trust(FaultKind.TRUST_VERSION, "c1", version="2", before="2")

    assert judged(merge).faults == (told,)
    assert judged(changed(files(TWO), files(TWO), FIRST_FILES)).faults == ()
    assert judged(changed(files(TWO), files(TWO), NONE)).faults == ()
    assert judged(changed(files(TWO), files(TWO), files(TWO, b=2))).faults == ()


def test_an_act_that_a_branch_recorded_under_older_trust_is_judged_by_the_newest_where_they_meet() -> None:
    ended = files(ENDED)
    merge = Link("c3", NOON, (), (Growth(PATH, (b"", line()), line()),), (ended, FIRST_FILES), ended)

    found = judged(changed(ended), link("c2", line()), merge)
    assert found.faults == (fault(FaultKind.ENDED, "c3", name="A"),)
    known = Link("c3", NOON, (), (Growth(PATH, (line(), b""), line()),), (ended, FIRST_FILES), ended)
    assert judged(changed(ended), link("c2", line()), known).faults == ()


def test_the_list_for_plain_git_is_that_of_the_trust_file_at_the_end() -> None:
    other = replace(FIRST_FILES, signers=b"")
    differ = (of_trust(FaultKind.SIGNERS_DIFFER, "c1", SIGNERS_FILE),)

    assert judged(changed(other)).faults == differ
    assert judged(changed(other), link("c2", None)).faults == ()


def test_the_claims_of_a_trail_are_all_its_new_signatures() -> None:
    one = line()
    two = line(line(one, signer=0, revision=2), revision=3)
    trail = Trail((BEGUN, link("c1", one), link("c2", two, one)))
    texts = [data.encode() for data in two.decode().splitlines()]

    found = list(claims(trail))
    by_acts = [claim for claim in found if claim.namespace == ACTS]
    assert [claim.signature in text.decode() for claim, text in zip(by_acts, (texts[0], texts[2]), strict=True)]
    assert all(holds(claim) for claim in found)
    assert found[0] == Claim(FIRST_FILES.trust or b"", PURPOSE, seal(1, FIRST_FILES.trust or b"", PURPOSE))
    assert list(claims(Trail((link("c1", one, one, now=NONE),)))) == []
    assert list(claims(Trail((link("c1", one, b"", one, now=NONE),)))) == [], "what one parent has is not new"


def test_a_signature_whose_name_is_written_in_escapes_is_a_claim_too() -> None:
    plain = line()
    escaped = plain.replace(b'"sig"', b'"\\u0073ig"')
    assert escaped != plain
    trails = [Trail((link("c1", data, now=NONE),)) for data in (plain, escaped)]
    assert list(claims(trails[1])) == list(claims(trails[0])) != []


def test_without_signatures_a_trust_file_has_no_claims() -> None:
    for now in (replace(FIRST_FILES, signatures=None), NONE, replace(FIRST_FILES, signatures=b"no")):
        assert list(claims(Trail((changed(now),)))) == []
