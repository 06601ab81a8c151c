"""Whom the organisation trusts: the first version of the trust file, and the versions after it.

Every version is a commit of its own, signed by people of the root of the version before. One that needs more
signatures than this computer can give waits in files beside it, until the others have signed it too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qms.actions.documents.record import write
from qms.actions.documents.standing import committed_bytes
from qms.actions.session import Session
from qms.actions.trust.signing import KEY, Signer, keys_folder, signer, trust_of
from qms.errors import RefusedError, UsageError
from qms.ledger.lines import FIRST
from qms.ledger.signature import TRUST
from qms.ledger.trust import (
    allowed_signers,
    claims,
    is_person_id,
    read_signatures,
    read_trust,
    signed_by,
    write_signatures,
    write_trust,
)
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.snapshot import TRUST_FILE
from qms.model.trust import (
    NEXT_FILE,
    NEXT_SIGNATURES_FILE,
    SIGNATURES_FILE,
    SIGNERS_FILE,
    Key,
    Signatory,
    Trust,
)

_MODE = re.compile(rb"(?m)^mode:[ \t]*[\"']?unsigned[\"']?(?=[ \t\r#]|$)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A version of the trust file that may be published: its bytes, who has signed, how many of the root must.

    `before` is the version in force; None for the first one.
    """

    trust: Trust
    data: bytes
    signatures: Mapping[str, str]
    signed: frozenset[str]
    needed: int
    before: Trust | None

    @property
    def complete(self) -> bool:
        """Tell whether enough people have signed."""
        return len(self.signed) >= self.needed


def first(session: Session, person: Signatory, key_file: Path | None = None) -> Draft:
    """Compose and sign the first version: one person, who alone is the root. Refuses where there is one already."""
    if trust_of(session) is not None:
        raise RefusedError(
            msg('There is a trust file already: "{path}"', path=TRUST_FILE), msg('"qms trust show" shows it')
        )
    from qms.adapters.seals.signatures import public_key

    file = key_file or _only_key(person.id)
    key = Key(public_key(file))
    trust = Trust(1, 1, (person.id,), {person.id: replace(person, keys=(key,))}, FIRST)
    return _signed(trust, Signer(person, key, file), None)


def following(session: Session, change: Callable[[Trust], Trust]) -> Draft:
    """Compose and sign the next version: `change` gives the people of it. Refuses while another one waits."""
    before = required(session)
    if waiting(session) is not None:
        raise RefusedError(
            msg("A change of the trust file still waits for signatures"),
            msg('Sign it with "qms trust sign", or give it up with "qms trust drop"'),
        )
    after = replace(change(before), version=before.version + 1, previous=before.sha256)
    return _signed(after, _root_signer(before), before)


def countersigned(session: Session) -> Draft:
    """Add the signature of the person at this computer to the version that waits."""
    before, draft = required(session), waiting(session)
    if draft is None:
        raise UsageError(msg("No change of the trust file waits for signatures"), msg('"qms trust show" shows it'))
    return _signed(draft.trust, _root_signer(before), before, draft.signatures)


def waiting(session: Session) -> Draft | None:
    """Return the version that waits for signatures; None where there is none that may follow the one in force."""
    before, data = trust_of(session), committed_bytes(session, NEXT_FILE)
    trust = read_trust(data) if data else None
    if before is None or data is None or trust is None or trust.previous != before.sha256:
        return None
    signatures = read_signatures(committed_bytes(session, NEXT_SIGNATURES_FILE) or b"")
    return _draft(trust, data, signatures, before)


def publish(session: Session, draft: Draft) -> str:
    """Commit a version: in force where enough people have signed it, else beside it, to be signed by others."""
    signatures = write_signatures(draft.signatures)
    if not draft.complete:
        files: dict[str, bytes | None] = {NEXT_FILE: draft.data, NEXT_SIGNATURES_FILE: signatures}
        return write(session, files, f"Propose version {draft.trust.version} of the trust file", {})
    files = {TRUST_FILE: draft.data, SIGNATURES_FILE: signatures, SIGNERS_FILE: allowed_signers(draft.trust)}
    if draft.before is None:
        files[SETTINGS_FILE] = _signed_mode(session)
    files |= dict.fromkeys(_waiting_files(session))
    commit = write(session, files, f"Trust version {draft.trust.version}", {})
    if draft.before is None:
        from qms.adapters.kept.pins import pin

        pin(session.workspace.git, draft.trust.sha256)
    return commit


