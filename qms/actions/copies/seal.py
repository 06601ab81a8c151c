"""The seal of the organisation in its repository: made, shown, used for the token of a copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qms.actions.documents.record import write
from qms.actions.documents.standing import committed_bytes
from qms.actions.session import Session, committed, settle
from qms.adapters.seals import copy_seal as seal
from qms.adapters.seals import file_seal
from qms.ledger.marks import token_of
from qms.model.act import Act
from qms.model.field import choose


@dataclass(frozen=True, slots=True)
class Seal:
    """One key of the seal: its short name, whether it signs today, where its private half lies if it is here."""

    name: str
    current: bool
    private: Path | None


def public_keys(session: Session) -> tuple[bytes, ...]:
    """Return the keys of the committed `organisation/seal.pub`; none where the organisation has no seal."""
    return seal.keys(committed_bytes(session, seal.PUBLIC) or b"")


def sealed(act: Act, keys: tuple[bytes, ...]) -> str:
    """Return the signature of the newest key for the copy that `act` issues; empty where there is no seal."""
    return seal.sign(token_of(act).signed, keys[-1]) if keys else ""


def sealed_file(data: bytes, keys: tuple[bytes, ...]) -> tuple[str, bytes]:
    """Return the signature of the newest key over a whole PDF, and the PDF with it in its place."""
    if not keys:
        return "", data
    signature = seal.sign(file_seal.signed(data), keys[-1])
    return signature, file_seal.with_seal(data, signature)


def seals(session: Session) -> tuple[Seal, ...]:
    """Return all keys that the seal ever had, the newest last."""
    keys = public_keys(session)
    paths = [(key, seal.private_path(key)) for key in keys]
    return tuple(Seal(seal.fingerprint(key), key == keys[-1], path if path.is_file() else None) for key, path in paths)


def new_seal(session: Session) -> Seal:
    """Make a seal, or a new one after others, and commit its public half. Old tokens stay genuine."""
    settle(session)
    before = committed_bytes(session, seal.PUBLIC)
    settings = committed(session).settings
    name = choose(settings.short, settings.language) or choose(settings.organisation, settings.language)
    public, line = seal.new(f"{name} {session.today.isoformat()}")
    changes = {seal.PUBLIC: (before or b"") + line}
    write(session, changes, f"Make the seal {seal.fingerprint(public)}", {}, {seal.PUBLIC: before})
    return Seal(seal.fingerprint(public), current=True, private=seal.private_path(public))
