"""Forgeries of a copy: each is found, with the right verdict and with the part that was altered."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from qms.model.token import read_token

from ..cli.desk import AUDIT, Answer, Desk

pytestmark = pytest.mark.usefixtures("read_here")

Forge = Callable[["Case"], bytes]


class Case:
    """A copy that was issued, and others that a forger may have in hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        out = desk.root / "out"
        self.data = (out / f"{AUDIT}-r1-002.pdf").read_bytes()
        self.other = (out / f"{AUDIT}-r1-003.pdf").read_bytes()
        self.token = str(pypdf.PdfReader(io.BytesIO(self.data)).metadata["/Keywords"]).partition("qms-copy=")[2]  # type: ignore[index]

    def writer(self, data: bytes = b"") -> pypdf.PdfWriter:
        return pypdf.PdfWriter(clone_from=io.BytesIO(data or self.data))


def saved(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pages(case: Case, order: Callable[[int], list[int]], data: bytes = b"") -> bytes:
    reader = pypdf.PdfReader(io.BytesIO(data or case.data))
    writer = pypdf.PdfWriter()
    for number in order(len(reader.pages)):
        writer.add_page(reader.pages[number])
    writer.add_metadata(dict(reader.metadata or {}))
    return saved(writer)


def page_of_another_copy(case: Case) -> bytes:
    writer = case.writer()
    foreign = pypdf.PdfReader(io.BytesIO(case.other)).pages[2]
    writer.insert_page(foreign, 2)
    writer.remove_page(3)
    return saved(writer)


def saved_mixed(case: Case) -> bytes:
    writer, other = case.writer(), pypdf.PdfReader(io.BytesIO(case.other))
    for number in range(1, len(other.pages), 2):
        writer.insert_page(other.pages[number], number)
        writer.remove_page(number + 1)
    return saved(writer)


def drawn_over(case: Case) -> bytes:
    writer = case.writer()
    page = writer.pages[1]
    box = DecodedStreamObject()
    box.set_data(page.get_contents().get_data() + b"\n1 g 100 100 200 50 re f\n")  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(box)
    return saved(writer)


def words_changed(case: Case) -> bytes:
    writer = case.writer()
    page = writer.pages[2]
    box = DecodedStreamObject()
    data = page.get_contents().get_data()  # type: ignore[union-attr]
    at = data.index(b"\nET")
    box.set_data(data[:at] + b"\n<0001> Tj" + data[at:])
    page[NameObject("/Contents")] = writer._add_object(box)
    return saved(writer)


def metadata(case: Case, name: str, value: str) -> bytes:
    writer = case.writer()
    writer.add_metadata({name: value})
    return saved(writer)


def source_exchanged(case: Case) -> bytes:
    writer = case.writer()
    for reference in writer._root_object["/AF"]:  # type: ignore[union-attr]
        stream = reference.get_object()["/EF"]["/F"].get_object()
        stream.set_data(b"# another text\n")
    return saved(writer)


def code_of_another_copy(case: Case) -> bytes:
    """Put what is drawn in the stamp of another copy, QR code and all, on the title page."""
    writer, other = case.writer(), pypdf.PdfReader(io.BytesIO(case.other))

    def drawings(page: pypdf.PageObject) -> list[tuple[str, StreamObject]]:
        found = page["/Resources"]["/XObject"].get_object()  # type: ignore[index]
        return sorted((name, found[name].get_object()) for name in found)

    for (_one, mine), (_two, foreign) in zip(drawings(writer.pages[0]), drawings(other.pages[0]), strict=True):
        mine.set_data(foreign.get_data())
    return saved(writer)


def page_of_another_revision(case: Case) -> bytes:
    """Put a page of a draft that was changed since in the place of the one that was issued."""
    desk = case.desk
    desk.edit(AUDIT, "башка")
    desk("render", AUDIT, "--draft", "--out", str(desk.root.parent / "draft"), code=0)
    (draft,) = (desk.root.parent / "draft").glob("*.pdf")
    desk.git("checkout", "-q", "--", ".")
    writer = case.writer()
    writer.insert_page(pypdf.PdfReader(draft).pages[2], 2)
    writer.remove_page(3)
    return saved(writer)


def annotated(case: Case) -> bytes:
    writer = case.writer()
    from pypdf.annotations import FreeText

    writer.add_annotation(0, FreeText(text="Бекитилди", rect=(50, 550, 200, 650)))
    return saved(writer)


def keyword(case: Case, token: str) -> bytes:
    return metadata(case, "/Keywords", f"{AUDIT}, qms-copy={token}")


def claimed(case: Case, **other: object) -> str:
    from dataclasses import replace

    token = read_token(case.token)
    assert token
    return replace(token, **other).text  # type: ignore[arg-type]


def appended(case: Case) -> bytes:
    return case.data + b"\n1 0 obj\n<<>>\nendobj\n"


def script_added(case: Case) -> bytes:
    writer = case.writer()
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return saved(writer)


def flipped(case: Case, place: float) -> bytes:
    at = int(len(case.data) * place)
    return case.data[:at] + bytes([case.data[at] ^ 1]) + case.data[at + 1 :]


FORGERIES: dict[str, tuple[Forge, str, str]] = {
    "a byte at the beginning": (lambda case: flipped(case, 0.0005), "altered", ""),
    "a byte in the middle": (lambda case: flipped(case, 0.5), "altered", ""),
    "a byte at the end": (lambda case: case.data[:-2] + b"E\n", "altered", ""),
    "cut off at the end": (lambda case: case.data[:-20], "altered", ""),
    "something appended": (appended, "altered", "appended"),
    "saved by another program": (lambda case: saved(case.writer()), "altered", ""),
    "the last page removed": (lambda case: pages(case, lambda n: list(range(n - 1))), "altered", "missing"),
    "the first page removed": (lambda case: pages(case, lambda n: list(range(1, n))), "altered", "missing: 1"),
    "a page in the middle removed": (lambda case: pages(case, lambda n: [0, *range(2, n)]), "altered", "missing: 2"),
    "two pages swapped": (lambda case: pages(case, lambda n: [0, 2, 1, *range(3, n)]), "altered", "order: 2, 3"),
    "pages turned round": (lambda case: pages(case, lambda n: list(range(n))[::-1]), "altered", "order"),
    "a page twice": (lambda case: pages(case, lambda n: [0, 1, 1, *range(2, n)]), "altered", "added"),
    "a page of another copy": (page_of_another_copy, "altered", "Page 3"),
    "half of the pages of another copy": (
        saved_mixed,
        "altered",
        "Page 2 is page 2 of another copy",
    ),
    "the QR code of another copy": (code_of_another_copy, "altered", "Page 1"),
    "a page of another text": (page_of_another_revision, "altered", "Page 3"),
    "a white box over a line": (drawn_over, "altered", "Page 2"),
    "words changed": (words_changed, "altered", "Page 3"),
    "a note put on the title page": (annotated, "altered", "Page 1"),
    "the title changed": (lambda case: metadata(case, "/Title", "Башка"), "altered", "states of itself"),
    "the day changed": (lambda case: metadata(case, "/CreationDate", "D:20200101000000Z"), "altered", "of itself"),
    "the attached text exchanged": (source_exchanged, "altered", "attached text"),
    "a script added": (script_added, "altered", ""),
    "the token of another copy": (
        lambda case: keyword(
            case,
            str(pypdf.PdfReader(io.BytesIO(case.other)).metadata["/Keywords"]).partition("qms-copy=")[2],  # type: ignore[index]
        ),
        "altered",
        "",
    ),
    "a number never issued": (lambda case: keyword(case, claimed(case, number=44)), "never-issued", ""),
    "a revision never approved": (lambda case: keyword(case, claimed(case, revision=9)), "never-issued", ""),
    "a hash made up": (lambda case: keyword(case, claimed(case, hash="A" * 26)), "altered", "signature"),
    "the signature left out": (lambda case: keyword(case, claimed(case, signature="")), "altered", "signature"),
    "a signature made up": (lambda case: keyword(case, claimed(case, signature="A" * 86)), "altered", "signature"),
    "no token at all": (lambda case: metadata(case, "/Keywords", AUDIT), "altered", ""),
    "passed off as provisional": (
        lambda case: keyword(case, claimed(case, provisional=True)),
        "altered",
        "signature",
    ),
}


@pytest.fixture
def sealed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Case:
    """An organisation with a seal: copy 2 and 3 of 2.15 were lost and issued anew under 4 and 5."""
    desk("seal", "--new", "--yes", code=0)
    for number in ("2", "3"):
        desk("lost", AUDIT, "--copy", number, code=0)
    desk("issue", AUDIT, code=0)
    out = desk.root / "out"
    for old, new in ((2, 4), (3, 5)):
        (out / f"{AUDIT}-r1-{new:03}.pdf").rename(out / f"{AUDIT}-r1-{old:03}.pdf")
    return Case(desk)


def verdict(desk: Desk, data: bytes) -> Answer:
    path = desk.root / "out" / "forged.pdf"
    path.write_bytes(data)
    return desk("verify", str(path), "--format", "json")


def test_every_forgery_is_found_with_its_verdict(sealed: Case) -> None:
    assert len(FORGERIES) >= 25
    assert verdict(sealed.desk, sealed.data).json()["verdict"] == "current"
    wrong = {}
    for name, (forge, expected, said) in FORGERIES.items():
        told = verdict(sealed.desk, forge(sealed))
        found = told.json() if told.code == 1 else {"verdict": told.err, "details": ""}
        if found["verdict"] != expected or said not in found["details"]:
            wrong[name] = (found["verdict"], found["details"])
    assert wrong == {}


def test_an_older_revision_stamped_anew_is_superseded_or_altered(sealed: Case) -> None:
    desk = sealed.desk
    desk.edit(AUDIT)
    desk("revise", AUDIT, "--change", "x", code=0)
    desk("approve", AUDIT, "--by", "rector", "--decision", "№ 6", "--on", "2025-02-01", code=0)
    assert verdict(desk, sealed.data).json()["verdict"] == "superseded"
    told = verdict(desk, keyword(sealed, claimed(sealed, revision=2))).json()
    assert told["verdict"] == "never-issued"
