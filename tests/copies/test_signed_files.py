"""Electronic signatures inside the PDF: the file stays what was issued and conforms; nothing else may be appended."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from ..adapters.test_typeset import failures
from ..cli.desk import AUDIT, Desk

pytest.importorskip("pyhanko")


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate of a rector, with its key."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ректор")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder(name, name, private.public_key(), 7, start, start + datetime.timedelta(days=900))
    certificate = builder.add_extension(usage, critical=True).sign(private, hashes.SHA256())
    path = tmp_path / "rector.p12"
    lock = BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"rector", private, certificate, None, lock))
    monkeypatch.setenv("QMS_PASSPHRASE", "secret")
    return path


def copy(desk: Desk) -> Path:
    return desk.root / "out" / f"{AUDIT}-r1-002.pdf"


def signed(desk: Desk, key: Path) -> Path:
    told = desk("sign", str(copy(desk)), "--key", str(key), "--format", "json", code=0).json()
    return Path(told["written"][0]["path"])


def test_a_signed_copy_is_what_was_issued_with_a_signature_and_conforms(desk: Desk, key: Path) -> None:
    path = signed(desk, key)
    data = path.read_bytes()
    assert data.startswith(copy(desk).read_bytes())
    assert failures(data) == []
    told = desk("verify", str(path), "--format", "json", code=0).json()
    assert (told["verdict"], told["copy"], "Ректор" in told["details"]) == ("current", 2, True)


@pytest.mark.usefixtures("read_here")
def test_a_signed_copy_is_known_without_the_repository(desk: Desk, key: Path, tmp_path: Path) -> None:
    desk("seal", "--new", "--yes", code=0)
    desk("lost", AUDIT, "--copy", "2", code=0)
    (item,) = desk("issue", AUDIT, "--format", "json", code=0).json()["issued"]
    public = str(desk.root / "organisation" / "seal.pub")
    told = desk("sign", item["path"], "--key", str(key), "--format", "json", code=0).json()["written"][0]["path"]
    assert desk("verify", told, "--key", public, "--format", "json", code=0).json()["verdict"] == "genuine"
    data = Path(told).read_bytes()
    (tmp_path / "f.pdf").write_bytes(data + b"% more\n")
    found = desk("verify", str(tmp_path / "f.pdf"), "--key", public, "--format", "json", code=1).json()
    assert found["verdict"] == "altered"


def resigned(data: bytes, key: Path, name: str) -> bytes:
    """Change something after the issue, and sign all of it with a certificate of one's own."""
    from qms.adapters.seals.pades import sign

    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    if name == "a script":
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    elif name == "a script among the names":
        writer._root_object["/Names"].get_object()[NameObject("/JavaScript")] = DictionaryObject()
    else:
        writer.pages[2].rotate(180)
    out = io.BytesIO()
    writer.write(out)
    made = out.getvalue()
    assert made.startswith(data)
    return sign(made, key.read_bytes(), "secret", "forged")


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", ["a script", "a script among the names", "a page turned"])
def test_a_signature_over_something_changed_helps_nothing(desk: Desk, key: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "forged.pdf"
    path.write_bytes(resigned(copy(desk).read_bytes(), key, name))
    assert desk("verify", str(path), "--format", "json", code=1).json()["verdict"] == "altered"


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("place", [0.3, 0.999])
def test_a_signature_that_is_broken_is_an_altered_file(desk: Desk, key: Path, tmp_path: Path, place: float) -> None:
    data = signed(desk, key).read_bytes()
    at = int(len(data) * place)
    path = tmp_path / "broken.pdf"
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert desk("verify", str(path), "--format", "json", code=1).json()["verdict"] == "altered"
    path.write_bytes(copy(desk).read_bytes() + b"%more\n%%EOF\n")
    assert desk("verify", str(path), "--format", "json", code=1).json()["verdict"] == "altered"


def test_only_what_was_issued_is_signed_and_only_with_its_passphrase(
    desk: Desk, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(copy(desk).read_bytes() + b"\n")
    assert "as it was issued" in desk("sign", str(other), "--key", str(key), code=2).err
    monkeypatch.setenv("QMS_PASSPHRASE", "wrong")
    assert "passphrase" in desk("sign", str(copy(desk)), "--key", str(key), code=2).err
    assert "cannot be read" in desk("sign", str(copy(desk)), "--key", "nowhere.p12", code=2).err
    assert not copy(desk).with_name(f"{copy(desk).stem}-signed.pdf").exists()
