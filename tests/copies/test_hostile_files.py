"""Files that are made to harm whoever looks at them: an answer in bounded time and memory, never a fault."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from qms.adapters import apart
from qms.errors import UsageError

from ..cli.desk import AUDIT, Desk

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%b>>"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(b"\0" * (width // 8 + 1)) for _row in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows + end


def stream(head: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _part in range(megabytes)) + packer.flush()


def forms(depth: int) -> bytes:
    """Forms that draw forms that draw forms: four to the power of their depth."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>"
    drawn = [stream(head % (6 + one), b"/A Do " * 4) for one in range(depth)]
    page = PAGE % b"/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>"
    return pdf(CATALOG, PAGES, page, stream(b"", b"/A Do"), *drawn, stream(head % 1, b"BT (x) Tj ET"))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a picture of 30,000 pixels a side": lambda: png(30_000, 30_000),
    "a picture cut off": lambda: png(3000, 3000)[:-60],
    "a page of a kilometre": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 3000000 3000000]>>"),
    "a page of five metres": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>"),
    "arrays in arrays": lambda: pdf(CATALOG, PAGES, PAGE % (b"/X " + b"[" * 60_000 + b"]" * 60_000)),
    "pages that hold themselves": lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1000000000>>"),
    "a form that draws itself": lambda: pdf(
        CATALOG,
        PAGES,
        PAGE % b"/Contents 4 0 R/Resources<</XObject<</A 4 0 R>>>>",
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>", b"/A Do"),
    ),
    "a page that unpacks to 300 megabytes": lambda: pdf(
        CATALOG, PAGES, PAGE % b"/Contents 4 0 R", stream(b"/Filter/FlateDecode", bomb(300))
    ),
    "nothing but brackets": lambda: b"%PDF-1.7\n" + b"1 0 obj <<" * 50_000,
    "zeros": lambda: b"%PDF-1.7\n" + b"\0" * 3_000_000,
    "a JPEG of noise": lambda: b"\xff\xd8\xff" + bytes(range(256)) * 400,
    "a TIFF of noise": lambda: b"II*\0" + bytes(range(256)) * 400,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(HOSTILE[name]())
    told = desk("verify", str(path), code=2)
    assert "fault" not in told.err


def test_what_takes_too_long_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0)
    with pytest.raises(UsageError, match="more memory or time"):
        apart.read_copy(forms(30))


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99, 0.9999])
def test_a_copy_that_was_cut_off_is_never_current(desk: Desk, tmp_path: Path, part: float) -> None:
    data = (desk.root / "out" / f"{AUDIT}-r1-002.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(data[: int(len(data) * part)])
    assert desk("verify", str(path)).code in {1, 2}


def test_what_is_no_file_is_not_read(desk: Desk, tmp_path: Path) -> None:
    assert "is no file" in desk("verify", str(tmp_path), code=2).err
    assert "is no file" in desk("verify", "/dev/zero", code=2).err
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    assert "too large" in desk("verify", str(large), code=2).err


def test_a_file_in_the_folder_is_never_taken_for_a_part_of_the_program(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pypdf.py", "qms.py", "json.py"):
        (desk.root / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(desk.root)
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf(CATALOG, PAGES, PAGE % b""))
    desk("verify", str(path), code=2)
    assert not (tmp_path / "ran").exists()
