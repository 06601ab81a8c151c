"""A signature has one spelling, and only the key, the bytes and the purpose for which it was made."""

from __future__ import annotations

import base64
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from qms.adapters.seals.signatures import public_key, sign, valid
from qms.errors import SigningError
from qms.ledger.signature import ACTS, TRUST, Claim, armour, bare, key_of

from .conftest import make_key, needs_keygen

pytestmark = needs_keygen
MESSAGE = b'{"act":"approve"}'


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def test_a_signature_names_its_key_and_is_valid_for_its_bytes_alone(keys: Mapping[str, Path]) -> None:
    signature = sign(MESSAGE, ACTS, keys["aigul"])
    good = Claim(MESSAGE, ACTS, signature)
    others = [Claim(MESSAGE + b" ", ACTS, signature), Claim(MESSAGE, TRUST, signature)]

    assert key_of(signature, ACTS) == public_key(keys["aigul"])
    assert key_of(signature, TRUST) == ""
    assert valid([good, *others]) == {good}


def test_the_frame_has_one_spelling(keys: Mapping[str, Path]) -> None:
    framed = armour(sign(MESSAGE, ACTS, keys["aigul"]))

    assert armour(bare(framed)) == framed
    for other in (framed + "\n", framed.replace("\n", "\r\n"), framed.replace("SSH", "ssh", 1), " " + framed, ""):
        assert bare(other) == ""


@pytest.mark.parametrize("count", [50, pytest.param(350, marks=pytest.mark.soak)])
def test_none_of_many_mutations_of_a_signature_is_accepted(keys: Mapping[str, Path], count: int) -> None:
    signature = sign(MESSAGE, ACTS, keys["aigul"])
    blob, chance = base64.b64decode(signature), random.Random(1)
    mutants = {signature[:-1], signature + "=", signature + "\n", " " + signature, signature.lower()}
    for _ in range(count):
        place, bit = chance.randrange(len(blob)), 1 << chance.randrange(8)
        mutants.add(base64.b64encode(blob[:place] + bytes([blob[place] ^ bit]) + blob[place + 1 :]).decode())
        mutants.add(base64.b64encode(blob + bytes([bit])).decode())
        mutants.add(base64.b64encode(blob[:place] + blob[place + 1 :]).decode())

    assert valid(Claim(MESSAGE, ACTS, mutant) for mutant in mutants - {signature}) == frozenset()


def test_what_is_remembered_is_bound_to_bytes_key_and_purpose(keys: Mapping[str, Path], tmp_path: Path) -> None:
    good = Claim(MESSAGE, ACTS, sign(MESSAGE, ACTS, keys["aigul"]))
    valid([good])
    kept = next(tmp_path.rglob("signatures"))
    assert valid([good]) == {good}
    assert len(kept.read_text().split()) == 1

    assert valid([Claim(b"{}", ACTS, good.signature)]) == frozenset()
    kept.write_bytes(b"\xff\x00 rubbish\n" * 1000)
    assert valid([good]) == {good}


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_a_key_of_another_kind_signs_nothing(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SigningError):
        sign(MESSAGE, ACTS, make_key(tmp_path / "key", kind))
