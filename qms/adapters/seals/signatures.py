"""Signatures by OpenSSH's `ssh-keygen`: made, read back, verified. No exit code is trusted alone.

A signature that was made counts only when it can be read in its one spelling, names the key that was asked for, and is
valid for the very bytes. What was verified once is kept outside the repository, by signature, key and bytes; who may
sign what is never kept.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from qms.adapters.git import environment as git_environment
from qms.adapters.git.files import make_private, settle, sync_folder
from qms.adapters.kept import home
from qms.adapters.reasons import reason
from qms.errors import SigningError
from qms.ledger.signature import Claim, armour, bare, key_of
from qms.model.message import Message, msg
from qms.model.trust import key_text

_SIGN_SECONDS, _VERIFY_SECONDS = 300, 20
_PASSED = ("SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "DISPLAY", "WAYLAND_DISPLAY")
_CACHE = "signatures"
_WHO = "signer"


def sign(message: bytes, namespace: str, key_file: Path) -> str:
    """Sign `message` with the key in `key_file`: a private key, or a `.pub` file whose key an agent holds.

    SigningError for anything but a signature that is valid for this key and these bytes.
    """
    wanted = public_key(key_file)
    done = _run(["-q", "-Y", "sign", "-f", str(key_file), "-n", namespace], message, _SIGN_SECONDS)
    signature = bare(done.stdout.decode("ascii", "replace")) if done.returncode == 0 else ""
    claim = Claim(message, namespace, signature)
    if not signature or key_of(signature, namespace) != wanted or not _verify(claim):
        raise SigningError(
            msg('Nothing was signed with the key "{file}": {reason}', file=str(key_file), reason=_reason(done.stderr)),
            msg("Look at the passphrase and at the file of the key; nothing was recorded"),
        )
    return signature


def valid(claims: Iterable[Claim], *, remember: bool = True) -> frozenset[Claim]:
    """Return those of `claims` that OpenSSH verifies; several at a time, what is known to be valid not again."""
    wanted = tuple(dict.fromkeys(claims))
    known = _known() if remember and wanted else frozenset()
    new = [claim for claim in wanted if _mark(claim) not in known]
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as workers:
        verdicts = dict(zip(new, workers.map(_verify, new), strict=True))
    if remember:
        _remember([_mark(claim) for claim, good in verdicts.items() if good])
    return frozenset(claim for claim in wanted if verdicts.get(claim, True))


def public_key(key_file: Path) -> str:
    """Return the public key of a key file, `ssh-ed25519 AAAA…`; SigningError where there is none that may sign."""
    path = key_file if key_file.suffix == ".pub" else key_file.with_name(f"{key_file.name}.pub")
    try:
        text = key_text(path.read_text("utf-8", "replace"))
    except OSError as error:
        told = msg('"{file}" cannot be read: {reason}', file=str(path), reason=reason(error))
        raise SigningError(told, NEW_KEY) from error
    if not text:
        raise SigningError(msg('"{file}" is no key of the kind Ed25519', file=str(path)), NEW_KEY)
    return text


NEW_KEY = msg('Make a key with "qms keys new"')


def is_half_made(path: Path) -> bool:
    """Tell whether making the key of `path` was stopped when only its public half had its name."""
    drafts = path.parent.glob(".qms-*.key")
    return not path.exists() and any(draft.name.endswith(f".{path.name}.key") for draft in drafts)


def make_key(path: Path, comment: str, *, passphrase: bool) -> str:
    """Make a key in `path`, the public one beside it in `path.pub`; return the public one.

    `ssh-keygen` itself asks for the passphrase, at the terminal of the person.
    """
    make_private(path.parent)
    for unfinished in path.parent.glob(".qms-*.key*"):
        unfinished.unlink()
    draft = path.with_name(f".qms-{os.urandom(8).hex()}.{path.name}.key")
    command = ["-q", "-t", "ed25519", "-C", comment, "-f", str(draft), *([] if passphrase else ["-N", ""])]
    done = subprocess.run([program(), *command], env=_environment(), timeout=_SIGN_SECONDS, check=False)
    if done.returncode or not draft.exists():
        typed = msg("Type the same passphrase twice, five characters at least")
        room = msg("Look at the free space of the disk and at the permissions of the folder")
        raise SigningError(msg("No key was made"), typed if passphrase else room)
    settle((draft, draft.with_name(f"{draft.name}.pub")))  # a key that signs must not be lost with the power
    draft.with_name(f"{draft.name}.pub").replace(path.with_name(f"{path.name}.pub"))
    draft.replace(path)  # last: where it is, the key is whole
    sync_folder(path.parent)
    return public_key(path)


def program() -> str:
    """Return the absolute path of `ssh-keygen`; SigningError where it is not installed."""
    found = git_environment.find("ssh-keygen")
    if not found:
        raise SigningError(
            msg('The program "ssh-keygen" is not installed'),
            msg('Install OpenSSH (Windows: Settings, Optional features, "OpenSSH Client") and start again'),
        )
    return found


def _verify(claim: Claim) -> bool:
    key = key_of(claim.signature, claim.namespace)
    if not key_text(key):
        return False
    with tempfile.TemporaryDirectory(prefix="qms-") as folder:
        signers, signature = Path(folder, "signers"), Path(folder, "signature")
        signers.write_bytes(f'{_WHO} namespaces="{claim.namespace}" {key}\n'.encode("ascii"))
        signature.write_bytes(armour(claim.signature).encode("ascii"))
        command = ["-Y", "verify", "-f", str(signers), "-I", _WHO, "-n", claim.namespace, "-s", str(signature)]
        done = _run(command, claim.message, _VERIFY_SECONDS)
    return done.returncode == 0 and done.stdout.startswith(b"Good ")


def _run(arguments: Sequence[str], data: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    command = [program(), *arguments]
    try:
        return subprocess.run(
            command, input=data, env=_environment(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise SigningError(
            msg('"ssh-keygen" did not answer for {seconds} seconds', seconds=seconds),
            msg("Try again; look whether the security key or the agent answers"),
        ) from None


def _environment() -> dict[str, str]:
    own = {name: os.environ[name] for name in _PASSED if name in os.environ}
    return {**git_environment.bare(), **own, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _reason(words: bytes) -> Message | str:
    said = " ".join(words.decode("utf-8", "replace").split())
    return said or msg("ssh-keygen gave no signature that is valid")


def _mark(claim: Claim) -> str:
    parts = (claim.namespace.encode("utf-8"), claim.signature.encode("utf-8", "replace"), claim.message)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _known() -> frozenset[str]:
    try:
        return frozenset((home.cache_folder() / _CACHE).read_text("ascii", "replace").split("\n"))
    except OSError:
        return frozenset()


def _remember(marks: Sequence[str]) -> None:
    if not marks:
        return
    with suppress(OSError):
        folder = home.cache_folder()
        make_private(folder)
        with (folder / _CACHE).open("ab", buffering=0) as stream:
            stream.write("".join(f"{mark}\n" for mark in marks).encode("ascii"))
