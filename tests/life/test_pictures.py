"""Pictures are a part of the text: recorded with it, approved with it, printed as they were approved."""

from __future__ import annotations

import struct
import zlib

import pytest

from ..cli.desk import Desk
from .people import BY_RECTOR, DRAFT, findings

CHANGE = ("--change", "Схема кошулду", "--basis", "№ 1")
PLACE = "documents/2/img/scheme.png"


def png(grey: int) -> bytes:
    """Return a picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes([0, grey]))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def draw(desk: Desk, grey: int) -> None:
    (desk.root / PLACE).parent.mkdir(exist_ok=True)
    (desk.root / PLACE).write_bytes(png(grey))


@pytest.fixture
def drawn(desk: Desk) -> Desk:
    """The draft shows a scheme, and is approved."""
    desk.edit(DRAFT, "![Схема](img/scheme.png)")
    draw(desk, 10)
    desk("revise", DRAFT, *CHANGE, code=0)
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    return desk


def printed(desk: Desk) -> str:
    desk("render", DRAFT, "--to", "html", "--out", str(desk.root.parent / "print"), code=0)
    return next((desk.root.parent / "print").glob("*.html")).read_text("utf-8")


def test_a_revision_takes_its_pictures_along(drawn: Desk) -> None:
    drawn.clean()
    assert len(drawn.ledger(DRAFT)[-1]["pictures"]) == 64
    assert findings(drawn) == []


def test_a_picture_that_is_not_there_is_refused_and_found(desk: Desk) -> None:
    desk.edit(DRAFT, "![Схема](img/scheme.png)")

    assert "is not there" in desk("revise", DRAFT, *CHANGE, code=2).err
    found = desk("check", "--select", "TX023", "--format", "json").json()["findings"]
    assert [(item["code"], item["line"] > 10) for item in found] == [(DRAFT, True)]


def test_a_picture_that_is_in_no_commit_is_not_approved(desk: Desk) -> None:
    desk.edit(DRAFT, "![Схема](img/scheme.png)")
    draw(desk, 10)
    desk("commit", DRAFT, code=0)
    draw(desk, 20)

    assert f"qms commit {DRAFT}" in desk("approve", DRAFT, *BY_RECTOR, code=2).err
    desk("commit", DRAFT, code=0)
    desk("approve", DRAFT, *BY_RECTOR, code=0)


def test_the_picture_of_the_approval_is_printed_though_it_is_younger_than_the_text(desk: Desk) -> None:
    import base64

    desk.edit(DRAFT, "![Схема](img/scheme.png)")
    draw(desk, 10)
    desk("commit", DRAFT, code=0)
    draw(desk, 20)
    desk("commit", DRAFT, code=0)
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    draw(desk, 30)
    desk.git("commit", "-qam", "Exchange")

    told = printed(desk)
    assert base64.b64encode(png(20)).decode() in told
    assert findings(desk) == ["LG020"]


def test_an_exchanged_picture_is_no_edit_to_commit_but_a_new_revision(drawn: Desk) -> None:
    draw(drawn, 20)
    assert "makes a new revision" in drawn("commit", "--yes", code=2).err

    drawn("revise", DRAFT, *CHANGE, code=0)
    drawn("approve", DRAFT, *BY_RECTOR, code=0)
    hashes = [act["pictures"] for act in drawn.ledger(DRAFT)]
    assert len(set(hashes)) == 2
    assert findings(drawn) == []


def test_a_redline_names_the_pictures_that_were_exchanged(drawn: Desk) -> None:
    draw(drawn, 20)
    assert "Other pictures: img/scheme.png" in drawn("diff", DRAFT, code=0).out

    drawn("revise", DRAFT, *CHANGE, code=0)
    assert drawn("diff", DRAFT, "2", "3", "--format", "json", code=0).json()["pictures"] == ["img/scheme.png"]
    assert drawn("diff", DRAFT, "1", "2", "--format", "json", code=0).json()["pictures"] == []
