"""Separation of duties by person: who writes does not check, and neither of them approves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from qms.model.act import Act, Deed
from qms.model.change import Version
from qms.model.flow import SEPARATIONS
from qms.model.snapshot import Snapshot

_PARTS = {Deed.PREPARE: "prepare", Deed.CHECK: "check", Deed.APPROVE: "approve"}


class Part(NamedTuple):
    """What somebody did of a revision: `prepare`, `check`, `approve` or `attest`, as which role, and who it was.

    `person` is empty where only the role is known.
    """

    name: str
    role: str
    person: str


class Conflict(NamedTuple):
    """Two parts that one person did: the name of the separation, and who it was."""

    separation: str
    person: str


def parts(act: Act) -> Iterator[Part]:
    """Yield what an act says about who did what; a decision on paper was attested, too."""
    if act.deed in _PARTS:
        yield Part(_PARTS[act.deed], act.by, act.text("person"))
    if act.text("attested"):
        yield Part("attest", act.text("attested"), act.text("attester"))


def authors(versions: Iterable[Version], revision: int, snapshot: Snapshot) -> Iterator[Part]:
    """Yield who wrote the text of a revision by its commits, as far as their addresses are those of known people."""
    known = (snapshot.person(version.commit.email) for version in versions if version.revision == revision)
    yield from (Part("prepare", "", person.id) for person in known if person)


def conflicts(found: Iterable[Part], waived: Collection[str] = ()) -> Iterator[Conflict]:
    """Yield the separations that do not hold between parts of one revision, those that are waived left out.

    Two roles may be one person and two keys are: persons are compared where both are known, else the roles.
    """
    known = tuple(found)
    for separation in SEPARATIONS:
        one, other = separation.split("-")
        pairs = ((a, b) for a in known for b in known if (a.name, b.name) == (one, other))
        same = next((a for a, b in pairs if _same(a, b)), None)
        if same and separation not in waived:
            yield Conflict(separation, same.person or same.role)


def _same(one: Part, other: Part) -> bool:
    if one.person and other.person:
        return one.person == other.person
    return bool(one.role) and one.role == other.role
