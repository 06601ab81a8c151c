"""Tell without the repository whether the organisation has issued a copy: its public key is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qms.actions.copies.evidence import Evidence, gather
from qms.actions.copies.manifests import manifest_in, verify_manifest
from qms.actions.copies.signed_file import with_signature
from qms.adapters.files.given import read_given
from qms.errors import UsageError
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.model.token import Token
from qms.model.verdict import Finding, Verdict

MAX_KEYS = 1_000_000


def verify_alone(words: Sequence[str], folder: Path, key: Path, today: str) -> Verdict:
    """Judge a file, a picture or a token by the public keys in the file `key`; `today` is in ISO 8601.

    UsageError where there is neither a token nor a PDF to be judged.
    """
    keys = _keys(key)
    manifest = manifest_in(words, folder)
    if manifest:
        return verify_manifest(manifest, keys)
    found = gather(words, folder)
    if found.token:
        return _judged(found, found.token, keys, today)
    if found.data:
        details = msg("The file carries no token: a copy that was issued has one.")
        return Verdict(Finding.NOT_GENUINE, "", details)
    raise UsageError(
        msg("Without the repository only a token can be verified"), msg("Name the title page or its QR code")
    )


def _keys(path: Path) -> tuple[bytes, ...]:
    from qms.adapters.seals import copy_seal as seal

    found = seal.keys(read_given(path, MAX_KEYS))
    if not found:
        raise UsageError(
            msg('There is no public key in "{path}"', path=path.name), msg('It is the file "{path}"', path=seal.PUBLIC)
        )
    return found


def _is_sealed(data: bytes, keys: Sequence[bytes]) -> bool:
    from qms.adapters.seals import copy_seal, file_seal

    return copy_seal.is_genuine(file_seal.seal_in(data), file_seal.signed(data), keys)


def _judged(found: Evidence, token: Token, keys: Sequence[bytes], today: str) -> Verdict:
    from qms.adapters.seals import copy_seal as seal
    from qms.adapters.seals import file_seal

    def told(finding: Finding, details: Message, *notes: Message) -> Verdict:
        return Verdict(finding, token.code, details, token.revision, token.number or None, notes=notes)

    if not seal.is_genuine(token.signature, token.signed, keys):
        false, bare = msg("The seal has not signed this token."), msg("This token carries no signature.")
        return told(Finding.NOT_GENUINE, false if token.signature else bare)
    whole = bool(found.data) and _is_sealed(found.data, keys)
    before = next((part for part in file_seal.beginnings(found.data) if _is_sealed(part, keys)), b"")
    if found.data and not whole and not before:
        return told(Finding.ALTERED, msg("The file is not the one that was issued: something in it was changed."))
    day, genuine = printed_day(token.day), Finding.PROVISIONAL if token.provisional else Finding.GENUINE
    later = msg(
        "Whether its revision is still in force on {today}, only the repository can tell.", today=printed_day(today)
    )
    if found.data:
        details = msg("The seal has signed this file as it is: it was issued on {day} and not altered.", day=day)
        verdict = told(genuine, details, later)
        return verdict if whole else with_signature(verdict, replace(found, before=before))
    paper = msg("Compare number, holder and revision with the paper; the token says nothing about its other pages.")
    return told(genuine, msg("The seal has signed this token on {day}.", day=day), later, paper)
