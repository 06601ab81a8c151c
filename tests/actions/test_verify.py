"""`qms verify`: a PDF in hand is current, superseded, withdrawn, never issued, altered, or no copy at all."""

from __future__ import annotations

import random
from pathlib import Path

import pypdf
import pytest

from ..cli.desk import AUDIT, Answer, Desk

pytestmark = pytest.mark.usefixtures("read_here")

KEYS = ["verdict", "code", "revision", "copy", "holder", "current_revision", "since", "details"]


def copy(desk: Desk, number: int = 2) -> Path:
    return desk.root / "out" / f"{AUDIT}-r1-{number:03}.pdf"


def verdict(answer: Answer) -> str:
    told = answer.json()
    assert list(told) == KEYS
    return str(told["verdict"])


def test_a_genuine_copy_in_force_is_the_only_good_answer(desk: Desk) -> None:
    told = desk("verify", str(copy(desk)), "--format", "json", code=0).json()

    assert {name: told[name] for name in KEYS[:-1]} == {
        "verdict": "current",
        "code": AUDIT,
        "revision": 1,
        "copy": 2,
        "holder": "ОИД",
        "current_revision": 1,
        "since": None,
    }
    assert "CURRENT" in desk("verify", str(copy(desk)), code=0).out


def test_a_copy_of_an_older_revision_is_superseded(desk: Desk) -> None:
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 6", "--on", "2025-02-01", code=0)

    told = desk("verify", str(copy(desk)), "--format", "json", code=1).json()

    assert (told["verdict"], told["current_revision"], told["since"]) == ("superseded", 2, "2025-02-01")
    assert "Return this copy" in told["details"]


def test_a_copy_of_a_withdrawn_document_is_withdrawn(desk: Desk) -> None:
    desk("withdraw", AUDIT, "--basis", "№ 9", "--yes", code=0)

    assert verdict(desk("verify", str(copy(desk)), "--format", "json", code=1)) == "withdrawn"


def test_one_byte_flipped_anywhere_is_never_current(desk: Desk) -> None:
    data = copy(desk).read_bytes()
    path = desk.root / "out" / "flipped.pdf"
    places = [0, 8, len(data) - 1, *random.Random(1).sample(range(len(data)), 5)]

    for place in places:
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        told = desk("verify", str(path), "--format", "json")
        assert told.code in (1, 2), place
        if told.code == 1:
            assert verdict(told) in {"altered", "never-issued"}, place


def rewritten(desk: Desk, *, pages: int | None = None, keep: bool = True) -> Path:
    reader = pypdf.PdfReader(copy(desk))
    writer = pypdf.PdfWriter()
    for page in reader.pages[:pages]:
        writer.add_page(page)
    if keep and reader.metadata:
        writer.add_metadata(dict(reader.metadata))
    path = desk.root / "out" / "other.pdf"
    writer.write(path)
    return path


def test_a_page_taken_out_is_altered(desk: Desk) -> None:
    assert verdict(desk("verify", str(rewritten(desk, pages=1)), "--format", "json", code=1)) == "altered"


def test_without_metadata_the_footers_tell_the_copy(desk: Desk) -> None:
    told = desk("verify", str(rewritten(desk, keep=False)), "--format", "json", code=1)

    assert verdict(told) == "altered"
    assert told.json()["holder"] == "ОИД"


def test_something_added_at_the_end_is_altered(desk: Desk) -> None:
    path = desk.root / "out" / "longer.pdf"
    path.write_bytes(copy(desk).read_bytes() + b"\n%\n")

    assert verdict(desk("verify", str(path), "--format", "json", code=1)) == "altered"


@pytest.mark.parametrize("words", [("--draft",), ()])
def test_a_print_that_is_no_copy_was_never_issued(desk: Desk, words: tuple[str, ...]) -> None:
    desk("render", AUDIT, *words, "--out", "out/prints", code=0)
    path = next((desk.root / "out" / "prints").glob("*.pdf"))

    assert verdict(desk("verify", str(path), "--format", "json", code=1)) == "never-issued"


def test_a_copy_whose_issue_was_taken_back_from_the_ledger_was_never_issued(desk: Desk) -> None:
    desk("issue", "2.9", "--to", "ОИД", code=0)
    desk.git("revert", "--no-edit", "HEAD")

    path = desk.root / "out" / "СМС-ДП-2.9-2024-r1-002.pdf"
    assert verdict(desk("verify", str(path), "--format", "json", code=1)) == "never-issued"


def foreign(path: Path) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["foreign", "png", "empty", "text", "header", "folder", "missing", "nul"])
def test_a_file_that_is_no_copy_cannot_be_judged(desk: Desk, kind: str) -> None:
    path = desk.root / "out" / "thing.pdf"
    match kind:
        case "foreign":
            foreign(path)
        case "folder":
            path.mkdir()
        case "missing":
            pass
        case _:
            data = {"png": b"\x89PNG\r\n\x1a\n", "empty": b"", "text": b"hello", "header": b"%PDF-1.7\n"}
            path.write_bytes(data.get(kind, b"\0" * 5000))

    told = desk("verify", str(path), "--format", "json", code=2)

    assert told.out == ""
    assert told.err


def test_a_path_is_taken_from_where_the_person_stands_or_from_the_folder_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.home)

    desk("verify", f"out/{AUDIT}-r1-002.pdf", "-C", str(desk.root), code=0)