def drop(session: Session) -> None:
    """Give up the version that waits for signatures."""
    files = _waiting_files(session)
    if not files:
        raise UsageError(msg("No change of the trust file waits for signatures"), msg('"qms trust show" shows it'))
    write(session, dict.fromkeys(files), "Give up the proposed trust file", {})


def root_of(session: Session) -> tuple[str, bool]:
    """Return the fingerprint of the root, the SHA-256 of the first trust file, and whether this computer knows it."""
    from hashlib import sha256

    from qms.adapters.kept.pins import pinned
    from qms.adapters.past.trail import first_trust

    found = sha256(first_trust(session.workspace)).hexdigest()
    return found, pinned(session.workspace.git) == found


def pin_root(session: Session, typed: str) -> None:
    """Remember the fingerprint of the root; UsageError where this repository has another one."""
    from qms.adapters.kept.pins import pin

    required(session)
    wanted = "".join(typed.split()).lower()
    found, _known = root_of(session)
    if not re.fullmatch(r"[0-9a-f]{64}", wanted):
        raise UsageError(
            msg('"{text}" is no fingerprint: it has 64 digits and letters a to f', text=typed),
            msg("It stands in the order on paper; put it in quotation marks where it has blanks"),
        )
    if wanted != found:
        raise RefusedError(
            msg("This repository has another root of trust than the one that you typed"),
            msg("Do not work with it: ask the quality department for the right one. Its own is {text}", text=found),
        )
    pin(session.workspace.git, found)


def required(session: Session) -> Trust:
    """Return the trust file; RefusedError where there is none yet."""
    trust = trust_of(session)
    if trust is None:
        raise RefusedError(
            msg("This repository has no trust file: its acts are not signed"),
            msg('Begin with "qms keys new NAME", then "qms trust init NAME --role ROLE"'),
        )
    return trust


def person_id(text: str) -> str:
    """Return the short name of a person; UsageError where it cannot be one."""
    if not is_person_id(text):
        raise UsageError(
            msg('"{text}" cannot be the short name of a person', text=text),
            msg('Write letters and digits without blanks: "aigul", "a.asanova"'),
        )
    return text


def _only_key(name: str) -> Path:
    given = os.environ.get(KEY)
    own = Path(given) if given else keys_folder() / name
    for file in (own, own.with_name(f"{name}.pub")):
        if file.exists():
            return file
    raise RefusedError(
        msg('There is no key of "{name}" on this computer', name=name),
        msg('Make one with "qms keys new {name}", or name its file after --key', name=name),
    )


def _root_signer(before: Trust) -> Signer:
    found = signer(before)
    if found.person.id not in before.root:
        raise RefusedError(
            msg('"{name}" is not in the root of trust', name=found.person.name or found.person.id),
            msg("One of these must do it: {names}", names=", ".join(before.root)),
        )
    return found


def _signed(trust: Trust, who: Signer, before: Trust | None, others: Mapping[str, str] | None = None) -> Draft:
    data = write_trust(trust)
    checked = read_trust(data)
    if checked is None:
        raise UsageError(
            msg("This change would leave a trust file that nobody can change any more"),
            msg("People of the root must hold active keys, at least as many as must sign; each key has one holder"),
        )
    return _draft(checked, data, {**(others or {}), who.person.id: who.sign(data, TRUST)}, before)


def _draft(trust: Trust, data: bytes, signatures: Mapping[str, str], before: Trust | None) -> Draft:
    from qms.adapters.seals.signatures import valid

    judge, good = before or trust, valid(claims(data, signatures))
    signed = signed_by(judge, data, signatures, good.__contains__)
    return Draft(trust, data, signatures, signed, judge.threshold, before)


def _signed_mode(session: Session) -> bytes:
    from qms.adapters.files.settings import read_settings

    data = committed_bytes(session, SETTINGS_FILE) or b""
    found = _MODE.sub(b"mode: signed", data, count=1)
    if found == data:
        found = data if read_settings(data)[0].mode == "signed" else data.rstrip(b"\n") + b"\nmode: signed\n"
    if read_settings(found)[0].mode != "signed":
        raise RefusedError(msg('The mode in "qms.yaml" is not changed'), msg('Write "mode: signed" and commit it'))
    return found


def _waiting_files(session: Session) -> Iterable[str]:
    return [path for path in (NEXT_FILE, NEXT_SIGNATURES_FILE) if committed_bytes(session, path) is not None]
