"""`qms keys`: new, add, retire, compromised, list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.trust.keys import Wanted, added, ended, new_key
from qms.actions.trust.people import following, person_id, required
from qms.cli.arguments import Format, Yes
from qms.cli.language import _, current
from qms.cli.session import say, session
from qms.cli.tables import labels
from qms.cli.trust import DryRun, FullName, Roles, settle
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.trust import KeyState, Trust
from qms.report import json, text
from qms.report.table import Table

STATES = {
    KeyState.ACTIVE: msg("active"),
    KeyState.RETIRED: msg("retired"),
    KeyState.COMPROMISED: msg("compromised"),
}


Step = Annotated[
    Literal["new", "add", "retire", "compromised", "list"],
    typer.Argument(
        metavar="new|add|retire|compromised|list",
        help=_("Make a key of your own, trust one, end one, give up a stolen one, or list all."),
    ),
]
Name = Annotated[str, typer.Argument(metavar="[NAME]", help=_("The short name of the person: aigul."))]
PublicKey = Annotated[
    str, typer.Argument(metavar="[FILE.pub|FINGERPRINT]", help=_("The public key to add, or the key to end."))
]
Levels = Annotated[
    list[str] | None,
    typer.Option("--level", metavar="LEVEL", help=_("A level of documents about which the person decides (all).")),
]
Root = Annotated[
    bool | None, typer.Option("--root/--no-root", help=_("The person signs changes of the trust file, or not."))
]
Since = Annotated[
    str, typer.Option(metavar="COMMIT", help=_("The last commit before the key was stolen: later acts do not count."))
]
PrivateFile = Annotated[
    str, typer.Option("--file", metavar="FILE", help=_("Where the new private key lies (your own folder)."))
]
Open = Annotated[bool, typer.Option("--no-passphrase", help=_("Make a key that anybody who has its file can use."))]


def command(
    step: Step,
    name: Name = "",
    key: PublicKey = "",
    full_name: FullName = "",
    role: Roles = None,
    level: Levels = None,
    root: Root = None,
    since: Since = "",
    file: PrivateFile = "",
    no_passphrase: Open = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Make and keep the keys with which people sign their acts.

    Example: qms keys new aigul
        qms keys add bolot bolot.pub --name "Болот Усенов" --role rector
        qms keys retire bolot
        qms keys compromised bolot --since 3f2a9c1
        qms keys list
    """
    as_json = format == "json"
    if step == "list":
        _list(required(session()), as_json=as_json)
        return
    if not name:
        raise UsageError(msg("The name of the person is missing"), msg('Write it after the word: "qms keys new aigul"'))
    if step == "new":
        _new(name, file, passphrase=not no_passphrase, as_json=as_json)
        return
    here = session()
    if step == "add":
        change = added(here, name, _public(key), Wanted(full_name, tuple(role or ()), tuple(level or ()), root))
    elif step == "retire":
        change = ended(name, [key] if key else [], KeyState.RETIRED)
    else:
        change = ended(name, [key] if key else [], KeyState.COMPROMISED, _commit(here.workspace.git.resolve, since))
    settle(here, following(here, change), dry_run=dry_run, yes=yes, as_json=as_json)


def _public(file: str) -> str:
    from qms.adapters.seals.signatures import public_key

    if file and not file.endswith(".pub"):
        raise UsageError(
            msg('"{file}" does not end in ".pub"', file=file),
            msg("Name the public key; the private one is sent nowhere"),
        )
    return public_key(Path(file)) if file else ""


def _new(name: str, file: str, *, passphrase: bool, as_json: bool) -> None:
    if passphrase and not sys.stdin.isatty():
        raise UsageError(
            msg("Nobody is at the terminal to type a passphrase"), msg("Call it at a terminal, or with --no-passphrase")
        )
    if passphrase:
        told = msg("ssh-keygen asks in English: type the same passphrase twice, five characters at least")
        text.line(current().text(told), errors=True)
    public, key = new_key(person_id(name), Path(file) if file else None, passphrase=passphrase)
    if as_json:
        text.write(json.render({"name": name, "public": str(public), "key": key}))
        return
    say(
        msg("The key was made; its private half stays on this computer: {file}", file=str(public.with_suffix(""))),
        "green",
    )
    say(msg("Send this file to the quality department: {file}", file=str(public)))
    say(
        msg('Next, by people of the root: qms keys add {name} "{file}" --role ROLE', name=name, file=public.name),
        "cyan",
    )
    say(
        msg("In a repository without signatures the first person begins: qms trust init {name} --role ROLE", name=name),
        "dim",
    )


def _commit(resolve: object, since: str) -> str:
    if not since:
        raise UsageError(
            msg("The commit is missing, after which nothing signed with this key counts"),
            msg('Write the last good one: "--since 3f2a9c1"; "git log" shows them'),
        )
    found = resolve(f"{since}^{{commit}}") if callable(resolve) else None
    if not found:
        raise UsageError(msg('There is no commit "{text}"', text=since), msg('"git log" shows the commits'))
    return str(found)


def _list(trust: Trust, *, as_json: bool) -> None:
    if as_json:
        text.write(json.render({"keys": [_row(trust, person.id, key.fingerprint) for person, key in trust.held()]}))
        return
    catalog = current()
    heads = (msg("Person"), msg("Roles"), msg("Key"), msg("State"))
    rows = tuple(
        (person.name or person.id, ", ".join(person.roles), key.fingerprint, catalog.text(STATES[key.state]))
        for person, key in trust.held()
    )
    text.table(Table("", labels(heads), rows, frozenset({2, 3})))


def _row(trust: Trust, name: str, fingerprint: str) -> dict[str, object]:
    person = trust.people[name]
    key = next(key for key in person.keys if key.fingerprint == fingerprint)
    return {
        "person": name,
        "name": person.name,
        "roles": list(person.roles),
        "levels": list(person.levels),
        "root": name in trust.root,
        "fingerprint": fingerprint,
        "key": key.text,
        "state": key.state.value,
        "since": key.since or None,
    }
