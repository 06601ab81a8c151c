"""Two people recorded acts on one document: those that nobody else has come after the shared ones."""

from __future__ import annotations

from hashlib import sha256

import pytest

from qms.ledger.join import Apart, apart, joined, signatory
from qms.ledger.lines import COMMON, canonical, compose, read_ledger
from qms.model.act import Act, Value

from .lines import CODE, act, ledger

BASE = act(revision=1)
THEIRS = act("review", at="2022-02-02T09:00:00Z", on="2022-02-02")
OURS = act("review", at="2022-02-03T09:00:00Z", on="2022-02-03", basis="№ 2")
NOW = "2022-06-06T09:00:00Z"
BASE_DATA = ledger([BASE])


def parted(theirs: list[dict[str, Value]], ours: list[dict[str, Value]]) -> Apart:
    found = apart(BASE_DATA, ledger([BASE, *theirs]), ledger([BASE, *ours]))
    assert found is not None
    return found


def after(found: Apart) -> tuple[Act, ...]:
    """Return the acts of the joined ledger, which is a whole chain."""
    read = read_ledger(joined(found, NOW, None), CODE, "")
    assert read.problems == ()
    return read.acts


def hashes(data: bytes) -> list[str]:
    return [sha256(line).hexdigest() for line in data.splitlines()]


def test_own_acts_come_after_the_shared_ones_and_say_the_same() -> None:
    found = parted([THEIRS], [OURS])
    acts = after(found)

    assert found.new == (compose(THEIRS, BASE_DATA)[:-1],)
    assert [item.at for item in acts] == [BASE["at"], THEIRS["at"], OURS["at"]]
    assert acts[2].fields == {"basis": "№ 2", "on": "2022-02-03"}
    assert joined(found, NOW, None).startswith(found.shared)


def test_what_both_have_is_not_recorded_twice() -> None:
    found = parted([THEIRS], [THEIRS, OURS])
    assert [item["at"] for item in found.own] == [THEIRS["at"], OURS["at"]], "all that followed what was shared"
    other = apart(b"another beginning\n", ledger([BASE, THEIRS]), ledger([BASE, OURS]))
    assert other is not None
    assert [item["at"] for item in other.own] == [OURS["at"]]
    assert len(after(other)) == 3


def without(name: str) -> bytes:
    return canonical({key: value for key, value in {**OURS, "prev": "0", "v": 1}.items() if key != name}) + b"\n"


@pytest.mark.parametrize(
    ("shared", "own"),
    [
        (ledger([BASE, THEIRS])[:-1], ledger([BASE, OURS])),
        (ledger([BASE, THEIRS]), ledger([BASE, OURS])[:-1]),
        (ledger([BASE, THEIRS]), BASE_DATA + b"no json\n"),
        *((ledger([BASE, THEIRS]), BASE_DATA + without(name)) for name in sorted(COMMON)),
        (b"", ledger([BASE, OURS])),
    ],
)
def test_ledgers_that_are_not_whole_are_not_joined(shared: bytes, own: bytes) -> None:
    assert apart(BASE_DATA, shared, own) is None


def test_what_is_wrong_in_the_shared_part_hinders_nobody() -> None:
    bad = b"no json\n"
    found = apart(bad, bad, bad + compose(OURS, bad))
    assert found is not None
    assert joined(found, NOW, None) == bad + compose(OURS, bad)


def test_an_act_that_may_not_stand_after_the_last_one_is_recorded_now_and_keeps_its_day() -> None:
    early = act("review", at="2022-02-02T08:59:59Z")
    moved = after(parted([THEIRS], [early]))[2]
    assert (moved.at, moved.fields["on"]) == (NOW, "2022-02-02")

    moved = after(parted([THEIRS], [{**early, "on": "2022-01-31"}]))[2]
    assert (moved.at, moved.fields["on"]) == (NOW, "2022-01-31")
    assert after(parted([THEIRS], [act("review", at=THEIRS["at"])]))[2].fields == {}, "the same moment may stay"


def test_a_correction_follows_the_act_that_it_corrects() -> None:
    own = ledger([BASE, OURS])
    own += compose(act("amend", at=OURS["at"], amends=hashes(own)[1], basis="№ 3"), own)
    own += compose(act("amend", at=OURS["at"], amends=hashes(own)[0], basis="№ 4"), own)
    found = apart(BASE_DATA, ledger([BASE, THEIRS]), own)
    assert found is not None
    data = joined(found, NOW, None)
    read = read_ledger(data, CODE, "")

    assert [item.text("basis") for item in read.acts] == ["№ 4", "", "№ 3", "№ 3", "№ 4"]
    assert read.acts[3].fields["amends"] == hashes(data)[2]


def test_a_correction_of_what_an_earlier_step_has_put_there_already_follows_it_too() -> None:
    own = ledger([BASE, OURS])
    own += compose(act("amend", at=OURS["at"], amends=hashes(own)[1], basis="№ 3"), own)
    shared = ledger([BASE, THEIRS, OURS])
    found = apart(ledger([BASE, OURS]), shared, own)
    assert found is not None
    data = joined(found, NOW, None)

    assert read_ledger(data, CODE, "").acts[3].fields["amends"] == hashes(data)[2]


def test_a_copy_that_is_issued_keeps_the_place_that_is_printed_on_it() -> None:
    issue = act("issue", at=OURS["at"])
    alone = ledger([BASE, issue])
    acts = after(parted([THEIRS], [issue]))
    assert acts[2].fields["after"] == read_ledger(alone, CODE, "").acts[1].prev

    again = after(parted([THEIRS], [{**issue, "after": "f" * 64}]))
    assert again[2].fields["after"] == "f" * 64, "the first place is the one on the paper"
    assert "after" not in after(parted([], [issue]))[1].fields, "where nothing came between, it keeps its place"
    assert "after" not in after(parted([THEIRS], [act("review", at=OURS["at"])]))[2].fields


def test_two_copies_of_one_number_are_a_clash() -> None:
    def clash(theirs: list[dict[str, Value]], ours: list[dict[str, Value]]) -> int:
        return parted(theirs, ours).clash

    assert clash([act("issue", number=3, holder="ИЖ")], [act("issue", number=3)]) == 3
    assert clash([act("issue", number=3)], [act("issue", number=4)]) == 0
    assert clash([act("issue", number=3, holder="ИЖ")], [act("issue", number=4), act("issue", number=3)]) == 3
    assert clash([act("return", number=3)], [act("issue", number=3)]) == 0
    assert clash([THEIRS], [OURS]) == 0
    assert clash([THEIRS, act("issue", number=3, holder="ИЖ")], [OURS, act("issue", number=3)]) == 3


def test_who_signed_signs_anew_and_who_did_not_does_not() -> None:
    signed = {**OURS, "person": "a", "sig": "old"}
    witnessed = {**OURS, "person": "a", "attested": "registrar", "attester": "b", "sig": "old"}
    found = parted([THEIRS], [signed, OURS, witnessed, signed])

    assert found.signed == ("a", "b")
    read = read_ledger(joined(found, NOW, lambda message: f"new {b'old' not in message}"), CODE, "")
    assert [item.fields.get("sig") for item in read.acts[2:]] == ["new True", None, "new True", "new True"]
    assert parted([THEIRS], [OURS]).signed == ()
    assert signatory({}) == ""
