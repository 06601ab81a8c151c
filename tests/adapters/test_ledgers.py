"""Ledgers that copies of the process read are those that one process reads."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from qms.adapters.beside import can_copy
from qms.adapters.files import ledgers as module
from qms.adapters.files.ledgers import Unread, read_ledgers
from qms.ledger.lines import compose, read_ledger

pytestmark = pytest.mark.skipif(not can_copy(), reason="this system copies no processes")

ACTS: tuple[dict[str, str | int], ...] = (
    {"act": "approve", "basis": "Окумуштуулар кеңеши, протокол № 5", "effective": "2024-06-10", "on": "2024-06-01"},
    {"act": "issue", "holder": "ОИД", "number": 3, "medium": "paper"},
    {"act": "effect", "effective": "2024-07-01", "on": "2024-07-01"},
    {"act": "amend", "amends": "", "basis": "№ 1 «а\\б»", "reason": "ката"},
    {"act": "review", "basis": "\u0438\u0306 \t \U0001f512", "on": "2024-02-31"},
)


def ledger(number: int, *, damage: bytes = b"") -> Unread:
    """Return a ledger of some acts, each kind among them."""
    chance, code, data = random.Random(number), f"СМС-ДП-{number}-2024", b""
    for _ in range(30):
        values = {**chance.choice(ACTS), "at": "2024-06-20T09:00:00Z", "by": "rector", "code": code, "revision": 1}
        if "amends" in values:
            values["amends"] = "0" * 64
        data += compose({**values, "sha256": "a" * 64}, data)
    return Unread(data.replace(b"rector", damage, 1) if damage else data, code, f"ledger/{code}.jsonl")


FOUND = [*map(ledger, range(9)), ledger(9, damage=b"nobody"), ledger(10, damage=b"\xff"), Unread(b"", "x", "ledger/x")]


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST", 1)


@pytest.mark.parametrize("jobs", [2, 3, 40])
def test_copies_read_what_one_process_reads(jobs: int) -> None:
    one = [read_ledger(*item) for item in FOUND]
    assert read_ledgers(FOUND, jobs) == one
    assert [type(act.deed) for item in read_ledgers(FOUND, jobs) for act in item.acts] == [
        type(act.deed) for item in one for act in item.acts
    ]
    assert sum(bool(item.problems) for item in one) == 2
    assert any(act.corrected for item in one for act in item.acts)


@pytest.mark.parametrize("ends", [lambda: os._exit(0), lambda: os.kill(os.getpid(), 9)])
def test_what_a_copy_does_not_answer_is_read_here(monkeypatch: pytest.MonkeyPatch, ends: Callable[[], object]) -> None:
    first = os.getpid()

    def reading(*item: object) -> object:
        if os.getpid() != first:
            ends()
        return read_ledger(*item)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_ledger", reading)
    assert read_ledgers(FOUND, 3) == [read_ledger(*item) for item in FOUND]


def test_a_few_ledgers_are_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST", 10**9)
    monkeypatch.setattr("qms.adapters.beside.beside", None)
    assert read_ledgers(FOUND, 8) == [read_ledger(*item) for item in FOUND]
