"""Of a stolen key nothing counts that it signed after the last good commit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qms.ledger.trail import Judgement, judge
from qms.model.act import Value
from qms.model.trail import Fault, FaultKind, Growth, Link, Trail
from qms.model.trust import Key, KeyState

from .lines import CODE, PATH
from .seals import holds, key
from .trails import NAMED, NOON, ONE, A, B, files, line, link, of_trust, version

C0, C1, C2, C3, C4 = (digit * 40 for digit in "01234")
PARENTS = {C0: (), C1: (C0,), C2: (C1,), C3: (C2,), C4: (C3,)}
TWO_KEYS = version(1, people={**ONE.people, "a": replace(A, keys=(key(1), key(4)))})


def by_a(before: bytes = b"", signer: int = 1, **fields: Value) -> bytes:
    return line(before, signer, root=TWO_KEYS.sha256, **fields)


def after_theft(*acts: tuple[str, bytes], since: str = C1, signer: int = 1) -> Judgement:
    """Judge a ledger that grew in these commits, when key 1 was stolen after a commit, which the last one tells."""
    before, links, had = files(TWO_KEYS, a=signer), list[Link](), b""
    for commit, data in acts:
        links.append(link(commit, data, had, now=before))
        had = data
    robbed = replace(A, keys=(Key(key(1).text, KeyState.COMPROMISED, since), key(4)))
    now = files(version(2, TWO_KEYS, people={**ONE.people, "a": robbed}), a=4)
    ends = Link(C0, NOON, (), (), (), before), Link(C4, NOON, (), (), (before,), now)
    return judge(Trail((ends[0], *links, ends[1]), PARENTS), {}, holds)


def told(*states: tuple[KeyState, str] | None) -> list[Fault]:
    """Judge versions of the trust file in which key 1 is said to be in these states since commits (None: left out)."""
    data, trust = files(TWO_KEYS, a=4), TWO_KEYS
    links = [Link(C0, NOON, (), (), (), data)]
    for at, state in enumerate(states, 1):
        keys = (*((Key(key(1).text, *state),) if state else ()), key(4))
        trust = version(trust.version + 1, trust, people={**ONE.people, "a": replace(A, keys=keys)})
        before, data = data, files(trust, a=4)
        links.append(Link(str(at) * 40, NOON, (), (), (before,), data))
    return list(judge(Trail(tuple(links), PARENTS), {}, holds).faults)


GOOD, ENDED = (KeyState.ACTIVE, ""), (KeyState.RETIRED, "")
ROBBED = (KeyState.COMPROMISED, C1)
CLEARED = {"name": A.name, "key": key(1).fingerprint, "before": C1[:10]}


def test_a_stolen_key_that_is_called_good_again_is_told() -> None:
    assert told(GOOD, ROBBED, GOOD) == [of_trust(FaultKind.KEY_CLEARED, C3, **CLEARED)]
    assert told(GOOD, ROBBED, GOOD, GOOD) == [of_trust(FaultKind.KEY_CLEARED, C3, **CLEARED)]
    assert told(ROBBED, ENDED) == [of_trust(FaultKind.KEY_CLEARED, C2, **CLEARED)]
    assert told(ROBBED, None, GOOD) == [of_trust(FaultKind.KEY_CLEARED, C3, **CLEARED)]


def test_a_theft_that_is_said_to_be_of_another_day_is_told() -> None:
    later = of_trust(FaultKind.KEY_REDATED, C3, **CLEARED, since=C2[:10])

    assert told(GOOD, ROBBED, (KeyState.COMPROMISED, C2)) == [later]


def test_of_a_key_that_stays_stolen_or_ends_nothing_is_told() -> None:
    assert told(GOOD, ENDED, ROBBED, ROBBED) == []
    assert told(GOOD, ENDED, GOOD) == []
    assert told(ROBBED, None) == []


STOLEN = Fault(FaultKind.COMPROMISED, C2, PATH, 2, CODE, NAMED)


def test_of_a_stolen_key_counts_what_it_signed_up_to_the_last_good_commit() -> None:
    one = by_a()
    two = by_a(one, revision=2)

    assert after_theft((C1, one), (C2, two), since=C2).faults == ()
    found = after_theft((C1, one), (C2, two))
    assert found.faults == (STOLEN,)
    assert [item.line for item in found.signed] == [1]


def test_what_another_key_signed_counts_whoever_was_robbed() -> None:
    one = by_a(signer=4)
    assert after_theft((C2, one)).faults == ()
    assert len(after_theft((C2, one)).signed) == 1


def test_of_somebody_without_a_name_the_short_name_is_told() -> None:
    nameless = {"a": replace(A, name="", keys=(key(1), key(4))), "b": B}
    base = version(1, people=nameless)
    robbed = replace(nameless["a"], keys=(Key(key(1).text, KeyState.COMPROMISED, C0), key(4)))
    now = files(version(2, base, people={**nameless, "a": robbed}), a=4)
    before = files(base, a=4)
    links = (
        Link(C0, NOON, (), (), (), before),
        link(C1, line(root=base.sha256), now=before),
        Link(C2, NOON, (), (), (before,), now),
    )
    (found,) = judge(Trail(links, PARENTS), {}, holds).faults
    assert (found.kind, found.values) == (FaultKind.COMPROMISED, {"name": "a"})


@pytest.mark.parametrize(
    ("fields", "repeated"),
    [
        ({"revision": 2}, True),
        ({"revision": 3}, True),
        ({"revision": 1}, False),
        ({"revision": 2, "act": "review"}, False),
        ({"revision": 2, "signer": 1}, False),
    ],
)
def test_an_act_of_a_stolen_key_is_forgiven_where_it_was_done_again(fields: dict[str, object], repeated: bool) -> None:
    one = by_a()
    two = by_a(one, revision=2)
    three = by_a(two, **{"signer": 4, **fields})  # type: ignore[arg-type]
    found = after_theft((C1, one), (C2, two), (C3, three)).faults

    again = (replace(STOLEN, commit=C3, line=3),) if fields.get("signer") == 1 else ()
    assert found == (() if repeated else (STOLEN, *again))


def test_what_was_done_before_or_in_another_ledger_does_not_repeat_it() -> None:
    good = by_a(signer=4, revision=2)
    bad = by_a(good, revision=2)
    assert after_theft((C1, good), (C2, bad)).faults == (STOLEN,)

    elsewhere = Growth("ledger/X.jsonl", (b"",), by_a(by_a(by_a(signer=4), 4), 4, revision=9))
    one = by_a()
    two = by_a(one, revision=2)
    before = files(TWO_KEYS, a=4)
    robbed = replace(A, keys=(Key(key(1).text, KeyState.COMPROMISED, C1), key(4)))
    links = (
        Link(C0, NOON, (), (), (), before),
        link(C1, one, now=before),
        link(C2, two, one, now=before),
        Link(C3, NOON, (), (elsewhere,), (before,), before),
        Link(C4, NOON, (), (), (before,), files(version(2, TWO_KEYS, people={**ONE.people, "a": robbed}), a=4)),
    )
    assert judge(Trail(links, PARENTS), {}, holds).faults == (STOLEN,)


def test_what_stands_in_its_place_on_another_branch_does_not_repeat_it() -> None:
    before = files(TWO_KEYS, a=4)
    robbed = replace(A, keys=(Key(key(1).text, KeyState.COMPROMISED, C1), key(4)))
    links = (
        Link(C0, NOON, (), (), (), before),
        link(C2, by_a(), now=before),
        link(C3, by_a(signer=4, revision=2), now=before),
        Link(C4, NOON, (), (), (before,), files(version(2, TWO_KEYS, people={**ONE.people, "a": robbed}), a=4)),
    )
    assert judge(Trail(links, PARENTS), {}, holds).faults == (replace(STOLEN, line=1),)


def test_a_version_of_the_trust_file_that_a_thief_may_have_signed_is_told() -> None:
    told = of_trust(FaultKind.COMPROMISED, C0, name="–")
    assert after_theft(since=C1).faults == ()
    assert after_theft(since="9" * 40).faults == (told,), "a commit that nobody has proves nothing"
    assert after_theft(since="9" * 40, signer=4).faults == ()
