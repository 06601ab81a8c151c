"""`qms trust`: init, show, pin, sign, require, drop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.session import Session
from qms.actions.trust.keys import check_roles
from qms.actions.trust.people import (
    Draft,
    countersigned,
    drop,
    first,
    following,
    person_id,
    pin_root,
    publish,
    required,
    root_of,
    waiting,
)
from qms.cli.arguments import Format, Yes
from qms.cli.language import _
from qms.cli.session import agreed, names, say, session
from qms.errors import UsageError
from qms.ledger.trust_changes import changes
from qms.model.message import msg
from qms.model.trust import Signatory
from qms.report import json, text

FullName = Annotated[str, typer.Option("--name", metavar="TEXT", help=_("The full name of the person."))]
Roles = Annotated[list[str] | None, typer.Option("--role", metavar="ROLE", help=_("A role in which the person signs."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show only what would change."))]


def command(
    step: Annotated[
        Literal["init", "show", "pin", "sign", "require", "drop"],
        typer.Argument(
            metavar="init|show|pin|sign|require|drop",
            help=_("Begin, show, remember the fingerprint, sign or give up a change that waits, set how many sign."),
        ),
    ],
    word: Annotated[
        str,
        typer.Argument(metavar="[NAME|SHA256|NUMBER]", help=_("The first person, the fingerprint, or how many sign.")),
    ] = "",
    full_name: FullName = "",
    role: Roles = None,
    key: Annotated[str, typer.Option(metavar="FILE", help=_("The file of the key, where it lies elsewhere."))] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "text",
) -> None:
    """Say whose signatures count, and check that it is the right repository.

    Example: qms trust init aigul --name "Айгүл Асанова" --role registrar
        qms trust show
        qms trust pin FINGERPRINT
        qms trust require 2
    """
    here, as_json = session(), format == "json"
    if step == "show":
        _show(here, as_json=as_json)
    elif step == "pin":
        _pin(here, word)
    elif step == "drop":
        drop(here)
        say(msg("The change of the trust file is given up"))
    else:
        draft = _draft(here, step, word, Signatory("", full_name, tuple(sorted(set(role or ()))), (), ()), key)
        settle(here, draft, dry_run=dry_run, yes=yes, as_json=as_json)


def settle(here: Session, draft: Draft, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Show a version of the trust file, ask, and commit it; nothing is written by `dry_run`."""
    if not as_json:
        for line in changes(draft.before, draft.trust):
            say(line)
    if not dry_run:
        agreed(msg("Sign and record this version of the trust file?"), msg("Nothing was changed"), yes=yes)
        publish(here, draft)
    if as_json:
        text.write(json.render(_drafted(draft)))
        return
    if not dry_run:
        _done(draft)


def _draft(here: Session, step: str, word: str, person: Signatory, key: str) -> Draft:
    if step == "sign":
        return countersigned(here)
    if step == "require":
        if not word.isascii() or not word.isdigit() or int(word) < 1:
            raise UsageError(msg('"{text}" is no number of people', text=word), msg('Write "qms trust require 2"'))
        return following(here, lambda trust: replace(trust, threshold=int(word)))
    if not word or not person.roles:
        raise UsageError(
            msg("The first person needs a short name and a role"),
            msg('Write "qms trust init aigul --role registrar"'),
        )
    check_roles(here, person.roles)
    return first(here, replace(person, id=person_id(word)), Path(key) if key else None)


def _done(draft: Draft) -> None:
    if not draft.complete:
        count = draft.needed - len(draft.signed)
        say(
            msg("Version {version} waits for signatures of the root: {count}", version=draft.trust.version, count=count)
        )
        say(msg("Next, on another computer of the root: qms trust sign"), "cyan")
        return
    say(msg("Version {version} of the trust file is in force", version=draft.trust.version), "green")
    if draft.before is None:
        say(msg("From now on every act is signed. The fingerprint of the root, for an order on paper:"))
        text.line(grouped(draft.trust.sha256), "bold")
        say(msg("Next, on every other computer: qms trust pin FINGERPRINT"), "cyan")


def _drafted(draft: Draft) -> dict[str, object]:
    return {
        "version": draft.trust.version,
        "sha256": draft.trust.sha256,
        "signed": sorted(draft.signed),
        "needed": draft.needed,
        "complete": draft.complete,
    }


def _show(here: Session, *, as_json: bool) -> None:
    trust, (root, known) = required(here), root_of(here)
    draft = waiting(here)
    if as_json:
        people = {
            person.id: {
                "name": person.name,
                "roles": list(person.roles),
                "levels": list(person.levels),
                "keys": {key.fingerprint: key.state.value for key in person.keys},
            }
            for person in trust.people.values()
        }
        facts = {"version": trust.version, "threshold": trust.threshold, "root": list(trust.root), "people": people}
        text.write(json.render({**facts, "fingerprint": root, "pinned": known, "waiting": draft and _drafted(draft)}))
        return
    for line in changes(None, trust):
        say(line)
    say(msg("Fingerprint of the root: {text}", text=grouped(root)), "bold")
    say(_PINNED if known else _UNPINNED, "green" if known else "yellow")
    if draft:
        say(msg("A change waits for signatures; signed so far: {names}", names=names(sorted(draft.signed))), "yellow")
        for line in changes(trust, draft.trust):
            say(line, "dim")


_PINNED = msg("It is the one that was remembered on this computer")
_UNPINNED = msg('Compare it with the order on paper, then "qms trust pin FINGERPRINT"')


def _pin(here: Session, word: str) -> None:
    pin_root(here, word)
    say(msg("The fingerprint is remembered on this computer"), "green")


def grouped(sha256: str) -> str:
    """Return a hash in groups of eight, as people read it out."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))
