"""Repairs: what is certain is repaired, everything else stays byte for byte."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.actions.checking.fix import REPAIRS, Fixes, fix, write
from qms.adapters.files.workspace import Workspace
from qms.errors import RepositoryError
from qms.rules.rule import all_rules

from ..cli.desk import AUDIT, Desk

DRAFT = "СМС-ДП-2.10-2024"
WORK = "СМС-КИ-КБ-01-2024"


def found(desk: Desk, *paths: str) -> Fixes:
    return fix(Workspace.find(desk.root), paths)


def change(desk: Desk, old: str, new: str, code: str = DRAFT) -> Path:
    path = desk.path(code)
    before = path.read_bytes()
    path.write_bytes(before.replace(old.encode(), new.encode()))
    assert path.read_bytes() != before
    return path


def repaired(desk: Desk, path: Path) -> str:
    """Repair the one file that needs it and return its text."""
    workspace = Workspace.find(desk.root)
    fixes = fix(workspace)
    assert [desk.root / item.path for item in fixes.fixes] == [path]
    write(workspace, fixes.fixes)
    assert fix(workspace).fixes == ()
    return path.read_bytes().decode("utf-8")


def test_every_repair_belongs_to_a_rule() -> None:
    assert REPAIRS.keys() <= {rule.code for rule in all_rules()}


def test_a_repository_without_faults_has_nothing_to_repair(desk: Desk) -> None:
    assert found(desk) == Fixes()


@pytest.mark.parametrize(
    "wrong",
    [
        *("CМС-ДП-2.10-2024", "СMС-ДП-2.10-2024", "СМС‐ДП–2.10—2024", "СМС-ДП-2.1O-2024", "СМС-ДП-2.1О-2024"),
        *("СМС-\u200bДП-2.10-2024", "СМС-ДП-2.10\u00ad-2024", "ＣМС-ДП-2.10-2024", "СМС\u00a0-ДП-2.10-2024"),
    ],
)
def test_a_code_gets_the_characters_that_were_meant(desk: Desk, wrong: str) -> None:
    before = desk.path(DRAFT).read_bytes().decode("utf-8")
    path = change(desk, f"code: {DRAFT}", f"code: {wrong}")

    if "\u00a0" in wrong:  # a blank that belongs nowhere: what was meant is not certain
        assert found(desk).fixes == ()
    else:
        assert repaired(desk, path) == before


@pytest.mark.parametrize("name", ["references", "replaces"])
@pytest.mark.parametrize("written", ["[CМС-ДП-2.15-2024]", '["СМC-ДП-2.15-2024"]', "['СМС–ДП-2.15-2024']"])
def test_references_get_them_too(desk: Desk, name: str, written: str) -> None:
    path = change(desk, "revision: 1\n", f"revision: 1\n{name}: {written}  # аудит\n")
    quote = written[1] if written[1] in "\"'" else ""

    assert f"{name}: [{quote}{AUDIT}{quote}]  # аудит\n" in repaired(desk, path)


def test_several_references_in_one_line(desk: Desk) -> None:
    path = change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024, СМС–ДП-2.9-2024]\n")

    assert f"references: [{AUDIT}, СМС-ДП-2.9-2024]\n" in repaired(desk, path)


def test_a_reference_to_a_code_that_is_repaired_itself_follows_it(desk: Desk) -> None:
    change(desk, f"code: {DRAFT}", f"code: C{DRAFT[1:]}")
    other = change(desk, "revision: 1\n", f"revision: 1\nreferences: [C{DRAFT[1:]}]\n", WORK)

    fixes = found(desk)
    assert len(fixes.fixes) == 2
    write(Workspace.find(desk.root), fixes.fixes)
    assert f"references: [{DRAFT}]" in other.read_text("utf-8")


def test_a_type_gets_its_letters(desk: Desk) -> None:
    path = desk.path(WORK)
    before = path.read_text("utf-8")
    change(desk, "type: КИ", "type: KИ", WORK)

    assert repaired(desk, path) == before


@pytest.mark.parametrize(
    "value", ["СМС-ДП-2.77-2024x", "ДП-2.15", "дп", "СМС-ХХ-2.15-2024", "X", "СМС-ДП-9.15-2024", "?"]
)
def test_what_is_only_guessed_is_left(desk: Desk, value: str) -> None:
    change(desk, "revision: 1\n", f"revision: 1\nreferences: [{value}]\n")

    assert found(desk).fixes == ()


def test_a_code_that_another_document_has_already_is_left(desk: Desk) -> None:
    change(desk, f"code: {DRAFT}", f"code: C{AUDIT[1:]}")

    assert found(desk).fixes == ()


def test_a_code_with_acts_is_an_identity_and_stays(desk: Desk) -> None:
    wrong = f"C{DRAFT[1:]}"
    change(desk, f"code: {DRAFT}", f"code: {wrong}")
    desk.git("commit", "-aqm", "Wrong")
    desk("approve", wrong, "--by", "rector", "--decision", "№ 5", code=0)
    desk.edit(DRAFT)

    assert found(desk).fixes == ()


def test_the_byte_order_mark_goes(desk: Desk) -> None:
    path = desk.path(DRAFT)
    before = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + before)

    assert repaired(desk, path).encode() == before


def test_invisible_characters_go_from_the_front_matter_and_stay_in_the_text(desk: Desk) -> None:
    path = desk.edit(DRAFT, "Тек\u200bст")
    before = path.read_text("utf-8")
    change(desk, "owner: АББСД", "owner: А\u200bББ\u202eСД\ufeff")

    assert repaired(desk, path) == before


def test_letters_of_two_characters_become_one(desk: Desk) -> None:
    path = desk.path(DRAFT)
    before = path.read_text("utf-8").replace("Бөлүм башчы", "Ёлка, йогурт, а́б")
    path.write_text(unicodedata.normalize("NFD", before), "utf-8")

    after = repaired(desk, path)

    assert after == before


def test_signs_that_are_no_letters_of_two_characters_stay(desk: Desk) -> None:
    desk.edit(DRAFT, "220 Ω, 5 Å, ﬁ, ½, а́")

    assert found(desk).fixes == ()


def test_no_other_byte_changes(desk: Desk) -> None:
    path = desk.path(DRAFT)
    text = (
        "---\r\n# comment C–М\r\ncode:   'CМС-ДП-2.10-2024'   # also a comment\r\ntitle: {ky: \"а\",  ru: б}\r\n"
        "type: ДП\r\nlevel: '2'\r\nrevision: 1\r\nowner:  АББСД\r\n\r\n---\r\n\r\n# 1. CМС-ДП-2.99-2024 \t"
        "\r\n\nа\rб\u2028"
    )
    path.write_bytes(text.encode())

    assert repaired(desk, path) == text.replace("'CМС", "'СМС")


def test_a_card_is_repaired_too(desk: Desk) -> None:
    path = change(desk, "type: ТД", "type: TД", "СМС-ТД-0001-2024")

    assert "type: ТД\n" in repaired(desk, path)


def test_a_translation_follows_its_original(desk: Desk) -> None:
    text = desk.path(DRAFT).read_text("utf-8").replace(f"code: {DRAFT}", f"code: C{DRAFT[1:]}")
    path = desk.root / f"documents/2/{DRAFT}.ru.md"
    path.write_text(text, "utf-8")

    assert f"code: {DRAFT}\n" in repaired(desk, path)


def test_an_approved_text_is_never_touched(desk: Desk) -> None:
    path = change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024]\n")
    desk.git("commit", "-aqm", "Wrong reference")
    desk("approve", DRAFT, "--by", "rector", "--decision", "№ 5", code=0)

    fixes = found(desk)
    assert fixes.fixes == ()
    assert [item.path for item in fixes.approved] == [path.relative_to(desk.root).as_posix()]

    desk.edit(DRAFT)  # no longer the text that was approved
    assert len(found(desk).fixes) == 1


def test_a_text_of_which_a_broken_ledger_does_not_tell_is_left(desk: Desk) -> None:
    path = change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.9-2024]\n", AUDIT)
    ledger = desk.root / f"ledger/{AUDIT}.jsonl"
    ledger.write_bytes(b"{\n" + ledger.read_bytes())

    assert [desk.root / item.path for item in found(desk).approved] == [path]


def test_paths_narrow_the_repairs(desk: Desk) -> None:
    change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024]\n")
    change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024]\n", WORK)

    assert len(found(desk).fixes) == 2
    assert [item.code for item in found(desk, "documents/3").fixes] == [WORK]
    assert found(desk, "registers").fixes == ()


def test_links_and_files_that_are_no_text_are_left(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"\xef\xbb\xbf---\ncode: x\n---\n")
    (desk.root / "documents/2/link.md").symlink_to(outside)
    (desk.root / "documents/2/wide.md").write_bytes("\ufeff---\n".encode("utf-16"))
    (desk.root / "documents/2/old.md").write_bytes("---\ncode: й".encode("cp1251"))
    (desk.root / "documents/2/zero.md").write_bytes("\ufeff\0й".encode())

    assert found(desk) == Fixes()


def test_nothing_is_written_where_a_file_has_changed_meanwhile(desk: Desk) -> None:
    first = change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024]\n")
    second = change(desk, "revision: 1\n", "revision: 1\nreferences: [CМС-ДП-2.15-2024]\n", WORK)
    fixes = found(desk).fixes
    before = first.read_bytes()
    second.write_bytes(b"new")

    with pytest.raises(RepositoryError):
        write(Workspace.find(desk.root), fixes)

    assert first.read_bytes() == before


def test_a_repair_keeps_the_permissions_of_a_file(desk: Desk) -> None:
    path = change(desk, f"code: {DRAFT}", f"code: C{DRAFT[1:]}")
    path.chmod(0o640)
    repaired(desk, path)

    assert path.stat().st_mode & 0o777 == 0o640


@given(st.text(alphabet=st.sampled_from("йёэа\u0306\u0308\u0301\u200b\u202e\ufeffCС–-\"': \n\r[]{}#&*!|>\\\x00\u2028")))
def test_any_text_loses_only_what_a_repair_names(text: str) -> None:
    from qms.actions.checking.fix import Known
    from qms.codes.scheme import Scheme
    from qms.model.settings import Settings
    from qms.model.snapshot import Snapshot

    known = Known(Snapshot(Settings()), Scheme({}))
    data = f"---\n{text}\n---\n{text}".encode()
    after = data
    for function in dict.fromkeys(REPAIRS.values()):
        after, _repairs = function(after, "a.md", known)

    hidden = "\u200b\u202e\ufeff"
    plain = str.maketrans("", "", hidden)
    assert unicodedata.normalize("NFC", after.decode().translate(plain)) == unicodedata.normalize(
        "NFC", data.decode().translate(plain)
    )


def test_a_code_stays_where_its_ledger_cannot_be_read(desk: Desk) -> None:
    wrong = DRAFT.replace("СМС", "CМС")
    change(desk, f"code: {DRAFT}", f"code: {wrong}")
    (desk.root / f"ledger/{wrong}.jsonl").write_text("{broken\n", "utf-8")

    assert found(desk).fixes == ()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("CMC-ДП-2.15-2024 боюнча", f"{AUDIT} боюнча"),
        ("(СМС–ДП–2.15–2024).", f"({AUDIT})."),
        ("CMC-ДП-2.15-2024түн тартиби", f"{AUDIT}түн тартиби"),
        ("| CMC-ДП-2.15-2024 | СМС-ДП-2.1О-2024 |", f"| {AUDIT} | {DRAFT} |"),
        ("`CMC-ДП-2.15-2024`", "`CMC-ДП-2.15-2024`"),
        ("2023–2024-жылдарда, 5–6-пункт", "2023–2024-жылдарда, 5–6-пункт"),
        ("смс-дп-2.15-2024", "смс-дп-2.15-2024"),
        ("CMC-ДП-2.77-2024", "CMC-ДП-2.77-2024"),
    ],
)
def test_a_code_that_a_text_cites_gets_the_characters_that_were_meant(desk: Desk, written: str, wanted: str) -> None:
    path = change(desk, "Бөлүм башчы жооптуу.", f"Бөлүм башчы жооптуу.\r\n\r\n{written}\r\n")

    workspace = Workspace.find(desk.root)
    write(workspace, fix(workspace).fixes)

    assert f"\r\n\r\n{wanted}\r\n" in path.read_bytes().decode("utf-8")
    assert fix(workspace).fixes == ()
