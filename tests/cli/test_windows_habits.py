"""A clone as git for Windows makes it: line ends of its own, names without capitals, no links and no modes."""

from __future__ import annotations

import shutil

import pytest

from .desk import AUDIT, Desk

HABITS = ("core.autocrlf=true", "core.eol=crlf", "core.ignoreCase=true", "core.symlinks=false", "core.fileMode=false")


@pytest.fixture
def clone(desk: Desk) -> Desk:
    """The small repository, cloned with the settings that the installer of git proposes on Windows."""
    root = desk.root.parent / "clone"
    options = [word for habit in HABITS for word in ("-c", habit)]
    desk.git(*options, "clone", "-q", *options, str(desk.root), str(root))
    return Desk(root, desk.home, desk.capture)


def test_texts_and_ledgers_keep_their_bytes(clone: Desk, desk: Desk) -> None:
    for path in [*desk.root.glob("ledger/*"), *desk.root.glob("documents/*/*"), desk.root / "qms.yaml"]:
        assert (clone.root / path.relative_to(desk.root)).read_bytes() == path.read_bytes()


def test_a_day_of_work_there_is_a_day_of_work(clone: Desk) -> None:
    at = ("-C", str(clone.root))
    clone("check", *at, code=0)
    clone("trail", "verify", *at, code=0)
    clone.git("config", "user.name", "Айгүл")
    clone("review", *at, AUDIT, "--basis", "№ 3", code=0)
    clone("sync", *at, "--yes")
    assert clone.git("status", "--porcelain") == ""
    assert b"\r" not in (clone.root / "ledger" / f"{AUDIT}.jsonl").read_bytes()


def test_a_text_stored_as_windows_does_is_told_with_its_line_and_what_to_do(desk: Desk) -> None:
    path = desk.path("СМС-ДП-2.10-2024")
    path.write_bytes(path.read_text("utf-8").translate(str.maketrans("өүң", "оун")).encode("cp1251"))
    told = desk("check", code=1).out
    assert "2:7    error FM004 The file is stored as Windows-1251" in told
    assert "Save it as UTF-8" in told


LEFT = (
    *(".DS_Store", "documents/.DS_Store", "documents/2/._x.md", "documents/2/Icon\r", "documents/2/__MACOSX/x.md"),
    *("documents/2/Thumbs.db", "documents/2/desktop.ini", "documents/2/~$x.docx", "documents/2/~$x.md"),
    *("documents/2/x.md~", "documents/2/.x.md.swp", "documents/2/x.lnk", "documents/2/~WRL0001.tmp"),
    *("ledger/.DS_Store", "ledger/desktop.ini", "distribution/Thumbs.db", "registers/~$risks.xlsx"),
    *("organisation/._units.yaml", "registers/risks/._x.yaml", "documents/3/.~lock.x.odt#"),
)


def test_what_systems_leave_in_folders_is_nothing_for_anybody(desk: Desk) -> None:
    before = desk("check", "--format", "json").json()
    (desk.root / ".gitignore").write_text("/out/\n")
    desk.git("commit", "-qam", "Ignore nothing")
    for name in LEFT:
        path = desk.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0\5\26\7")

    assert desk("check", "--format", "json").json() == before
    assert "Nothing has changed" in desk("commit", "--yes", code=2).err
    desk.edit("СМС-ДП-2.10-2024")
    desk("commit", "--yes", code=0)
    assert desk.git("show", "--format=", "--name-only").count("\n") == 0


def test_an_editor_that_writes_line_ends_of_windows_changes_a_text_and_says_so(clone: Desk) -> None:
    at, path = ("-C", str(clone.root)), clone.path(AUDIT)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "LG001" in clone("check", *at, code=1).out
    assert clone.git("status", "--porcelain")


def test_without_attributes_line_ends_of_windows_are_told(desk: Desk) -> None:
    desk.git("rm", "-q", ".gitattributes")
    desk.git("commit", "-q", "-m", "Without attributes")
    root = desk.root.parent / "clone"
    desk.git("-c", "core.autocrlf=true", "clone", "-q", "-c", "core.autocrlf=true", str(desk.root), str(root))
    told = desk("check", "-C", str(root), code=1)
    assert "Traceback" not in told.err
    shutil.rmtree(root)
