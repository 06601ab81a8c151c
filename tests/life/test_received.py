"""What came from outside lies beside its card: bound by its registration, found where it was exchanged."""

from __future__ import annotations

import pytest

from ..cli.desk import Desk
from .people import CARD, findings

FILE = f"documents/base/{CARD}.pdf"
REGISTER = ("external", "register", CARD, "--by", "registrar", "--basis", "№ 1")
KEEP = ("external", "keep", CARD, "--by", "registrar", "--place", "АББСД, папка 01-07")


def lay(desk: Desk, text: str) -> None:
    (desk.root / FILE).write_text(text, "utf-8")


def commit(desk: Desk) -> None:
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "By hand")


@pytest.fixture
def registered(desk: Desk) -> Desk:
    """The file lies beside its card, and is registered."""
    lay(desk, "first edition")
    desk("commit", CARD, "--yes", code=0)
    desk(*REGISTER, code=0)
    return desk


def test_a_registration_binds_the_received_file(registered: Desk) -> None:
    assert len(registered.ledger(CARD)[-1]["received"]) == 64
    assert findings(registered) == []
    registered.clean()


def test_a_received_file_that_no_commit_has_is_not_registered(desk: Desk) -> None:
    lay(desk, "first edition")

    assert f"qms commit {CARD}" in desk(*REGISTER, code=2).err


@pytest.mark.parametrize("committed", [False, True])
def test_a_received_file_that_was_exchanged_is_found(registered: Desk, committed: bool) -> None:
    lay(registered, "another edition")
    if committed:
        commit(registered)

    assert findings(registered) == ["LG022"]
    assert "external change" in registered(*KEEP, code=2).err or not committed


def test_a_received_file_that_is_gone_is_found(registered: Desk) -> None:
    (registered.root / FILE).unlink()
    commit(registered)

    assert findings(registered) == ["LG022"]


def test_the_exchange_is_recorded_as_a_change_and_not_otherwise(registered: Desk) -> None:
    lay(registered, "another edition")

    assert "external change" in registered("commit", "--yes", code=2).err
    registered("external", "change", CARD, "--by", "registrar", "--change", "5-берене", "--basis", "№ 2", code=0)
    assert findings(registered) == []
    registered.clean()


def test_a_file_that_came_after_the_registration_is_bound_by_keeping_it(desk: Desk) -> None:
    desk(*REGISTER, code=0)
    lay(desk, "first edition")
    desk("commit", CARD, "--yes", code=0)
    assert findings(desk) == ["LG023"]

    desk(*KEEP, code=0)

    assert findings(desk) == []


def test_another_code_takes_the_received_file_along_as_it_is(desk: Desk) -> None:
    (desk.root / FILE).write_text(f"{CARD} within", "utf-8")
    desk("commit", CARD, "--yes", code=0)

    desk("code", "change", CARD, "СМС-ТД-0002-2024", code=0)

    assert (desk.root / FILE.replace("0001", "0002")).read_text("utf-8") == f"{CARD} within"
    desk.clean()
