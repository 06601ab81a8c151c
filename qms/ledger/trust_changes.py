"""What a version of the trust file changes, in sentences: who signs it must see what it says."""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.message import Message, msg
from qms.model.trust import KeyState, Signatory, Trust

_NOBODY = Signatory("", "", (), (), ())


def changes(before: Trust | None, after: Trust) -> tuple[Message, ...]:
    """Return what is new in `after`, person by person; of a first version all of it."""
    return tuple(_changes(before, after))


def _changes(before: Trust | None, after: Trust) -> Iterator[Message]:
    known = before.people if before else {}
    for name, person in sorted(after.people.items()):
        yield from _person(known.get(name, _NOBODY), person)
    for name in sorted(known.keys() - after.people.keys()):
        yield msg('"{name}" is no longer in the trust file', name=name)
    if before is None or (before.root, before.threshold) != (after.root, after.threshold):
        yield msg(
            "The root, which signs changes: {names}; {count} of them must sign",
            names=", ".join(after.root),
            count=after.threshold,
        )


def _person(old: Signatory, new: Signatory) -> Iterator[Message]:
    shown = f"{new.name} ({new.id})" if new.name else new.id
    if (old.roles, old.levels, old.name) != (new.roles, new.levels, new.name):
        roles = ", ".join(new.roles) or "–"
        if new.levels:
            levels = ", ".join(new.levels)
            yield msg("{person}: roles {roles}, only levels {levels}", person=shown, roles=roles, levels=levels)
        else:
            yield msg("{person}: roles {roles}", person=shown, roles=roles)
    states = {key.text: key.state for key in old.keys}
    for key in new.keys:
        if states.get(key.text) is not key.state:
            yield Message(_STATES[key.state].text, {"person": shown, "key": key.fingerprint, "since": key.since[:10]})
    for key in old.keys:
        if key.text not in {item.text for item in new.keys}:
            yield msg("{person}: the key {key} is taken out", person=shown, key=key.fingerprint)


_STATES = {
    KeyState.ACTIVE: msg("{person}: the key {key} signs"),
    KeyState.RETIRED: msg("{person}: the key {key} signs no more"),
    KeyState.COMPROMISED: msg("{person}: the key {key} counts for nothing since commit {since}"),
}
