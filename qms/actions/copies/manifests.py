"""The manifest of a batch, with the signature of the seal beside it: written when copies are handed out, verified."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from qms.actions.copies.seal import public_keys
from qms.actions.session import Session
from qms.adapters.reasons import reason
from qms.errors import UsageError
from qms.ledger.lines import file_name
from qms.model.days import printed_day
from qms.model.manifest import Line, Manifest, read_manifest
from qms.model.message import Message, msg
from qms.model.verdict import Finding, Verdict

if TYPE_CHECKING:
    from qms.actions.copies.batch import Issued

ENDING = ".manifest.json"


def write_manifest(session: Session, issued: Sequence[Issued], folder: Path) -> Path:
    """Write the manifest of copies of one revision, and its signature where the organisation has a seal."""
    from qms.adapters.git.files import write_file
    from qms.adapters.seals import copy_seal

    first = issued[0]
    lines = tuple(Line(item.number, item.holder, item.sha256, item.path.name) for item in issued)
    made = Manifest(first.code, first.revision, session.today.isoformat(), lines)
    numbers = f"{min(line.number for line in lines):03}-{max(line.number for line in lines):03}"
    path = folder / f"{file_name(first.code)}-r{first.revision}-{numbers}{ENDING}"
    write_file(path, made.data)
    keys = public_keys(session)
    if keys and copy_seal.private_path(keys[-1]).is_file():  # copies of a batch may be handed out where it is not
        write_file(path.with_name(f"{path.name}.sig"), copy_seal.sign(made.signed, keys[-1]).encode() + b"\n")
    return path


def verify_manifest(path: Path, keys: Sequence[bytes]) -> Verdict:
    """Tell whether the seal has signed a manifest, and whether the PDFs beside it are those that it names."""
    from qms.adapters.seals import copy_seal

    try:
        data = path.read_bytes()
    except OSError as error:
        told = msg('"{path}" cannot be read: "{reason}"', path=str(path), reason=reason(error))
        raise UsageError(told, msg("Check the spelling of the path")) from error
    found = read_manifest(data)
    if found is None:
        raise UsageError(msg('"{path}" is no manifest of a batch', path=path.name), msg("qms issue writes it"))
    signature = path.with_name(f"{path.name}.sig")
    text = signature.read_text("ascii", "replace").strip() if signature.is_file() else ""
    if not text or not copy_seal.is_genuine(text, found.signed, keys):
        missing, false = msg("The manifest carries no signature."), msg("The seal has not signed this manifest.")
        return Verdict(Finding.NOT_GENUINE, found.code, false if text else missing, found.revision)
    wrong = tuple(note for line in found.copies for note in _look(path.parent, line))
    details = msg(
        "The seal has signed this list of {count} copies on {day}.", count=len(found.copies), day=printed_day(found.day)
    )
    altered = any(note.text.startswith("The file") for note in wrong)
    return Verdict(Finding.ALTERED if altered else Finding.GENUINE, found.code, details, found.revision, notes=wrong)


def manifest_in(words: Sequence[str], folder: Path) -> Path | None:
    """Return the manifest that the words name; None where they name something else."""
    if len(words) != 1 or not words[0].endswith(ENDING):
        return None
    return next((path for path in (Path(words[0]), folder / words[0]) if path.is_file()), None)


def _look(folder: Path, line: Line) -> list[Message]:
    path = folder / PurePath(line.file).name
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return [msg("Not here: {file}.", file=line.file)]
    return [] if sha256 == line.sha256 else [msg("The file {file} is not the one that was issued.", file=line.file)]
