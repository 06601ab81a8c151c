"""What is printed on a copy proves its issue: it changes with everything that the copy says."""

from __future__ import annotations

import pytest

from qms.ledger.lines import compose, read_ledger
from qms.ledger.marks import act_hash, token_of
from qms.model.act import Act, Value

from .lines import CODE, act

ISSUE = act("issue", number=3, holder="КБ", kind="accounted", medium="paper", on="2022-03-03")


def issued(before: bytes = b"", **fields: Value) -> Act:
    read = read_ledger(compose({**ISSUE, **fields}, before), CODE, "")
    return read.acts[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 4},
        {"holder": "ИЖ"},
        {"kind": "unaccounted"},
        {"medium": "pdf"},
        {"on": "2022-03-04"},
        {"by": "registrar"},
        {"revision": 2},
        {"sha256": "b" * 64},
        {"after": "c" * 64},
    ],
)
def test_the_hash_changes_with_what_the_copy_says(fields: dict[str, Value]) -> None:
    assert act_hash(issued(**fields)) != act_hash(issued())


def test_the_hash_does_not_change_with_what_is_added_later() -> None:
    first = act_hash(issued())
    assert len(first) == 26
    assert act_hash(issued(seal="s", pdf="p", at="2022-09-09T09:00:00Z")) == first
    assert act_hash(issued(after=issued().prev)) == first


def test_the_hash_of_today_is_the_one_that_is_printed_on_papers() -> None:
    assert act_hash(issued()) == "EHIWPWMNPYJQDYBTDL5UUWYZRX"


def test_a_token_says_what_the_copy_is() -> None:
    token = token_of(issued(seal="s"))
    assert (token.code, token.revision, token.number, token.day) == (CODE, 1, 3, "2022-03-03")
    assert (token.provisional, token.signature, token.hash) == (False, "s", act_hash(issued(seal="s")))
    assert token_of(issued(on="")).day == "2022-02-01", "without a day the one of its recording"
    bare = {name: value for name, value in ISSUE.items() if name not in {"on", "kind", "medium"}}
    (old,) = read_ledger(compose(bare, b""), CODE, "").acts
    assert token_of(old).day == "2022-02-01"
    assert token_of(issued(kind="provisional")).provisional
    assert token_of(issued()).signature == ""
