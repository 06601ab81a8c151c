"""Withdrawal lists, reconciliation, acknowledgement by persons, coverage of units."""

from __future__ import annotations

from pathlib import Path

from qms.ledger.copies import copies, reconcile
from qms.ledger.lines import read_ledger
from qms.ledger.numbers import missing_numbers
from qms.ledger.state import status
from qms.model.act import Act

from ..cli.desk import AUDIT, Desk
from ..ledger.lines import CODE, act, ledger
from ..ledger.test_state import TODAY


def raised(desk: Desk) -> None:
    """Put the second revision of 2.15 into force."""
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 6", "--on", "2025-02-01", code=0)


def test_a_new_revision_makes_the_withdrawal_list_of_every_unit(desk: Desk) -> None:
    assert desk("recall", "--format", "json", code=0).json() == {"units": []}
    raised(desk)
    desk("issue", AUDIT, "--to", "КБ", code=0)

    told = desk("recall", "--format", "json", code=0).json()["units"]

    assert [(item["unit"], [one["number"] for one in item["copies"]]) for item in told] == [
        ("АББСД", [1]),
        ("КБ", [3]),
        ("ОИД", [2]),
    ]
    assert told[1]["copies"][0] | {"issued": ""} == {
        "code": AUDIT,
        "number": 3,
        "holder": "КБ",
        "revision": 1,
        "state": "to-return",
        "issued": "",
        "acknowledged": None,
        "closed": None,
        "since": "2025-02-01",
        "replaced_by": 2,
        "replacement": True,
    }
    assert [item["unit"] for item in desk("recall", "--unit", "оид", "--format", "json", code=0).json()["units"]] == [
        "ОИД"
    ]
    desk("return", AUDIT, "--copy", "2", code=0)
    assert "# Withdrawal list: ОИД" not in desk("recall", "--format", "md", code=0).out


def test_each_unit_gets_a_sheet_of_its_own_to_sign(desk: Desk) -> None:
    raised(desk)
    told = desk("recall", "--to", "md", "--format", "json", code=0).json()["written"]
    texts = {Path(item["path"]).name: Path(item["path"]).read_text("utf-8") for item in told}
    assert sorted(texts) == [f"withdrawal-list-{unit}.md" for unit in ("АББСД", "КБ", "ОИД")]
    assert [text.count(AUDIT.replace("-", "\\-")) or text.count(AUDIT) for text in texts.values()] == [1, 1, 1]
    (path,) = desk("recall", "--unit", "КБ", "--to", "pdf", "--format", "json", code=0).json()["written"]
    assert Path(path["path"]).read_bytes().startswith(b"%PDF")
    desk("return", AUDIT, "--copy", "2", code=0)
    assert desk("recall", "--unit", "ОИД", "--to", "pdf", "--format", "json", code=0).json() == {"written": []}


def test_the_withdrawal_list_says_why(desk: Desk) -> None:
    raised(desk)
    assert "replaced by revision 2" in " ".join(desk("recall", code=0).out.split())
    desk("withdraw", AUDIT, "--basis", "№ 9", "--yes", code=0)
    assert "withdrawn" in desk("recall", AUDIT, "--format", "csv", code=0).out
    assert '"НЕТ"' in desk("recall", "--unit", "НЕТ", code=2).err


def test_every_copy_ever_issued_is_accounted_for(desk: Desk) -> None:
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    desk("lost", AUDIT, "--copy", "3", code=0)
    desk("issue", AUDIT, code=0)
    raised(desk)
    desk("return", AUDIT, "--copy", "2", code=0)
    desk("issue", AUDIT, code=0)
    desk("destroy", AUDIT, "--copy", "2", "--revision", "2", code=0)

    told = desk("copies", "--reconcile", "--format", "json", code=0).json()

    assert list(told) == ["out", "returned", "destroyed", "lost", "to_return", "unacknowledged", "provisional"]
    assert (told["out"], told["returned"], told["destroyed"], told["lost"]) == (4, 1, 1, 1)
    assert sum(told[name] for name in ("out", "returned", "destroyed", "lost")) == 7
    assert [(one["number"], one["revision"]) for one in told["to_return"]] == [(1, 1), (4, 1)]
    assert [(one["number"], one["revision"]) for one in told["unacknowledged"]] == [(4, 2)]
    assert desk("copies", "--reconcile", "--format", "csv", code=0).out.splitlines()[1] == "7,4,2,1,1,1"
    assert desk("status", "--format", "json", code=0).json()["copies_out"] == told["out"]
    units = desk("copies", "--coverage", "--format", "json", code=0).json()["units"]
    assert sum(unit["held"] + unit["to_return"] for unit in units) == told["out"]


def test_several_persons_acknowledge_one_copy_each_once(desk: Desk) -> None:
    for name in ("Асанова А.", "Бекова Б."):
        desk("acknowledge", AUDIT, "--copy", "2", "--person", name, code=0)

    assert "already" in desk("acknowledge", AUDIT, "--copy", "2", "--person", "Асанова А.", code=2).err
    assert "already" in desk("acknowledge", AUDIT, "--copy", "2", code=2).err
    assert [line.get("reader") for line in desk.ledger()[-2:]] == ["Асанова А.", "Бекова Б."]


def test_coverage_counts_what_is_due_held_and_acknowledged(desk: Desk) -> None:
    desk("acknowledge", AUDIT, "--copy", "2", code=0)
    raised(desk)
    desk("issue", AUDIT, "--to", "ОИД", code=0)

    told = {item["unit"]: item for item in desk("copies", "--coverage", "--format", "json", code=0).json()["units"]}

    assert told["ОИД"] == {"unit": "ОИД", "due": 1, "held": 1, "acknowledged": 0, "to_return": 1}
    assert told["КБ"] == {"unit": "КБ", "due": 1, "held": 0, "acknowledged": 0, "to_return": 1}


def acts(*found: dict[str, object]) -> tuple[Act, ...]:
    read = read_ledger(ledger(found), CODE, "")  # type: ignore[arg-type]
    assert read.problems == ()
    return read.acts


def test_an_editorial_change_keeps_the_acknowledgement_a_substantive_one_resets_it() -> None:
    base = (
        act("approve", revision=1),
        act("issue", number=2, holder="КБ", revision=1),
        act("acknowledge", number=2, revision=1, reader="Асанова А.", on="2022-02-03"),
    )
    for weight, kept in (("editorial", True), ("substantive", False), ("", False)):
        more = {"weight": weight} if weight else {}
        found = acts(*base, act("approve", revision=2, **more), act("issue", number=2, holder="КБ", revision=2))
        new = copies(found, status(found, TODAY, 36))[-1]
        assert (new.acknowledged, new.readers) == (("2022-02-03", ("Асанова А.",)) if kept else ("", ()))
        assert len(reconcile([new]).unacknowledged) == int(not kept)


def test_a_skipped_number_is_missing() -> None:
    assert missing_numbers(acts(act("issue", number=2), act("issue", number=5), act("issue", number=4))) == (3,)
    assert missing_numbers(()) == ()
    assert missing_numbers(acts(act("issue", number=1))) == ()
