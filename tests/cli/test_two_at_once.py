"""Two commands at the same moment in one clone, or a person who edits meanwhile: nothing is lost, nothing half done."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .desk import AUDIT, Desk, variables

OTHER, DRAFT = "СМС-ДП-2.9-2024", "СМС-ДП-2.10-2024"
OFTEN = pytest.mark.parametrize("times", [1, pytest.param(50, marks=pytest.mark.soak)])


def begun(desk: Desk, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "qms", *words],
        cwd=desk.root,
        env=variables(desk.home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(process: subprocess.Popen[bytes]) -> int:
    out, err = process.communicate()
    assert b"Traceback" not in out + err
    assert process.returncode in (0, 1, 2), err
    return process.returncode


def reviews(desk: Desk, code: str) -> int:
    return sum(act["act"] == "review" for act in desk.ledger(code))


@OFTEN
def test_two_acts_on_one_document_are_both_recorded_or_one_is_refused(desk: Desk, times: int) -> None:
    done = 0
    for _ in range(times):
        codes = [ended(one) for one in [begun(desk, "review", AUDIT, "--basis", "№ 1") for _ in range(2)]]
        done += codes.count(0)
        assert set(codes) <= {0, 2}
        assert reviews(desk, AUDIT) == done
    desk.clean()
    desk("trail", "verify", code=0)


@OFTEN
def test_acts_on_two_documents_are_both_recorded(desk: Desk, times: int) -> None:
    for number in range(1, times + 1):
        both = [begun(desk, "review", code, "--basis", "№ 1") for code in (AUDIT, OTHER)]
        assert [ended(one) for one in both] == [0, 0]
        assert (reviews(desk, AUDIT), reviews(desk, OTHER)) == (number, number)
    desk.clean()


@OFTEN
def test_an_edit_made_while_a_revision_is_recorded_is_never_lost(desk: Desk, times: int) -> None:
    for number in range(times):
        desk.edit(DRAFT, f"Биринчи {number}.")
        recording = begun(desk, "revise", DRAFT, "--change", str(number), "--basis", "№ 1")
        desk.edit(DRAFT, f"Экинчи {number}.")
        ended(recording)
        text = desk.path(DRAFT).read_text("utf-8")
        assert f"Биринчи {number}." in text
        assert f"Экинчи {number}." in text
        desk.git("commit", "-q", "--allow-empty", "-a", "-m", "The rest")


@OFTEN
def test_a_check_beside_a_revision_tells_one_state_or_the_other(desk: Desk, times: int) -> None:
    for number in range(times):
        desk.edit(DRAFT, f"Сүйлөм {number}.")
        both = begun(desk, "check"), begun(desk, "revise", DRAFT, "--change", str(number), "--basis", "№ 1")
        assert ended(both[0]) in (0, 1)
        assert ended(both[1]) == 0
        assert desk("check", "--format", "json").out == desk("check", "--format", "json", "--no-cache").out
    desk.clean()
