"""Signed acts that were not shared yet and get another place in a ledger: their person signs them anew, nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import git

from .conftest import Office
from .test_resolve import signed_pair, verdict

__all__ = ["signed_pair"]
COPY = ("acknowledge", "2.15", "--copy")


def do(office: Office, who: str, *words: str, code: int | None = 0) -> str:
    told = office(who, "-C", str(office.root), *words, code=code)
    return told.out + told.err


@pytest.fixture
def pair(signed_pair: tuple[Office, Office], tmp_path: Path) -> tuple[Office, Office]:
    """Two clones that know of two copies of 2.15."""
    one, two = signed_pair
    do(one, "aigul", "issue", "2.15", "--to", "ОИД", "--to", "КБ")
    do(two, "aigul", "sync", "--yes")
    return one, two


def apart(pair: tuple[Office, Office]) -> None:
    """Let both record that a copy was read, each of another one; the first shares it."""
    one, two = pair
    do(one, "aigul", *COPY, "2")
    do(one, "aigul", "sync", "--yes")
    do(two, "aigul", *COPY, "3")


def test_an_act_that_gets_another_place_is_signed_anew(pair: tuple[Office, Office]) -> None:
    one, two = pair
    apart(pair)
    before = two.desk.ledger()[-1]
    do(two, "aigul", "sync", "--yes")
    after = two.desk.ledger()[-1]

    assert [act["number"] for act in two.desk.ledger() if act["act"] == "acknowledge"] == [2, 3]
    assert (before["person"] if "person" in before else before["attester"]) == "aigul"
    assert before["sig"] != after["sig"]
    assert {name: after[name] for name in ("act", "number", "root")} == {
        name: before[name] for name in ("act", "number", "root")
    }
    assert verdict(two.desk) == "claimed"
    do(one, "aigul", "sync", "--yes")
    assert verdict(one.desk) == "claimed"
    assert one.desk.ledger() == two.desk.ledger()


def test_nobody_signs_for_another(pair: tuple[Office, Office]) -> None:
    _one, two = pair
    apart(pair)
    lines, head = two.desk.ledger(), two.desk.head()

    told = " ".join(do(two, "bolot", "sync", "--yes", code=2).split())
    assert '"aigul" gets another place in the ledger' in told
    assert (two.desk.ledger(), two.desk.head()) == (lines, head)
    assert git(two.root, two.desk.home, "status", "--porcelain") == ""


def test_signed_acts_about_other_documents_keep_their_signatures(pair: tuple[Office, Office]) -> None:
    one, two = pair
    do(one, "aigul", *COPY, "2")
    do(one, "aigul", "sync", "--yes")
    do(two, "bolot", "approve", "2.9", "--by", "rector", "--decision", "№ 6")
    signature = two.desk.ledger("СМС-ДП-2.9-2024")[-1]["sig"]
    do(two, "aigul", "sync", "--yes")

    assert two.desk.ledger("СМС-ДП-2.9-2024")[-1]["sig"] == signature
    assert verdict(two.desk) == "claimed"
