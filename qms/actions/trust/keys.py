"""Keys of the people who sign: made on their own computers, trusted, retired or given up by the root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qms.actions.session import Session
from qms.actions.trust.people import person_id
from qms.actions.trust.signing import keys_folder
from qms.errors import QmsError, UsageError
from qms.model.message import msg
from qms.model.trust import Key, KeyState, Signatory, Trust


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be recorded of a person; what is empty stays as it is, `root` None too."""

    name: str = ""
    roles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    root: bool | None = None


def new_key(name: str, file: Path | None, *, passphrase: bool) -> tuple[Path, str]:
    """Make a key outside every repository; returns the file of its public half and the key. Never overwrites one."""
    from qms.adapters.git.door import Git
    from qms.adapters.seals.signatures import is_half_made, make_key

    path = (file or keys_folder() / person_id(name)).absolute()
    public = path.with_name(f"{path.name}.pub")
    if path.exists() or (public.exists() and not is_half_made(path)):
        raise UsageError(msg('There is a key already: "{file}"', file=str(path)), msg("Name another file after --file"))
    existing = next(folder for folder in path.parents if folder.exists())
    try:
        inside = Git.open(existing).root
    except QmsError:
        inside = None
    if inside is not None:
        raise UsageError(
            msg('"{folder}" is a repository: a private key must never lie in one', folder=str(inside)),
            msg("Name a file in a folder of your own after --file"),
        )
    return public, make_key(path, name, passphrase=passphrase)


def added(session: Session, name: str, key: str, wanted: Wanted) -> Callable[[Trust], Trust]:
    """Return the change that records a person, or what is new of one: a further key, other roles or levels.

    `key` may be empty for a person who is known. UsageError for roles and levels that qms.yaml does not know.
    """
    check_roles(session, wanted.roles)
    _check_levels(session, wanted.levels)

    def change(trust: Trust) -> Trust:
        old = trust.people.get(person_id(name))
        if old is None and not key:
            raise UsageError(
                msg('"{name}" has no key yet', name=name), msg("Name the file of the public key: NAME.pub")
            )
        if key and trust.holder(key):
            raise UsageError(msg("This key is known already"), msg('"qms keys list" shows whose it is'))
        base = old or Signatory(name, "", (), (), ())
        person = Signatory(
            name,
            wanted.name or base.name,
            tuple(sorted(set(wanted.roles))) or base.roles,
            tuple(sorted(set(wanted.levels))) or base.levels,
            (*base.keys, *([Key(key)] if key else [])),
        )
        return _rooted(_with(trust, person), name, wanted.root)

    return change


def ended(name: str, wanted: Sequence[str], state: KeyState, since: str = "") -> Callable[[Trust], Trust]:
    """Return the change that ends keys of a person: those of the fingerprints in `wanted`, else all active ones."""

    def change(trust: Trust) -> Trust:
        person = trust.people.get(name)
        if person is None:
            raise UsageError(
                msg('The trust file has nobody called "{name}"', name=name),
                msg("Known are: {names}", names=", ".join(sorted(trust.people))),
            )
        keys = _chosen(person, wanted, state)
        changed = tuple(replace(key, state=state, since=since) if key in keys else key for key in person.keys)
        after = replace(person, keys=changed)
        able = any(key.state is KeyState.ACTIVE for key in changed)
        return _rooted(_with(trust, after), name, None if able else False)

    return change


def _chosen(person: Signatory, wanted: Sequence[str], state: KeyState) -> tuple[Key, ...]:
    """Return the keys to end; a retired key may still turn out to be compromised."""
    open_ = {KeyState.ACTIVE, KeyState.RETIRED} if state is KeyState.COMPROMISED else {KeyState.ACTIVE}
    able = [key for key in person.keys if key.state in open_]
    found = tuple(key for key in able if not wanted or any(key.fingerprint.startswith(word) for word in wanted))
    if not found:
        raise UsageError(
            msg('"{name}" has no such key that could be ended', name=person.id),
            msg('"qms keys list" shows the fingerprints; write one as it stands there'),
        )
    return found


def check_roles(session: Session, roles: Sequence[str]) -> None:
    """Refuse a role that qms.yaml does not know."""
    known = session.workspace.settings().roles
    for role in roles:
        if known and role not in known:
            raise UsageError(
                msg('There is no role "{role}"', role=role), msg("Known are: {names}", names=", ".join(known))
            )


def _check_levels(session: Session, levels: Sequence[str]) -> None:
    known = session.workspace.settings().levels
    for level in levels:
        if known and level not in known:
            raise UsageError(
                msg('There is no level "{level}"', level=level), msg("Known are: {names}", names=", ".join(known))
            )


def _with(trust: Trust, person: Signatory) -> Trust:
    return replace(trust, people={**trust.people, person.id: person})


def _rooted(trust: Trust, name: str, root: bool | None) -> Trust:
    if root is None:
        return trust
    names = {*trust.root, name} if root else {*trust.root} - {name}
    return replace(trust, root=tuple(sorted(names)))
