"""The trust file: its one spelling, what it may say, and how one version follows the other. Pure.

The rules are those of The Update Framework (TUF): a version is signed by a threshold of people of the version before,
each person and each key is counted once, versions have no gap and never go back.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qms.ledger.lines import FIRST
from qms.ledger.signature import ACTS, TRUST, Claim, key_of
from qms.model.act import HOLDER_DEEDS, Deed, Value
from qms.model.pattern import pattern
from qms.model.trust import Key, KeyState, Signatory, Trust, key_text

FORMAT = 1
LARGEST = 1_000_000
LEVEL_DEEDS = frozenset({Deed.CHECK, Deed.AGREE, Deed.REJECT, Deed.APPROVE, Deed.REGISTER, Deed.REVIEW, Deed.WITHDRAW})
"""The acts by which somebody decides about a document: they need its level."""
ATTESTED_DEEDS = HOLDER_DEEDS | {Deed.APPROVE}
"""What may be done on paper and attested by a witness; everything else is signed by who does it."""
_ID = pattern(r"[0-9A-Za-zА-Яа-яЁёҢңӨөҮү][0-9A-Za-zА-Яа-яЁёҢңӨөҮү._@-]{0,63}")
_COMMIT = pattern(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHA256 = pattern(r"[0-9a-f]{64}")
_FIELDS = {"format", "people", "previous", "root", "threshold", "version"}
_PERSON = {"keys", "levels", "name", "roles"}


def is_person_id(text: str) -> bool:
    """Tell whether a text may name a person in the trust file: a short word of letters, digits and `._@-`."""
    return bool(_ID.fullmatch(text))


def write_trust(trust: Trust) -> bytes:
    """Return the one spelling of a trust file: sorted keys, two blanks, one line end at its end."""
    people = {
        person.id: {
            "keys": {key.text: {"since": key.since, "state": key.state.value} for key in person.keys},
            "levels": list(person.levels),
            "name": person.name,
            "roles": list(person.roles),
        }
        for person in trust.people.values()
    }
    values = {
        "format": FORMAT,
        "people": people,
        "previous": trust.previous,
        "root": list(trust.root),
        "threshold": trust.threshold,
        "version": trust.version,
    }
    return _spell(values)


def read_trust(data: bytes) -> Trust | None:
    """Read a trust file; None for any other spelling, for unknown fields, and for what cannot be meant.

    A key belongs to one person, and the threshold can be reached by people of the root who hold an active key.
    """
    try:
        values = json.loads(data) if len(data) <= LARGEST else None
        if not isinstance(values, dict) or set(values) != _FIELDS or values["format"] != FORMAT:
            return None
        trust = _trust(values, hashlib.sha256(data).hexdigest())
        return trust if _spell(values) == data and _is_meant(trust) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write_signatures(signatures: Mapping[str, str]) -> bytes:
    """Return the one spelling of the signatures under a trust file, by person."""
    return _spell({"signatures": dict(signatures)})


def read_signatures(data: bytes | None) -> Mapping[str, str]:
    """Read the signatures under a trust file, by person; none where there is none or it has any other spelling."""
    if data is None or len(data) > LARGEST:
        return {}
    try:
        found = json.loads(data)["signatures"]
        texts = all(isinstance(word, str) for pair in found.items() for word in pair)
        return found if texts and write_signatures(found) == data else {}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def claims(data: bytes, signatures: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return the signatures under a trust file as claims that are to be verified."""
    return tuple(Claim(data, TRUST, signature) for signature in signatures.values())


def signed_by(
    judge: Trust, data: bytes, signatures: Mapping[str, str], is_valid: Callable[[Claim], bool]
) -> frozenset[str]:
    """Return the people of the root of `judge` whose active keys have signed a trust file; a key counts once."""
    keys: dict[str, str] = {}
    for person, signature in sorted(signatures.items()):
        text = key_of(signature, TRUST)
        held = judge.holder(text)
        if held is None or held[0].id != person or held[1].state is not KeyState.ACTIVE or person not in judge.root:
            continue
        if is_valid(Claim(data, TRUST, signature)):
            keys.setdefault(text, person)
    return frozenset(keys.values())


def signing_role(values: Mapping[str, Value]) -> str:
    """Return the role in which an act is signed: of one that somebody attests, that of the witness, else its own."""
    return str(values["attested"] if is_attested(values) else values["by"])


def is_attested(values: Mapping[str, Value]) -> bool:
    """Tell whether an act is signed by a witness of what was done on paper."""
    return bool(values.get("attested")) and values.get("act") in ATTESTED_DEEDS


def allowed_signers(trust: Trust) -> bytes:
    """Return the list of active keys as plain git and `ssh-keygen -Y verify` read it."""
    lines = [
        f'{person.id} namespaces="git,{ACTS},{TRUST}" {key.text}\n'
        for person, key in trust.held()
        if key.state is KeyState.ACTIVE
    ]
    return "".join(sorted(lines)).encode("utf-8")


def _spell(values: Mapping[str, Any]) -> bytes:
    # Any: JSON of any shape; what was read is compared with what was there.
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2)
    return (unicodedata.normalize("NFC", text) + "\n").encode("utf-8")


def _trust(values: Mapping[str, Any], sha256: str) -> Trust:
    # Any: JSON from the repository; each value is checked before it is used.
    people = {name: _signatory(name, entry) for name, entry in values["people"].items()}
    trust = Trust(
        version=_number(values["version"]),
        threshold=_number(values["threshold"]),
        root=_texts(values["root"]),
        people=people,
        previous=str(values["previous"]),
        sha256=sha256,
    )
    if not _SHA256.fullmatch(trust.previous) or (trust.version == 1) is not (trust.previous == FIRST):
        raise ValueError(values["previous"])
    return trust


def _signatory(name: str, entry: Mapping[str, Any]) -> Signatory:
    # Any: as in `_trust`.
    if set(entry) != _PERSON or not is_person_id(name) or not isinstance(entry["name"], str):
        raise ValueError(name)
    keys = tuple(_key(text, values) for text, values in entry["keys"].items())
    return Signatory(name, entry["name"], _texts(entry["roles"]), _texts(entry["levels"]), keys)


def _key(text: str, values: Mapping[str, Any]) -> Key:
    # Any: as in `_trust`.
    key = Key(text, KeyState(values["state"]), str(values["since"]))
    compromised = key.state is KeyState.COMPROMISED
    if set(values) != {"since", "state"} or key_text(text) != text or bool(_COMMIT.fullmatch(key.since)) != compromised:
        raise ValueError(text)
    return key


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise TypeError(values)
    if values != sorted(set(values)):
        raise ValueError(values)
    return tuple(values)


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value < 1_000_000:
        raise ValueError(value)
    return value


def _is_meant(trust: Trust) -> bool:
    texts = [key.text for _person, key in trust.held()]
    return len(set(texts)) == len(texts) and 0 < trust.threshold <= len(_able(trust, trust.root))


def _able(trust: Trust, names: Iterable[str]) -> list[str]:
    """Return those of the people who hold an active key."""
    people = (trust.people[name] for name in names)
    return [person.id for person in people if any(key.state is KeyState.ACTIVE for key in person.keys)]
