"""Batches: handed out only when recorded, resumed where they stopped, quick for a thousand copies."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

import pytest

from qms.actions.copies import batch
from qms.actions.copies.copy_print import CopyPress

from ..cli.desk import AUDIT, Desk

LIBRARY = "СМС-ДП-2.9-2024"
LIST = "code: {code}\nholders:\n  - {{unit: АББСД, copy: control}}\n  - {{unit: КБ, count: {count}}}\n"


def listed(desk: Desk, count: int) -> None:
    (desk.root / "distribution" / f"{LIBRARY}.yaml").write_text(LIST.format(code=LIBRARY, count=count), "utf-8")
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "List")


def test_an_interrupted_batch_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(desk, 5)
    real, done = CopyPress.copy, []

    def stopped(press: CopyPress, act: object) -> bytes:
        done.append(act)
        if len(done) > 6 + 3:
            raise KeyboardInterrupt
        return real(press, act)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(CopyPress, "copy", stopped)
        desk("issue", LIBRARY, code=130)
    out = sorted((desk.root / "out").glob(f"{LIBRARY}-*.pdf"))
    assert len(out) == 3
    assert len([act for act in desk.ledger(LIBRARY) if act["act"] == "issue"]) == 6

    told = desk("issue", LIBRARY, "--format", "json", code=0).json()["issued"]

    assert [item["number"] for item in told] == [4, 5, 6]
    acts = {act["number"]: act["pdf"] for act in desk.ledger(LIBRARY) if act["act"] == "issue"}
    assert sorted(acts) == [1, 2, 3, 4, 5, 6]
    for number, pdf in acts.items():
        data = (desk.root / "out" / f"{LIBRARY}-r1-{number:03}.pdf").read_bytes()
        assert hashlib.sha256(data).hexdigest() == pdf
    manifest = json.loads((desk.root / "out" / f"{LIBRARY}-r1-001-006.manifest.json").read_bytes())
    assert [line["number"] for line in manifest["copies"]] == [1, 2, 3, 4, 5, 6]
    assert desk("issue", LIBRARY, "--format", "json", code=0).json()["issued"] == []
    desk.clean()


def test_a_batch_that_was_never_recorded_is_forgotten(desk: Desk) -> None:
    (desk.root / ".git" / "qms").mkdir(exist_ok=True)
    note = desk.root / ".git" / "qms" / "issue.json"
    for text in ('{"code": "X", "out": "/", "pdfs": ["a"]}', "[]", "no json", '{"code": 1}'):
        note.write_text(text, "utf-8")
        desk("issue", AUDIT, code=0)
    assert batch._read(note) is None or not note.exists()


def test_a_batch_of_one_document_differs_copy_by_copy(desk: Desk) -> None:
    listed(desk, 30)
    told = desk("issue", LIBRARY, "--format", "json", code=0).json()["issued"]
    assert len({item["sha256"] for item in told}) == 31
    assert [item["number"] for item in told] == list(range(1, 32))
    Path(told[7]["path"]).unlink()
    desk("render", LIBRARY, "--copy", "8", code=0)
    assert hashlib.sha256(Path(told[7]["path"]).read_bytes()).hexdigest() == told[7]["sha256"]


def test_a_dry_run_shows_the_numbers_and_records_nothing(desk: Desk) -> None:
    listed(desk, 2)
    before = desk.head()
    told = desk("issue", LIBRARY, "--dry-run", "--format", "json", code=0).json()
    assert told["would_issue"] == [
        {"number": 1, "holder": "АББСД"},
        {"number": 2, "holder": "КБ"},
        {"number": 3, "holder": "КБ"},
    ]
    assert "Copy 3" in desk("issue", LIBRARY, "--dry-run", code=0).out
    assert desk.head() == before


def test_the_manifest_of_a_batch_is_signed_and_names_every_file(desk: Desk) -> None:
    desk("seal", "--new", "--yes", code=0)
    desk("issue", LIBRARY, "--to", "ОИД", "КБ", code=0)
    out = desk.root / "out"
    path = out / f"{LIBRARY}-r1-002-003.manifest.json"
    assert desk("verify", str(path), "--format", "json", code=0).json()["verdict"] == "genuine"
    key = str(desk.root / "organisation" / "seal.pub")
    assert desk("verify", str(path), "--key", key, code=0).out.startswith("GENUINE")

    copy = out / f"{LIBRARY}-r1-003.pdf"
    copy.write_bytes(copy.read_bytes() + b"%")
    told = desk("verify", str(path), "--format", "json", code=1).json()
    assert (told["verdict"], copy.name in told["details"]) == ("altered", True)
    path.write_bytes(path.read_bytes().replace("КБ".encode(), "ИБ".encode()))
    assert desk("verify", str(path), "--format", "json", code=1).json()["verdict"] == "not-genuine"
    path.write_bytes(b"{}")
    assert "no manifest" in desk("verify", str(path), code=2).err


@pytest.mark.soak
def test_a_thousand_copies_of_thirty_pages_take_seconds(desk: Desk) -> None:
    path = desk.path(LIBRARY)
    body = "\n\n".join(f"## 7.{n}. Кадам\n\n" + "Бөлүм башчы документти окуп, кол коёт. " * 60 for n in range(1, 45))
    path.write_text(path.read_text("utf-8").replace("# 8. Жазуулар", f"{body}\n\n# 8. Жазуулар"), "utf-8")
    desk("revise", LIBRARY, "--change", "x", code=0)
    desk("approve", LIBRARY, "--by", "rector", "--decision", "№ 6", code=0)
    listed(desk, 999)
    start = time.perf_counter()
    told = desk("issue", LIBRARY, "--format", "json", code=0).json()["issued"]
    seconds = time.perf_counter() - start
    assert len({item["sha256"] for item in told}) == 1000
    sys.stderr.write(f"1000 copies: {seconds:.1f} s, {1000 / seconds:.0f} copies/s\n")
    assert seconds < 60
