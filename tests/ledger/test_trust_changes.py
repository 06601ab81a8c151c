"""Who signs a version of the trust file reads in sentences what it changes."""

from __future__ import annotations

from dataclasses import replace

from qms.ledger.lines import FIRST
from qms.ledger.trust_changes import changes
from qms.model.trust import Key, KeyState, Trust

from .seals import key, person

A, B = person("a", 1, "rector"), replace(person("b", 2), name="", levels=("2", "3"))
ONE = Trust(1, 1, ("a",), {"b": B, "a": A}, FIRST)
ROOT = "The root, which signs changes: a; 1 of them must sign"


def told(before: Trust | None, after: Trust) -> list[str]:
    return [message.text.format(**message.values) for message in changes(before, after)]


def with_people(**people: object) -> Trust:
    return replace(ONE, people={**ONE.people, **people})  # type: ignore[dict-item]


def test_of_a_first_version_everything_is_told_person_by_person() -> None:
    assert told(None, ONE) == [
        "A (a): roles rector",
        f"A (a): the key {key(1).fingerprint} signs",
        "b: roles –, only levels 2, 3",
        f"b: the key {key(2).fingerprint} signs",
        ROOT,
    ]


def test_what_stays_is_not_told() -> None:
    assert told(ONE, ONE) == []
    assert told(ONE, with_people(a=replace(A, keys=(key(1), key(3))))) == [f"A (a): the key {key(3).fingerprint} signs"]


def test_roles_levels_and_names_are_told_when_they_change() -> None:
    assert told(ONE, with_people(a=replace(A, roles=("rector", "registrar")))) == ["A (a): roles rector, registrar"]
    assert told(ONE, with_people(a=replace(A, levels=("1",)))) == ["A (a): roles rector, only levels 1"]
    assert told(ONE, with_people(a=replace(A, name="Айгүл"))) == ["Айгүл (a): roles rector"]


def test_keys_that_end_are_told() -> None:
    ended = replace(key(1), state=KeyState.RETIRED)
    stolen = Key(key(1).text, KeyState.COMPROMISED, "1234567890" * 4)

    assert told(ONE, with_people(a=replace(A, keys=(ended,)))) == [f"A (a): the key {key(1).fingerprint} signs no more"]
    assert told(ONE, with_people(a=replace(A, keys=(stolen,)))) == [
        f"A (a): the key {key(1).fingerprint} counts for nothing since commit 1234567890"
    ]
    assert told(ONE, with_people(a=replace(A, keys=()))) == [f"A (a): the key {key(1).fingerprint} is taken out"]


def test_who_is_taken_out_and_another_root_are_told() -> None:
    assert told(ONE, replace(ONE, people={"a": A})) == ['"b" is no longer in the trust file']
    assert told(ONE, replace(ONE, root=("a", "b"), threshold=2)) == [
        "The root, which signs changes: a, b; 2 of them must sign"
    ]
    assert told(replace(ONE, threshold=2), ONE) == [ROOT]
