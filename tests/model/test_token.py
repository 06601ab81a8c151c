"""The claim that a paper copy carries: one spelling, everything in it bound, nothing else read as one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qms.model.manifest import Line, Manifest, read_manifest
from qms.model.token import Token, decode, encode, page_mark, read_token

HASH = "EHIWPWMNPYJQDYBTDL5UUWYZRX"
TOKEN = Token("СМС-ДП-2.1-2022", 1, 3, "2022-03-03", HASH, signature="A" * 86)
PAYLOAD = (
    '{"c":"СМС-ДП-2.1-2022","d":"2022-03-03","h":"EHIWPWMNPYJQDYBTDL5UUWYZRX","n":3,"r":1,"v":2}'  # printed on papers
)


def spelt(payload: bytes, signature: str = "") -> str:
    return f"QMS2.{encode(payload)}.{signature}"


def test_the_claim_of_today_is_the_one_that_is_printed_on_papers() -> None:
    assert TOKEN.payload.decode() == PAYLOAD
    assert replace(TOKEN, provisional=True).payload.decode() == PAYLOAD.replace('"n":3,', '"n":3,"p":1,')
    assert TOKEN.signed == b"qms copy token v2\n" + TOKEN.payload
    assert TOKEN.text == spelt(PAYLOAD.encode(), "A" * 86)


def test_a_token_is_found_in_a_link_with_what_it_says() -> None:
    assert read_token(f"https://example.org/v#{TOKEN.text}") == TOKEN
    assert read_token(f"см. {TOKEN.text}, издаган") == TOKEN
    for other in (replace(TOKEN, provisional=True), replace(TOKEN, signature="")):
        assert read_token(other.text) == other


@pytest.mark.parametrize("text", ["", "QMS2", "QMS1.", TOKEN.text.replace("QMS2", "QMS1"), TOKEN.text[:-1] + "!", "?"])
def test_what_is_no_token_is_none(text: str) -> None:
    assert read_token(text) is None or read_token(text) == replace(TOKEN, signature="")
    assert read_token(TOKEN.text + "A") is None, "a signature of another length"


CLAIM = json.loads(PAYLOAD)


@pytest.mark.parametrize(
    "values",
    [
        {"c": "A"},
        {"c": "A" * 200},
        {"n": 0},
        {"n": 10**9 - 1},
        {"r": 0},
        {"r": 10**6 - 1},
    ],
)
def test_the_largest_and_smallest_values_are_read_back(values: dict[str, object]) -> None:
    payload = json.dumps({**CLAIM, **values}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    found = read_token(spelt(payload))
    assert found is not None
    assert found.payload == payload


@pytest.mark.parametrize(
    "values",
    [
        {"c": ""},
        {"c": "A" * 201},
        {"c": 5},
        {"d": 20220303},
        {"d": "2022-3-03"},
        {"h": "ehiw"},
        {"h": 5},
        {"n": -1},
        {"n": 10**9},
        {"n": "3"},
        {"n": True},
        {"n": 3.0},
        {"r": -1},
        {"r": 10**6},
        {"r": "1"},
        {"r": False},
        {"v": 1},
        {"p": 0},
        {"p": 2},
        {"x": 1},
    ],
)
def test_a_claim_with_an_impossible_value_is_none(values: dict[str, object]) -> None:
    payload = json.dumps({**CLAIM, **values}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert read_token(spelt(payload)) is None


@pytest.mark.parametrize("name", "cdhnrv")
def test_a_claim_that_lacks_something_is_none(name: str) -> None:
    values = {key: value for key, value in CLAIM.items() if key != name}
    assert read_token(spelt(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())) is None


@pytest.mark.parametrize(
    "payload",
    [
        PAYLOAD.replace(",", ", "),
        PAYLOAD.replace("С", "\\u0421"),
        "{" + '"v":2,' + PAYLOAD[1:-7] + "}",
        f"[{PAYLOAD}]",
        "no json at all, only words",
        "[" * 600,
    ],
)
def test_a_second_spelling_of_a_claim_is_none(payload: str) -> None:
    assert read_token(spelt(payload.encode())) is None


@given(st.binary(max_size=40))
@example(b"\x00\x00\x31")  # its last letter is an x
def test_every_bytes_have_one_spelling(data: bytes) -> None:
    assert decode(encode(data)) == data
    assert not set(encode(data)) & set("+/=")


@pytest.mark.parametrize("text", ["A", "AB", "QQ==", "Q+", "Q/", "QQ A", "Q!", "é", "QUJ"])
def test_another_spelling_of_bytes_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\A"):
        decode(text)


def test_every_page_has_a_mark_of_its_own_that_comes_from_the_act() -> None:
    assert TOKEN.mark == page_mark(HASH, 1) == "EHIWPWMN"
    assert page_mark(HASH, 2) == "VUPRQO6I"
    marks = {page_mark(act, page) for act in (HASH, HASH[::-1]) for page in range(1, 9)}
    assert len(marks) == 16
    assert {len(mark) for mark in marks} == {8}


MANIFEST = Manifest("СМС-1", 2, "2024-05-05", (Line(2, "КБ", "a" * 64, "2.pdf"), Line(3, "ИЖ", "b" * 64, "3.pdf")))
DATA = (
    '{"code":"СМС-1","copies":[{"file":"2.pdf","holder":"КБ","number":2,"sha256":"' + "a" * 64 + '"},'
    '{"file":"3.pdf","holder":"ИЖ","number":3,"sha256":"' + "b" * 64 + '"}],"day":"2024-05-05","revision":2,"v":1}\n'
).encode()


def test_the_manifest_of_today_is_the_one_that_lies_beside_batches() -> None:
    assert MANIFEST.data == DATA
    assert MANIFEST.signed == b"qms manifest v1\n" + DATA
    assert read_manifest(DATA) == MANIFEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":2'),
        (b"{", b"{ "),
        (b"\n", b""),
        (b'"number":2', b'"number":"2"'),
        (b'"number":2', b'"number":"x"'),
        (b'"number":2,', b""),
        (b'"day"', b'"date"'),
        (b"[", b"[5,"),
        (b"{", b""),
        (b'"copies"', b'"copy"'),
    ],
)
def test_a_manifest_with_another_spelling_is_none(old: bytes, new: bytes) -> None:
    assert read_manifest(DATA.replace(old, new, 1)) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"5", b"[" * 100_000])
def test_what_is_no_manifest_is_none(data: bytes) -> None:
    assert read_manifest(data) is None
