"""The trust file has one spelling, and each version is signed by people of the version before."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from qms.ledger.lines import FIRST
from qms.ledger.trust import allowed_signers, read_signatures, read_trust, signed_by, write_signatures, write_trust
from qms.model.trust import Key, KeyState, Signatory, Trust


def key(number: int) -> Key:
    blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + bytes([number]) * 32
    return Key(f"ssh-ed25519 {base64.b64encode(blob).decode()}")


def person(name: str, number: int, *roles: str) -> Signatory:
    return Signatory(name, name.title(), roles, (), (key(number),))


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
