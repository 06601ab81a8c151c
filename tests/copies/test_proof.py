"""Tokens, seals, marks and pictures: what a paper copy proves, with the repository and without it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.model.token import Token, encode, read_token

from ..cli.desk import AUDIT, Desk

pytestmark = pytest.mark.usefixtures("read_here")

LIBRARY = "СМС-ДП-2.9-2024"
HASH = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def token_in(path: Path) -> str:
    metadata = pypdf.PdfReader(path).metadata
    assert metadata
    return str(metadata["/Keywords"]).partition("qms-copy=")[2]


def picture(path: Path, target: Path, dpi: int = 130) -> Path:
    """Take a photograph of the title page."""
    pypdfium2.PdfDocument(path)[0].render(scale=dpi / 72).to_pil().save(target)
    return target


@pytest.fixture
def sealed(desk: Desk) -> Path:
    """An organisation with a seal, and copy 2 of 2.9 in hand."""
    desk("seal", "--new", "--yes", code=0)
    return Path(desk("issue", LIBRARY, "--to", "ОИД", "--format", "json", code=0).json()["issued"][0]["path"])


tokens = st.builds(
    Token,
    code=st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()),
    revision=st.integers(0, 999_999),
    number=st.integers(0, 999_999_999),
    day=st.dates().map(str),
    hash=st.just(HASH),
    provisional=st.booleans(),
    signature=st.sampled_from(["", "A" * 86]),
)


@given(tokens)
def test_a_token_is_read_back_also_from_a_link(token: Token) -> None:
    assert read_token(token.text) == token
    assert read_token(f"https://qms.example.org/d/x.html#{token.text}") == token


def test_a_token_with_half_a_letter_is_none() -> None:
    payload = b'{"c":"\\ud800","d":"2026-01-01","h":"%b","n":1,"r":1,"v":2}' % HASH.encode()
    assert read_token(f"QMS2.{encode(payload)}.") is None


@given(st.text(max_size=80) | tokens.map(lambda token: token.text[:-3]) | tokens.map(lambda token: token.text[:40]))
def test_any_text_is_a_token_or_none(text: str) -> None:
    found = read_token(text)
    assert found is None or found.text in text


def test_the_token_of_a_paper_tells_the_same_as_its_file(desk: Desk, sealed: Path) -> None:
    told = desk("verify", token_in(sealed), "--format", "json", code=0).json()
    assert (told["verdict"], told["copy"], told["holder"]) == ("current", 2, "ОИД")
    assert "has signed" in told["details"]

    desk("withdraw", LIBRARY, "--basis", "№ 9", "--yes", code=0)
    assert desk("verify", token_in(sealed), "--format", "json", code=1).json()["verdict"] == "withdrawn"


def test_a_photograph_of_the_title_page_tells_it_too(desk: Desk, sealed: Path, tmp_path: Path) -> None:
    for name in ("photo.png", "photo.jpg"):
        told = desk("verify", str(picture(sealed, tmp_path / name)), "--format", "json", code=0).json()
        assert (told["verdict"], told["copy"]) == ("current", 2)


def photographed(path: Path, target: Path, name: str) -> Path:
    """Take a photograph of the title page as people do: askew, from the side, in bad light, out of focus."""
    from PIL import Image, ImageEnhance, ImageFilter

    page = pypdfium2.PdfDocument(path)[0].render(scale=220 / 72).to_pil().convert("RGB")
    wide, high = page.size
    desk_top = Image.new("RGB", (wide + 500, high + 500), (92, 74, 60))
    desk_top.paste(page, (250, 250))
    far = (0, 0, 180, desk_top.height, desk_top.width, desk_top.height, desk_top.width - 140, 60)
    taken = {
        "turned by seven degrees": lambda: desk_top.rotate(7, fillcolor=(92, 74, 60)),
        "on its side": lambda: desk_top.rotate(90, expand=True),
        "upside down": lambda: desk_top.rotate(180),
        "from the side": lambda: desk_top.transform(desk_top.size, Image.Transform.QUAD, far, Image.Resampling.BICUBIC),
        "out of focus": lambda: desk_top.filter(ImageFilter.GaussianBlur(1.5)),
        "in the dark": lambda: ImageEnhance.Contrast(ImageEnhance.Brightness(desk_top).enhance(0.3)).enhance(0.6),
        "small": lambda: desk_top.resize((desk_top.width // 2, desk_top.height // 2)),
        "turned, from the side, out of focus and in the dark": lambda: ImageEnhance.Brightness(
            desk_top.transform(desk_top.size, Image.Transform.QUAD, far, Image.Resampling.BICUBIC)
            .rotate(-12, fillcolor=(60, 50, 40))
            .filter(ImageFilter.GaussianBlur(1.2))
        ).enhance(0.5),
    }[name]()
    taken.save(target, quality=60)
    return target


@pytest.mark.parametrize(
    "name",
    [
        "turned by seven degrees",
        "on its side",
        "upside down",
        "from the side",
        "out of focus",
        "in the dark",
        "small",
        "turned, from the side, out of focus and in the dark",
    ],
)
def test_a_photograph_as_people_take_it_is_read(desk: Desk, sealed: Path, tmp_path: Path, name: str) -> None:
    path = photographed(sealed, tmp_path / "photo.jpg", name)
    told = desk("verify", str(path), "--format", "json", code=0).json()
    assert (told["verdict"], told["copy"]) == ("current", 2)


def test_a_scan_as_pdf_tells_it_too(desk: Desk, sealed: Path, tmp_path: Path) -> None:
    from PIL import Image

    scan = tmp_path / "scan.pdf"
    Image.open(picture(sealed, tmp_path / "page.png", 200)).convert("RGB").save(scan)
    assert desk("verify", str(scan), "--format", "json", code=0).json()["verdict"] == "current"


def test_a_picture_without_a_code_is_refused(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (300, 300), 255).save(tmp_path / "empty.png")
    assert "no QR code" in desk("verify", str(tmp_path / "empty.png"), code=2).err
    (tmp_path / "broken.png").write_bytes((tmp_path / "empty.png").read_bytes()[:40])
    assert "cannot be read" in desk("verify", str(tmp_path / "broken.png"), code=2).err


def issued(desk: Desk, number: int = 2) -> dict[str, Any]:
    """Return the act that has issued a copy."""
    return next(act for act in desk.ledger() if act["act"] == "issue" and act["number"] == number)


def marks_in(path: Path) -> list[str]:
    """Read the mark at the foot of every page."""
    texts = (page.extract_text() for page in pypdf.PdfReader(path).pages)
    return [re.findall(r"[A-Z2-7]{8}", text)[-1] for text in texts]


def test_every_page_has_a_mark_of_its_own_that_says_which_page_it_is(desk: Desk) -> None:
    out = desk.root / "out"
    first, second = (marks_in(out / f"{AUDIT}-r1-00{number}.pdf") for number in (2, 3))
    assert len({*first, *second}) == len(first) + len(second)
    assert issued(desk)["pages"] == len(first)
    for page, mark in enumerate(first, 1):
        told = desk("verify", mark, "--format", "json", code=0).json()
        assert (told["verdict"], told["copy"], told["pages"]) == ("current", 2, [page])
    assert desk("verify", *first, "--format", "json", code=0).json()["pages"] == list(range(1, len(first) + 1))


def test_pages_of_two_copies_in_one_folder_are_found(desk: Desk) -> None:
    out = desk.root / "out"
    first, second = (marks_in(out / f"{AUDIT}-r1-00{number}.pdf") for number in (2, 3))
    for at in range(len(first)):
        mixed = [*first[:at], second[at], *first[at + 1 :]]
        told = desk("verify", *mixed, "--format", "json", code=1).json()
        assert (told["verdict"], told["copy"]) == ("altered", None)
        assert f"{second[at]}: page {at + 1} of {AUDIT} r1 № 3, holder КБ" in told["details"]
    assert desk("verify", "AAAAAAAA", "--format", "json", code=1).json()["verdict"] == "never-issued"
    assert desk("verify", first[0], "AAAAAAAA", "--format", "json", code=1).json()["verdict"] == "altered"


def test_a_mark_may_be_typed_as_people_type(desk: Desk) -> None:
    mark = str(issued(desk)["mark"])
    cyrillic = mark.translate(str.maketrans("ABCEHKMOPTXY3", "АВСЕНКМОРТХУЗ"))
    for words in ((mark.lower(),), (mark[:4], mark[4:]), (f"{mark[:4]}-{mark[4:]}",), (cyrillic,)):
        assert desk("verify", *words, "--format", "json", code=0).json()["copy"] == 2


def test_a_copy_whose_act_names_no_pages_is_known_by_its_first_page(desk: Desk) -> None:
    from qms.actions.copies.page_marks import marked, pages_of
    from qms.ledger.lines import ledger_path, read_ledger

    data = (desk.root / ledger_path(AUDIT)).read_bytes()
    act = next(act for act in read_ledger(data, AUDIT, "").acts if act.number == 2)
    bare = act._replace(fields={name: value for name, value in act.fields.items() if name != "pages"})
    wild = act._replace(fields={**act.fields, "pages": 10**15})
    assert (pages_of(bare), pages_of(wild)) == (0, 10_000)
    assert [place.page for place in marked([bare], [act.text("mark")]).values()] == [1]


def test_without_a_seal_a_token_says_that_it_proves_nothing(desk: Desk) -> None:
    told = desk("verify", token_in(desk.root / "out" / f"{AUDIT}-r1-002.pdf"), "--format", "json", code=0).json()
    assert told["verdict"] == "current"
    assert "not signed" in told["details"]


def test_a_token_that_the_seal_has_not_signed_is_no_proof(desk: Desk, sealed: Path) -> None:
    token = read_token(token_in(sealed))
    assert token
    for forged in (replace(token, signature=""), replace(token, signature="A" * 86), replace(token, hash=HASH)):
        assert desk("verify", forged.text, "--format", "json", code=1).json()["verdict"] == "altered"
    unknown = replace(token, number=77)
    assert desk("verify", unknown.text, "--format", "json", code=1).json()["verdict"] == "never-issued"


def test_the_public_key_alone_tells_what_is_genuine(
    desk: Desk, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "seal.pub"
    shutil.copy(desk.root / "organisation" / "seal.pub", key)
    text = token_in(sealed)
    token = read_token(text)
    assert token
    monkeypatch.chdir(tmp_path)
    told = desk("verify", text, "--key", str(key), "--format", "json", code=0).json()
    assert (told["verdict"], told["code"], told["copy"], told["revision"]) == ("genuine", LIBRARY, 2, 1)
    assert desk("verify", str(sealed), "--key", str(key), code=0).out.startswith("GENUINE")
    data = sealed.read_bytes()
    for at in (0.001, 0.5, 0.97, 0.9995):
        place = int(len(data) * at)
        (tmp_path / "forged.pdf").write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        told = desk("verify", "forged.pdf", "--key", str(key), "--format", "json", code=1).json()
        assert told["verdict"] in {"altered", "not-genuine"}
    (tmp_path / "longer.pdf").write_bytes(data + b"\n%qms-seal " + b"A" * 86 + b"\n")
    assert desk("verify", "longer.pdf", "--key", str(key), "--format", "json", code=1).json()["verdict"] == "altered"
    for forged in (replace(token, number=3), replace(token, signature="")):
        answer = desk("verify", forged.text, "--key", str(key), "--format", "json", code=1).json()
        assert answer["verdict"] == "not-genuine"
    assert "no public key" in desk("verify", text, "--key", str(sealed), code=2).err


def test_a_new_seal_leaves_the_old_copies_genuine(desk: Desk, sealed: Path) -> None:
    desk("seal", "--new", "--yes", code=0)
    assert desk("verify", token_in(sealed), "--format", "json", code=0).json()["verdict"] == "current"
    assert len((desk.root / "organisation" / "seal.pub").read_text("utf-8").splitlines()) == 2
    assert [item["current"] for item in desk("seal", "--format", "json", code=0).json()["seals"]] == [False, True]


def test_without_the_private_half_nothing_is_issued(desk: Desk, sealed: Path, tmp_path: Path) -> None:
    before = desk.head()
    folder = desk.home / "qms" / "seal"
    newest = max(folder.glob("*.pem"), key=lambda path: path.stat().st_mtime_ns)
    newest.rename(tmp_path / "away.pem")

    assert "not on this computer" in desk("issue", LIBRARY, "--to", "КБ", code=2).err
    assert desk.head() == before
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QMS_SEAL", str(tmp_path / "away.pem"))
        desk("issue", LIBRARY, "--to", "КБ", code=0)
    assert desk("render", LIBRARY, "--copy", "3", code=0)


def test_a_seal_that_nobody_agreed_to_is_not_made_and_a_script_reads_which_was(desk: Desk) -> None:
    head = desk.head()
    refused = desk("seal", "--new", code=2)
    assert (desk.head(), refused.out.count("\n")) == (head, 1)
    made = desk("seal", "--new", "--yes", "--format", "json", code=0).json()["seals"]
    assert made == desk("seal", "--format", "json", code=0).json()["seals"]


def test_the_code_of_a_title_page_is_a_link_where_there_is_a_portal(desk: Desk, tmp_path: Path) -> None:
    settings = desk.root / "qms.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("  quality_unit:", '  portal: "https://q.example/{code}.html"\n  quality_unit:'), "utf-8"
    )
    desk.git("commit", "-qam", "Portal")
    path = Path(desk("issue", LIBRARY, "--to", "ОИД", "--format", "json", code=0).json()["issued"][0]["path"])

    from qms.adapters.prints.scan import codes

    (found,) = codes(picture(path, tmp_path / "p.png", 200).read_bytes())
    assert found == f"https://q.example/%D0%A1%D0%9C%D0%A1-%D0%94%D0%9F-2.9-2024.html#{token_in(path)}"
    assert desk("verify", found, "--format", "json", code=0).json()["copy"] == 2
    settings.write_text(text.replace("  quality_unit:", '  portal: "javascript:x"\n  quality_unit:'), "utf-8")
    assert "no address of a portal" in " ".join(desk("check", code=1).out.split())


@pytest.mark.parametrize("words", [("nothing.pdf",), ("",), ("ABC",), ("AAAAAAAA", "nothing.pdf")])
def test_what_is_nothing_of_a_copy_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk("verify", *words, code=2).err
