"""An electronic signature inside the PDF of a copy (PAdES): put there last, and looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from qms.actions.copies.differences import differences
from qms.actions.copies.evidence import Evidence, read_file
from qms.actions.session import Session
from qms.errors import RefusedError
from qms.model.act import PRINT_DEEDS
from qms.model.message import Message, msg
from qms.model.verdict import Finding, Verdict


def sign_file(session: Session, path: Path, key: Path, passphrase: Callable[[], str]) -> Path:
    """Write the PDF of a copy with a signature inside beside it, as `…-signed.pdf`; returns its path.

    The passphrase is asked for when both files were read and the first is a copy.

    RefusedError where the file is not the one that was issued. What was issued is not changed.
    """
    from qms.adapters.git.files import write_file
    from qms.adapters.seals import pades

    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    ledgers = session.workspace.committed().ledgers.values()
    issued = (act for ledger in ledgers for act in ledger.acts if act.deed in PRINT_DEEDS)
    act = next((act for act in issued if act.text("pdf") == sha256), None)
    if act is None:
        raise RefusedError(
            msg('"{path}" is not the PDF of a copy as it was issued', path=path.name),
            msg('"qms verify {path}" says what it is', path=path.name),
        )
    made = pades.sign(data, read_file(key), passphrase(), act.code)
    target = path.with_name(f"{path.stem}-signed.pdf")
    write_file(target, made)
    return target


def with_signature(found: Verdict, evidence: Evidence) -> Verdict:
    """Judge what was appended to a copy: nothing but a signature that is whole may be there."""
    from qms.adapters import apart

    changed = apart.read_parts(evidence.before), apart.read_parts(evidence.data)
    if changed[0] != changed[1]:
        details = msg("The file is not the one that was issued: something in it was changed.")
        return replace(found, finding=Finding.ALTERED, details=details, notes=differences(*changed))
    note = _signature(evidence.data)
    if note is None:
        details = msg("Something was appended to the file after it was issued, and it is no whole signature.")
        return replace(found, finding=Finding.ALTERED, details=details)
    return replace(found, notes=(*found.notes, note))


def _signature(data: bytes) -> Message | None:
    """Say whose signature a file carries; None where it has none, or a broken one."""
    from qms.adapters import apart

    if find_spec("pyhanko") is None:
        return msg("Whether the signature in it is whole can be told after {name}", name='pip install "qms[sign]"')
    signer = apart.signature(data)
    if signer is None or not signer.intact:
        return None
    return msg("It carries a whole signature of {name}: its certificate says who that is.", name=signer.name)
