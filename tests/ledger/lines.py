"""Honest ledgers for the tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from qms.ledger.lines import compose
from qms.ledger.numbers import Numbers
from qms.model.act import COPY_DEEDS, Act, Deed, Value

CODE = "СМС-ДП-2.1-2022"
PATH = f"ledger/{CODE}.jsonl"


def act(deed: str = "approve", **fields: Value) -> dict[str, Value]:
    """Return the values of an act; what is not said is usual."""
    own: dict[str, Value] = {"number": 2, "holder": "КБ"} if Deed(deed) in COPY_DEEDS else {}
    own |= {"holder": "КБ", "mark": "K7QX2M9P"} if deed == Deed.PROVISIONAL else {}
    own |= {"reason": "ката"} if deed in {"amend", "reject"} else {}
    own |= {"amends": "0" * 64} if deed == "amend" else {}
    common = {
        "act": deed,
        "at": "2022-02-01T09:00:00Z",
        "by": "rector",
        "code": CODE,
        "revision": 1,
        "sha256": "a" * 64,
    }
    return {**common, **own, **fields}


def ledger(acts: Iterable[Mapping[str, Value]]) -> bytes:
    """Return the ledger of these acts."""
    data = b""
    for values in acts:
        data += compose(values, data)
    return data


# What people type: any character, with accents, line breaks and quotation marks; no halves of characters.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["\n\u0303", '"\u0301', "é", "e\u0301", "\u2028", "\r\n", "\\u0041", "{x}", "\x7f", "𐍈", "Ө\u0308"]
)
values = st.builds(
    act,
    st.sampled_from([deed.value for deed in Deed]),
    by=texts.filter(bool),
    revision=st.integers(0, 999_999),
    at=st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    basis=texts,
    reason=texts,
    mark=st.integers(-(10**30), 10**30),
)
ledgers = st.lists(values, min_size=1, max_size=5).map(ledger)


def nfc(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return values as a ledger has them."""
    return {name: unicodedata.normalize("NFC", v) if isinstance(v, str) else v for name, v in fields.items()}


def number_for(acts: Iterable[Act], holder: str, revision: int, *, control: bool, medium: str = "paper") -> int:
    """Return the number of the next copy of a holder."""
    return Numbers.of(acts).number((holder, medium), revision, control=control)
