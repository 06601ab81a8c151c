"""Lines of a ledger: what an honest one says, and what is found in one that is not."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qms.ledger.lines import (
    FIRST,
    canonical,
    compose,
    file_name,
    first_difference,
    ledger_path,
    read_ledger,
    tip,
)
from qms.model.act import Deed, Value
from qms.model.snapshot import Ledger

from .lines import CODE, PATH, act, ledger, ledgers, nfc, values

HONEST = ledger(act(basis=f"№ {number}") for number in range(1, 6))
LINES = HONEST.splitlines(keepends=True)


def read(data: bytes) -> Ledger:
    return read_ledger(data, CODE, PATH)


def found(data: bytes) -> list[tuple[int, str]]:
    """Return line and sentence of every problem."""
    assert all(item.at.path == PATH and item.kind == "ledger" and item.help.text for item in read(data).problems)
    return [(item.at.line, item.message.text) for item in read(data).problems]


CHAIN = "The chain is broken: this line does not follow the line before it"
SPELLING = "This line was not written by qms: its spelling differs"
UNREADABLE = "This line cannot be read"
NO_ACT = "This line is no act"
IMPOSSIBLE = 'The field "{name}" of the act has an impossible value'
MISSING = "Fields of the act are missing: {names}"
INCOMPLETE = "The last line is not complete"
TOO_MANY = "Too many lines are wrong: those after this one are not read"


def test_an_honest_ledger_has_no_problem_and_all_its_acts() -> None:
    read_back = read(HONEST)
    assert read_back.problems == ()
    assert [(item.text("basis"), item.location.line) for item in read_back.acts] == [
        (f"№ {number}", number) for number in range(1, 6)
    ]
    assert [item.prev for item in read_back.acts] == [FIRST, *(item.line_sha256 for item in read_back.acts[:-1])]


def test_an_act_after_a_break_keeps_what_was_written_to_be_before_it() -> None:
    issued = compose(act("issue", number=2, holder="КБ"), LINES[0])
    (_changed, copy) = read(LINES[0].replace("№ 1".encode(), "№ 9".encode()) + issued).acts
    assert copy.prev == tip(LINES[0]), "the paper in somebody's hands was made of it"


def test_an_empty_ledger_says_nothing() -> None:
    assert (read(b"").acts, read(b"").problems, tip(b"")) == ((), (), FIRST)


def test_the_values_of_a_line_become_an_act() -> None:
    (line,) = read(ledger([act("issue", number=7, holder="КБ", on="2022-01-31", medium="paper")])).acts
    assert (line.deed, line.number, line.text("holder"), line.day, line.effective) == (
        Deed.ISSUE,
        7,
        "КБ",
        "2022-01-31",
        "2022-01-31",
    )
    assert "prev" not in line.fields
    assert line.text("basis") == ""


def test_a_copy_may_have_the_number_1_in_a_line_of_any_letters() -> None:
    data = ledger([act("issue", number=1, holder='the "first" unit')])
    assert ([item.number for item in read(data).acts], read(data).problems) == ([1], ())


def test_after_a_hundred_wrong_lines_the_rest_is_not_read() -> None:
    for empty, last, acts in ((98, CHAIN, 10), (99, TOO_MANY, 6)):
        data = HONEST + b"\n" * empty + HONEST
        assert found(data)[:empty] == [(number, UNREADABLE) for number in range(6, 6 + empty)]
        assert found(data)[-1] == (6 + empty, last)
        assert len(read(data).acts) == acts


def test_an_act_without_a_number_is_about_no_copy() -> None:
    (line,) = read(ledger([act("approve", number=3), act("approve")])).acts[1:]
    assert (line.number, line.day, line.effective) == (0, "2022-02-01", "2022-02-01")
    assert line._replace(fields={"number": "3"}).number == 0


BROKEN = {
    "line edited": (LINES[0] + LINES[1].replace("№ 2".encode(), "№ 9".encode()) + b"".join(LINES[2:]), [(3, CHAIN)]),
    "line removed": (b"".join(LINES[:2] + LINES[3:]), [(3, CHAIN)]),
    "first line removed": (b"".join(LINES[1:]), [(1, CHAIN)]),
    "lines swapped": (b"".join([LINES[0], LINES[2], LINES[1], *LINES[3:]]), [(2, CHAIN), (3, CHAIN), (4, CHAIN)]),
    "line doubled": (b"".join(LINES[:2] + LINES[1:]), [(3, CHAIN)]),
    "line inserted": (LINES[0] + compose(act(), LINES[0]) + b"".join(LINES[1:]), [(3, CHAIN)]),
    "empty line": (b"".join([*LINES[:2], b"\n", *LINES[2:]]), [(3, UNREADABLE), (4, CHAIN)]),
    "empty line at the end": (HONEST + b"\n", [(6, UNREADABLE)]),
    "no end of line": (HONEST[:-1], [(5, INCOMPLETE)]),
    "cut within a line": (HONEST[:-9], [(5, INCOMPLETE), (5, UNREADABLE)]),
    "Windows line ends": (
        HONEST.replace(b"\n", b"\r\n"),
        [(1, SPELLING), (2, SPELLING), (3, SPELLING), (4, SPELLING), (5, SPELLING)],
    ),
    "byte order mark": (b"\xef\xbb\xbf" + HONEST, [(1, SPELLING), (2, CHAIN)]),
    "a comment": (HONEST + b"# note\n", [(6, UNREADABLE)]),
    "UTF-16": (LINES[0].decode().strip().encode("utf-16") + b"\n", [(1, SPELLING)]),
    "no text": (b"\xff\n", [(1, UNREADABLE)]),
    "half a character": (canonical(act()).replace(b"rector", b"\xed\xa0\x80") + b"\n", [(1, SPELLING)]),
    "deep": (b'{"a":' * 100_000 + b"\n", [(1, UNREADABLE)]),
    "deep list": (b"[" * 50 + b"]" * 50 + b"\n", [(1, NO_ACT)]),
    "huge number": (b'{"a":' + b"9" * 10_000 + b"}\n", [(1, UNREADABLE)]),
    "not a number": (b'{"a":NaN}\n', [(1, NO_ACT)]),
    "a float": (b'{"a":1.0}\n', [(1, NO_ACT)]),
    "a bool": (b'{"a":true}\n', [(1, NO_ACT)]),
    "null": (b'{"a":null}\n', [(1, NO_ACT)]),
    "a list": (b"[]\n", [(1, NO_ACT)]),
    "a nested act": (b'{"act":{}}\n', [(1, NO_ACT)]),
    "a text": (b'"approve"\n', [(1, NO_ACT)]),
    "nothing in it": (b"{}\n", [(1, MISSING)]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_damage_is_a_problem_with_its_line(name: str) -> None:
    data, expected = BROKEN[name]
    assert found(data) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{"act"', b'{ "act"'),
        (b'"revision":1,', b'"revision":1.0,'),
        (b'"revision":1,', b'"revision":1e0,'),
        (b'"revision":1,', b'"revision":true,'),
        (b'"revision":1,', b'"revision":1,"revision":1,'),
        (b'"revision":1,', b'"revision":-0,'),
        (b"rector", b"r\\u0065ctor"),
        ("№".encode(), b"\\u2116"),
        (b"}", b"} "),
        (b"}", b"}\r"),
        (b"}", b"}}"),
        (b"rector", "е\u0308".encode()),
        (b'"v":1', b'"V":1'),
        (b'"v":1', b'"v":1,"x":[]'),
    ],
    ids=lambda item: item.decode("utf-8", "replace"),
)
def test_another_spelling_of_the_same_act_is_a_problem(old: bytes, new: bytes) -> None:
    damaged = LINES[0].replace(old, new, 1)
    assert damaged != LINES[0]
    assert [line for line, _text in found(damaged)] == [1]
    assert read(damaged).acts == ()


IMPOSSIBLE_VALUES: list[tuple[str, Value]] = [
    ("v", 2),
    ("v", "1"),
    ("act", "sign"),
    ("act", 1),
    ("at", 20220201),
    ("at", "2022-02-01"),
    ("at", "2022-02-30T09:00:00Z"),
    ("at", "0000-01-01T09:00:00Z"),
    ("at", "2022-02-01T24:00:00Z"),
    ("at", "2022-02-01T09:00:00+06:00"),
    ("at", "٢٠٢٢-02-01T09:00:00Z"),
    ("by", ""),
    ("by", 5),
    ("code", ""),
    ("code", 5),
    ("revision", "1"),
    ("revision", -1),
    ("revision", 1_000_000),
    ("sha256", "A" * 64),
    ("sha256", "a" * 63),
    ("sha256", 0),
    ("prev", "0" * 63),
    ("prev", 0),
    ("number", 0),
    ("number", -1),
    ("number", "2"),
    ("number", 10**9),
]


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE_VALUES)
def test_an_impossible_value_is_a_problem(name: str, value: Value) -> None:
    fields: Mapping[str, Value] = {**act("issue"), "prev": FIRST, "v": 1, name: value}
    (problem,) = read(canonical(fields) + b"\n").problems
    assert (problem.message.text, problem.message.values) == (IMPOSSIBLE, {"name": name})


@pytest.mark.parametrize("name", ["act", "at", "by", "code", "prev", "revision", "sha256", "v", "number", "holder"])
def test_a_missing_field_is_a_problem(name: str) -> None:
    fields = {**act("issue"), "prev": FIRST, "v": 1}
    del fields[name]
    data = canonical(fields) + b"\n"
    if name == "act":
        fields.pop("number")
    assert found(data) == [(1, MISSING)]
    assert read(data).problems[0].message.values == {"names": name}


@pytest.mark.parametrize(
    ("deed", "names"),
    [("provisional", "by, holder, mark"), ("amend", "amends, by, reason"), ("reject", "by, reason"), ("prepare", "by")],
)
def test_all_that_an_act_lacks_is_named(deed: str, names: str) -> None:
    fields = {**act(deed), "prev": FIRST, "v": 1}
    data = canonical({name: value for name, value in fields.items() if name not in names.split(", ")}) + b"\n"
    assert read(canonical(fields) + b"\n").problems == ()
    assert [problem.message.values for problem in read(data).problems] == [{"names": names}]


@pytest.mark.parametrize("deed", ["acknowledge", "return", "destroy", "lose"])
def test_what_is_done_with_a_copy_names_its_number(deed: str) -> None:
    values = act(deed)
    del values["holder"]
    assert read(ledger([values])).problems == ()
    del values["number"]
    assert found(ledger([values])) == [(1, MISSING)]


def test_a_line_about_another_document_is_a_problem_and_no_act() -> None:
    read_back = read(ledger([act(), act(code="ЖИ-1"), act()]))
    assert [(item.at.line, item.message.values) for item in read_back.problems] == [(2, {"code": "ЖИ-1"})]
    assert [item.location.line for item in read_back.acts] == [1, 3]


def test_lines_after_a_broken_one_still_count() -> None:
    read_back = read(LINES[0] + b"?\n" + b"".join(LINES[1:]))
    assert [item.location.line for item in read_back.acts] == [1, 3, 4, 5, 6]


@given(ledgers)
def test_whatever_is_composed_is_read_back(data: bytes) -> None:
    assert read(data).problems == ()
    assert len(read(data).acts) == data.count(b"\n")


@given(values)
def test_an_act_says_what_was_put_in(fields: Mapping[str, Value]) -> None:
    (line,) = read(ledger([fields])).acts
    said = {"act": line.deed.value, "at": line.at, "by": line.by, "code": line.code, "revision": line.revision}
    assert {**said, "sha256": line.sha256, **line.fields} == nfc(fields)


@given(ledgers, st.data())
def test_one_byte_is_enough_to_be_found(data: bytes, draw: st.DataObject) -> None:
    last = data.rfind(b"\n", 0, -1) + 1
    place = draw.draw(st.integers(0, len(data) - 1))
    byte = draw.draw(st.integers(0, 255))
    changed = data[:place] + bytes([byte]) + data[place + 1 :]
    assume(changed != data)
    ok = read(changed).problems == ()
    assert not ok or (last <= place < len(data) - 1 and json.loads(changed[last:]))


@given(ledgers, st.data())
def test_one_byte_more_or_less_is_found(data: bytes, draw: st.DataObject) -> None:
    last = data.rfind(b"\n", 0, -1) + 1
    place = draw.draw(st.integers(0, len(data) - 1))
    inserted = data[:place] + bytes([draw.draw(st.integers(0, 255))]) + data[place:]
    for changed in (inserted, data[:place] + data[place + 1 :]):
        assert read(changed).problems != () or last <= place or changed == data
        assert first_difference(data, changed) > 0 or changed == data


@given(st.binary(max_size=300) | st.binary(max_size=80).map(lambda noise: HONEST + noise))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    read_back = read(data)
    assert all(1 <= item.at.line <= data.count(b"\n") + 1 for item in read_back.problems)
    assert read_back.problems or len(read_back.acts) == data.count(b"\n")


@given(ledgers | st.binary(max_size=60))
def test_the_tip_is_the_hash_of_the_last_line(data: bytes) -> None:
    last = data.removesuffix(b"\n").split(b"\n")[-1]
    assert tip(data) == (hashlib.sha256(last).hexdigest() if data else FIRST)


@given(st.lists(st.sampled_from([b"a", b"b", b"\n", b"\r"]), max_size=9).map(b"".join), st.binary(max_size=5))
def test_a_ledger_that_grows_differs_nowhere(before: bytes, more: bytes) -> None:
    assert first_difference(before, before + more) == 0


@given(*[st.lists(st.sampled_from([b"a", b"b", b"\n", b"\r"]), max_size=9).map(b"".join)] * 2)
def test_the_first_lost_line_is_named(before: bytes, now: bytes) -> None:
    line = first_difference(before, now)
    old = [part + b"\n" for part in before.split(b"\n")]
    assert (line == 0) == now.startswith(before)
    if line:
        assert now.startswith(b"".join(old[: line - 1]))
        assert not now.startswith(b"".join(old[:line])) or line == len(old)


def test_a_code_with_signs_that_no_file_may_have_gets_a_name() -> None:
    assert ledger_path("СТО СМК 4.2/3: «а»?") == "ledger/СТО_СМК_4.2_3_«а»_.jsonl"
    assert file_name('a\\b*c|d<e>f\n"g') == "a_b_c_d_e_f_g"


@given(values)
def test_a_line_is_written_as_if_each_value_had_been_normalised_alone(fields: Mapping[str, Value]) -> None:
    alone = {
        unicodedata.normalize("NFC", name): unicodedata.normalize("NFC", value) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    written = json.dumps(alone, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(fields) == written.encode()


@pytest.mark.parametrize(
    "line",
    [
        b'{"b":1,"a":2}',
        b'{"a":1,"a":2}',
        b'{"a": 1}',
        b'{"a":01}',
        b'{"a":-0}',
        b'{"a":1.0}',
        b'{"a":1,}',
        b'{"a":"\\n"}',
        b'{"a":"\x07"}',
        b'{"a":null}',
        b'{"a":{"b":1}}',
        b'{"a":"\xff"}',
        '{"a":"e\u0301"}'.encode(),
        b'{"a":1}\r',
        b'{"a":1}\n',
        b'{"a":1}{"a":1}',
        b"{}",
        b"",
    ],
)
def test_a_line_that_is_not_canonical_is_no_act(line: bytes) -> None:
    found = read_ledger(line + b"\n", "A", "ledger/A.jsonl")
    assert not found.acts
    assert found.problems
