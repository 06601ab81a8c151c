"""Which keys may sign, and how they are shown."""

from __future__ import annotations

import base64

import pytest

from qms.model.trust import fingerprint, key_text
from tests.ledger.seals import key

TEXT = key(1).text
BLOB = base64.b64decode(TEXT.split()[1])


def test_a_key_is_read_without_its_comment() -> None:
    assert key_text(f"  {TEXT} bolot@laptop\n") == key_text(TEXT) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        TEXT.replace("ssh-ed25519 ", "ssh-rsa "),
        TEXT.replace("ssh-ed25519 ", "sk-ssh-ed25519@openssh.com "),
        f"{TEXT[:-1]}",
        f"{TEXT[:-2]}!{TEXT[-2:]}",
        "ssh-ed25519 " + base64.b64encode(BLOB + b"x").decode().replace("eA==", "eB=="),
        f"{TEXT}====",
        "ssh-ed25519 " + base64.b64encode(BLOB[1:]).decode(),
        "ssh-ed25519 Ө",
    ],
)
def test_what_is_no_key_that_may_sign_is_none(line: str) -> None:
    assert key_text(line) == ""


def test_a_fingerprint_is_the_one_that_openssh_shows() -> None:
    shown = "SHA256:RXm/ruZ0eTzRXKwi1AQEDynB0VgHQ2ac9KPSFdf/YnA"
    assert key(1).fingerprint == fingerprint(TEXT) == shown
