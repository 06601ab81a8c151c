"""With which key a person signs here: the repository says who may, the person's own folder holds the keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from qms.actions.documents.standing import committed_bytes
from qms.actions.session import Session
from qms.errors import RefusedError, RepositoryError, SigningError
from qms.ledger.trust import read_trust
from qms.model.message import msg
from qms.model.settings import Settings
from qms.model.snapshot import TRUST_FILE
from qms.model.trust import Key, KeyState, Signatory, Trust

KEY = "QMS_KEY"
"""The variable that names the file of the key, where a person has several."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The person at this computer: who they are for the repository, and the file of the key that signs.

    `root` is the SHA-256 of the first trust file: every signed act names it, so that no act of another repository, in
    which the same people sign, can be brought here.
    """

    person: Signatory
    key: Key
    file: Path
    root: str = ""

    def sign(self, message: bytes, namespace: str) -> str:
        """Sign bytes; SigningError where that fails."""
        from qms.adapters.seals.signatures import sign

        return sign(message, namespace, self.file)


def trust_of(session: Session) -> Trust | None:
    """Return the trust file of the last commit; None in a repository whose acts are not signed."""
    data = committed_bytes(session, TRUST_FILE)
    trust = read_trust(data) if data is not None else None
    if data is not None and trust is None:
        raise RepositoryError(
            msg('"{path}" is not as qms wrote it', path=TRUST_FILE),
            msg('"qms trail verify" says in which commit it was changed'),
        )
    return trust


def signer_for(session: Session, settings: Settings) -> Signer | None:
    """Return who signs the acts of this command; None where acts are not signed.

    Where they must be and cannot, RefusedError says which steps to take: there is no way round a signature.
    """
    trust = trust_of(session)
    if trust is not None:
        from qms.adapters.past.trail import first_trust

        return replace(signer(trust), root=sha256(first_trust(session.workspace)).hexdigest())
    if settings.mode != "signed":
        return None
    raise RefusedError(
        msg('qms.yaml says "mode: signed", but nobody is trusted yet to sign'),
        msg(
            'Three steps: 1. "qms keys new NAME" on the computer of each person; 2. "qms trust init NAME --role ROLE" '
            'by the first; 3. "qms keys add NAME FILE.pub --role ROLE" for each other'
        ),
    )


def signer(trust: Trust) -> Signer:
    """Return the person of the trust file whose key lies on this computer; RefusedError for none, or for several."""
    files = dict(_keys())
    found = [held for held in map(trust.holder, files) if held and held[1].state is KeyState.ACTIVE]
    if len(found) == 1:
        person, key = found[0]
        return Signer(person, key, files[key.text])
    if not found:
        raise RefusedError(
            msg("Acts are signed here, and no key on this computer is trusted"),
            msg(
                'Three steps: 1. "qms keys new NAME"; 2. send the file "NAME.pub" to the quality department; 3. people '
                'of the root record it with "qms keys add NAME NAME.pub --role ROLE", and you fetch that'
            ),
        )
    names = ", ".join(f"{person.id}: {files[key.text]}" for person, key in found)
    raise RefusedError(
        msg("Several keys on this computer may sign: {keys}", keys=names),
        msg("Name the file of one in the variable {variable}", variable=KEY),
    )


def keys_folder() -> Path:
    """Return the folder for the keys of the person."""
    from qms.adapters.kept.home import config_folder

    return config_folder() / "keys"


def _keys() -> Iterator[tuple[str, Path]]:
    """Yield the public keys on this computer and the file to sign with: the public one where an agent has the key."""
    from qms.adapters.seals.signatures import public_key

    given = os.environ.get(KEY)
    files = [Path(given)] if given else [path.with_suffix("") for path in sorted(keys_folder().glob("*.pub"))]
    for file in files:
        own = file if file.exists() else file.with_name(f"{file.name}.pub")
        try:
            yield public_key(own), own
        except SigningError:
            if given:
                raise
