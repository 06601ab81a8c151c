"""Which key a signature names: only the one form that acts carry, letter by letter."""

from __future__ import annotations

import base64

import pytest

from qms.ledger.signature import ACTS, TRUST, armour, bare, key_of

from .seals import framed, key, seal

BLOB = base64.b64decode(key(1).text.split()[1])
PARTS = (BLOB, ACTS.encode(), b"", b"sha512", b"signature")


def test_a_signature_names_its_key_for_its_purpose() -> None:
    assert key_of(seal(1), ACTS) == key(1).text
    assert key_of(seal(1), TRUST) == ""
    assert key_of(seal(1, purpose=TRUST), TRUST) == key(1).text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AAAA",
        framed(*PARTS, version=2),
        framed(*PARTS, magic=b"SSHSIH"),
        framed(*PARTS[:4]),
        framed(*PARTS, b""),
        framed(BLOB, b"other", b"", b"sha512", b"signature"),
        framed(BLOB, ACTS.encode(), b"reserved", b"sha512", b"signature"),
        framed(BLOB, ACTS.encode(), b"", b"sha256", b"signature"),
        framed(b"", *PARTS[1:]),
        framed(BLOB[:-1], *PARTS[1:]),
        framed(BLOB + b"x", *PARTS[1:]),
        framed(*PARTS).rstrip("=") + "\n",
        " " + framed(*PARTS),
        framed(*PARTS)[:40] + "\n" + framed(*PARTS)[40:],
        framed(*PARTS)[:40] + "!" + framed(*PARTS)[40:],
        framed(*PARTS) + "====",
        "Ө" + framed(*PARTS),
        base64.b64encode(base64.b64decode(framed(*PARTS))[:-1]).decode(),
        base64.b64encode(base64.b64decode(framed(*PARTS)) + b"\0").decode(),
        base64.b64encode(base64.b64decode(framed(*PARTS)) + b"\0\0\0\1").decode(),
    ],
)
def test_a_text_of_any_other_form_names_no_key(text: str) -> None:
    assert key_of(text, ACTS) == ""


def test_a_kind_of_key_that_is_no_word_is_some_key_that_nobody_holds() -> None:
    strange = b"\0\0\0\x01\xff" + b"\0\0\0\x01x"
    assert key_of(framed(strange, *PARTS[1:]), ACTS).startswith("\ufffd ")


@pytest.mark.parametrize("size", [3, 69, 150, 210, 211])
def test_a_frame_has_lines_of_seventy_letters_and_is_taken_off_again(size: int) -> None:
    text = base64.b64encode(b"x" * size).decode()
    lines = armour(text).split("\n")

    assert (lines[0], lines[-2:]) == ("-----BEGIN SSH SIGNATURE-----", ["-----END SSH SIGNATURE-----", ""])
    assert "".join(lines[1:-2]) == text
    assert [len(line) for line in lines[1:-3]] == [70] * (len(lines) - 4)
    assert bare(armour(text)) == text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("SSH", "ssh", 1),
        lambda text: " " + text,
        lambda text: text.replace("eHh4", "eHh\n4", 1),
        lambda text: "",
        lambda text: "\n\n\n",
        lambda text: armour("!" * 8),
        lambda text: armour("AAB="),
        lambda text: armour("A"),
        lambda text: armour(""),
    ],
)
def test_any_other_frame_is_none(change: object) -> None:
    assert callable(change)
    assert bare(change(armour(base64.b64encode(b"x" * 100).decode()))) == ""
