"""The trust file has one spelling, and each version is signed by people of the version before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qms.ledger.lines import FIRST
from qms.ledger.signature import ACTS, Claim, key_of
from qms.ledger.signature import TRUST as PURPOSE
from qms.ledger.trust import (
    ATTESTED_DEEDS,
    LARGEST,
    allowed_signers,
    claims,
    read_signatures,
    read_trust,
    signed_by,
    signing_role,
    write_signatures,
    write_trust,
)
from qms.model.act import Deed
from qms.model.trust import KeyState, Trust
from tests.ledger.seals import key, person, seal

TRUST = Trust(1, 1, ("a",), {"a": person("a", 1, "rector"), "b": person("b", 2)}, FIRST)
DATA = write_trust(TRUST)


def test_what_was_written_is_read_again() -> None:
    found = read_trust(DATA)
    assert found is not None
    assert replace(found, sha256="") == TRUST
    assert write_trust(found) == DATA


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"\n",
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: json.dumps(json.loads(data)).encode(),
        lambda data: data.replace(b'"format": 1,', b'"format": 1, "format": 1,'),
        lambda data: data.replace(b'"threshold": 1', b'"threshold": 2'),
        lambda data: data.replace(b'"threshold": 1', b'"threshold": 0'),
        lambda data: data.replace(b'"threshold": 1', b'"threshold": true'),
        lambda data: data.replace(b'"version": 1', b'"version": 2'),
        lambda data: data.replace(b'"active"', b'"retired"', 1),
        lambda data: data.replace(b'"active"', b'"compromised"', 1),
        lambda data: data.replace(b'    "a"\n', b'    "c"\n'),
        lambda data: data.replace(b"ssh-ed25519 ", b"ssh-rsa "),
        lambda data: data.replace(key(2).text.encode(), key(1).text.encode()),
        lambda data: data.replace(b"\n}", b',\n  "more": 1\n}'),
        lambda data: data[:-5],
        lambda data: b"[" * 100_000,
        lambda data: b"",
    ],
)
def test_any_other_spelling_or_meaning_is_no_trust_file(change: object) -> None:
    assert callable(change)
    assert read_trust(change(DATA)) is None


def test_signatures_have_one_spelling() -> None:
    data = write_signatures({"a": "x", "b": "y"})
    assert read_signatures(data) == {"a": "x", "b": "y"}
    for other in (data + b" ", data.replace(b'"y"', b"1"), b"{}", b"[]", b"null", b"{"):
        assert read_signatures(other) == {}


def test_a_signature_that_names_no_key_counts_for_nobody() -> None:
    assert signed_by(TRUST, DATA, {"a": "AAAA", "b": ""}, lambda claim: True) == frozenset()


def test_the_list_for_plain_git_has_the_active_keys_alone() -> None:
    ended = replace(TRUST.people["b"], keys=(replace(key(2), state=KeyState.RETIRED),))
    text = allowed_signers(replace(TRUST, people={**TRUST.people, "b": ended})).decode()
    assert text == f'a namespaces="git,qms-act-v1,qms-trust-v1" {key(1).text}\n'


def spelt(values: object) -> bytes:
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def changed(change: Callable[[Any], object]) -> bytes:
    """Return the trust file in its right spelling, with other contents."""
    values = json.loads(DATA)
    change(values)
    return spelt(values)


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values["people"]["a"].update(more=1),
        lambda values: values["people"]["a"].pop("levels"),
        lambda values: values["people"]["a"].update(name=1),
        lambda values: values["people"].update({"a b": values["people"]["b"]}),
        lambda values: values["people"]["a"].update(roles="rector"),
        lambda values: values["people"]["a"].update(roles=["rector", "registrar", "quality"]),
        lambda values: values["people"]["a"].update(roles=["rector", "rector"]),
        lambda values: values["people"]["a"].update(roles=[""]),
        lambda values: values["people"]["a"].update(roles=[1]),
        lambda values: values.update(format=2),
        lambda values: values.update(version=1_000_000, previous="1" * 64),
        lambda values: values.update(version=0),
        lambda values: values.update(previous="x" * 64, version=2),
        lambda values: values.update(root=["a", "x"]),
        lambda values: values.update(threshold=0),
        lambda values: values.update(threshold=2),
        lambda values: values["people"]["a"]["keys"][key(1).text].update(since="1" * 40),
        lambda values: values["people"]["a"]["keys"][key(1).text].update(more=""),
        lambda values: values["people"]["b"]["keys"].update({key(1).text: {"since": "", "state": "active"}}),
    ],
)
def test_other_contents_in_the_right_spelling_are_refused(change: Callable[[Any], object]) -> None:
    assert read_trust(changed(lambda values: None)) is not None
    assert read_trust(changed(change)) is None


def test_the_largest_version_and_a_later_one_are_read() -> None:
    found = read_trust(changed(lambda values: values.update(version=999_999, previous="1" * 64)))
    assert found is not None
    assert (found.version, found.previous) == (999_999, "1" * 64)


def test_a_trust_file_may_be_as_long_as_the_limit_and_no_longer() -> None:
    def of(size: int) -> bytes:
        empty = len(changed(lambda values: values["people"]["a"].update(name="")))
        return changed(lambda values: values["people"]["a"].update(name="n" * (size - empty)))

    assert len(of(LARGEST)) == LARGEST
    assert read_trust(of(LARGEST)) is not None
    assert read_trust(of(LARGEST + 1)) is None


def test_signatures_may_be_as_long_as_the_limit_and_no_longer() -> None:
    def of(size: int) -> bytes:
        return write_signatures({"a": "x" * (size - len(write_signatures({"a": ""})))})

    assert read_signatures(of(LARGEST))
    assert not read_signatures(of(LARGEST + 1))


def signature(number: int, purpose: str = PURPOSE) -> str:
    return seal(number, purpose=purpose)


def judge() -> Trust:
    """A is of the root with two keys, one ended; B is trusted, but not of the root; C is of the root."""
    a = replace(person("a", 1), keys=(key(1), replace(key(4), state=KeyState.RETIRED)))
    return replace(TRUST, root=("a", "c"), people={"a": a, "b": person("b", 2), "c": person("c", 3)})


def test_only_active_keys_of_the_root_count_each_for_its_own_person() -> None:
    def by(**signatures: str) -> frozenset[str]:
        return signed_by(judge(), DATA, signatures, lambda claim: True)

    assert key_of(signature(1), PURPOSE) == key(1).text
    assert by(a=signature(1)) == {"a"}
    assert by(a=signature(1), c=signature(3)) == {"a", "c"}
    assert by(a=signature(9), c=signature(3)) == {"c"}, "one that does not count does not hide the next"
    assert by(b=signature(2)) == frozenset(), "not of the root"
    assert by(a=signature(4)) == frozenset(), "a key that has ended"
    assert by(a=signature(3)) == frozenset(), "the key of another person"
    assert by(a=signature(1), c=signature(1)) == {"a"}, "one key counts once"
    assert by(a=signature(1, ACTS)) == frozenset(), "made for another purpose"


def test_a_signature_counts_only_when_it_is_verified_for_these_bytes() -> None:
    asked: list[Claim] = []

    def none(claim: Claim) -> bool:
        asked.append(claim)
        return False

    assert signed_by(judge(), DATA, {"a": signature(1)}, none) == frozenset()
    assert asked == [Claim(DATA, PURPOSE, signature(1))] == list(claims(DATA, {"a": signature(1)}))


def test_who_attests_signs_in_the_role_of_the_witness() -> None:
    assert signing_role({"by": "rector"}) == "rector"
    assert signing_role({"act": "approve", "by": "rector", "attested": "registrar"}) == "registrar"
    assert signing_role({"act": "return", "by": "ОИД", "attested": "registrar"}) == "registrar"


@pytest.mark.parametrize("deed", sorted(set(Deed) - ATTESTED_DEEDS))
def test_what_nobody_does_on_paper_is_signed_by_who_does_it(deed: str) -> None:
    assert signing_role({"act": deed, "by": "rector", "attested": "registrar"}) == "rector"


def test_letters_of_names_are_kept_as_they_are() -> None:
    named = replace(TRUST, people={**TRUST.people, "a": replace(TRUST.people["a"], name="Өмүрбек")})
    assert "Өмүрбек".encode() in write_trust(named)
    assert write_trust(named).startswith(b'{\n  "format": 1,\n  "people": {\n    "a": {\n      "keys"')


def test_the_spelling_does_not_depend_on_the_order_of_people() -> None:
    assert write_signatures({"b": "y", "a": "x"}) == write_signatures({"a": "x", "b": "y"})


def test_the_list_for_plain_git_has_a_line_for_each_key() -> None:
    assert allowed_signers(TRUST).decode().splitlines() == [
        f'{name} namespaces="git,qms-act-v1,qms-trust-v1" {key(number).text}' for name, number in (("a", 1), ("b", 2))
    ]
