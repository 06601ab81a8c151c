"""Tokens, seals, marks and pictures: what a paper copy proves, with the repository and without it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.model.token import Token, read_token

from ..cli.desk import AUDIT, Desk

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


def test_marks_of_one_copy_are_current_those_of_two_are_not(desk: Desk) -> None:
    marks = [str(act["mark"]) for act in desk.ledger() if act["act"] == "issue"]
    told = desk("verify", marks[1], marks[1].lower(), "--format", "json", code=0).json()
    assert (told["verdict"], told["copy"]) == ("current", 2)
    mixed = desk("verify", marks[1], marks[2], "--format", "json", code=1).json()
    assert (mixed["verdict"], "different copies" in mixed["details"]) == ("altered", True)
    assert desk("verify", "AAAAAAAA", "--format", "json", code=1).json()["verdict"] == "never-issued"
    assert desk("verify", marks[1], "AAAAAAAA", "--format", "json", code=1).json()["verdict"] == "altered"


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


def test_the_code_of_a_title_page_is_a_link_where_there_is_a_portal(desk: Desk, tmp_path: Path) -> None:
    settings = desk.root / "qms.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("  quality_unit:", '  portal: "https://q.example/{code}.html"\n  quality_unit:'), "utf-8"
    )
    desk.git("commit", "-qam", "Portal")
    path = Path(desk("issue", LIBRARY, "--to", "ОИД", "--format", "json", code=0).json()["issued"][0]["path"])

    from qms.adapters.scan import codes

    (found,) = codes(picture(path, tmp_path / "p.png", 200).read_bytes())
    assert found == f"https://q.example/%D0%A1%D0%9C%D0%A1-%D0%94%D0%9F-2.9-2024.html#{token_in(path)}"
    assert desk("verify", found, "--format", "json", code=0).json()["copy"] == 2
    settings.write_text(text.replace("  quality_unit:", '  portal: "javascript:x"\n  quality_unit:'), "utf-8")
    assert "no address of a portal" in " ".join(desk("check", code=1).out.split())


@pytest.mark.parametrize("words", [("nothing.pdf",), ("",), ("ABC",), ("AAAAAAAA", "nothing.pdf")])
def test_what_is_nothing_of_a_copy_is_refused(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk("verify", *words, code=2).err
