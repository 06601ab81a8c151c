"""Trails for the tests: commits, the acts that they add, the trust files under which they were made."""

from __future__ import annotations

from dataclasses import replace

from qms.ledger.lines import FIRST, ROOT, compose
from qms.ledger.signature import TRUST as PURPOSE
from qms.ledger.trail import Judgement, judge
from qms.ledger.trust import allowed_signers, read_trust, write_signatures, write_trust
from qms.model.act import Value
from qms.model.snapshot import TRUST_FILE
from qms.model.trail import Fault, FaultKind, Growth, Link, Trail, TrustFiles
from qms.model.trust import KeyState, Trust

from .lines import CODE, PATH, act
from .seals import holds, key, person, seal

NOON = "2022-02-01T12:00:00+06:00"
A, B = person("a", 1, "rector", "registrar"), replace(person("b", 2, "head"), name="", levels=("2",))


def version(number: int, before: Trust | None = None, **more: object) -> Trust:
    """Return a version of the trust file: A alone is of the root, B may sign up to level 2."""
    people = {"a": A, "b": B}
    made = Trust(number, 1, ("a",), people, before.sha256 if before else FIRST)
    read = read_trust(write_trust(replace(made, **more)))  # type: ignore[arg-type]
    assert read
    return read


ONE = version(1)


def files(trust: Trust, **signers: int) -> TrustFiles:
    """Return the trust files of a version, signed by people with the key of a number; by A where nobody is named."""
    data = write_trust(trust)
    names = {name: seal(number, data, PURPOSE) for name, number in (signers or {"a": 1}).items()}
    return TrustFiles(data, write_signatures(names), allowed_signers(trust))


FIRST_FILES, NONE = files(ONE), TrustFiles()


def line(before: bytes = b"", signer: int = 1, **fields: Value) -> bytes:
    """Return a ledger with one more act, signed with the key of a number; 0 for none."""
    values = act(**{"person": "a", ROOT: ONE.sha256, **fields})  # type: ignore[arg-type]
    return before + compose(values, before, (lambda message: seal(signer, message)) if signer else None)


def link(
    commit: str, data: bytes | None, *before: bytes, now: TrustFiles = FIRST_FILES, when: str = NOON, **more: object
) -> Link:
    """Return a commit after which the ledger is `data`, under trust files that its parent had already."""
    growth = (Growth(PATH, before or (b"",), data),) if data is not None else ()
    made = Link(commit, when, (), growth, (now,) * max(len(before), 1), now)
    return replace(made, **more)  # type: ignore[arg-type]


BEGUN = Link("c0", NOON, (), (), (), FIRST_FILES)


def judged(*links: Link, levels: dict[str, str] | None = None, **parents: tuple[str, ...]) -> Judgement:
    """Judge the links after the first version of the trust file."""
    return judge(Trail((BEGUN, *links), parents), levels or {}, holds)


def fault(kind: FaultKind, commit: str, path: str = PATH, number: int = 1, code: str = CODE, **values: str) -> Fault:
    return Fault(kind, commit, path, number, code, values)


def of_trust(kind: FaultKind, commit: str, path: str = TRUST_FILE, **values: str) -> Fault:
    return Fault(kind, commit, path, 1, "", values)


def changed(now: TrustFiles, *before: TrustFiles, **more: object) -> Link:
    """Return a commit that changes the trust files and nothing else."""
    return replace(Link("c1", NOON, (), (), before or (FIRST_FILES,), now), **more)  # type: ignore[arg-type]


ENDED = version(2, ONE, people={**ONE.people, "a": replace(A, keys=(replace(key(1), state=KeyState.RETIRED), key(4)))})
NAMED = {"name": "A"}
