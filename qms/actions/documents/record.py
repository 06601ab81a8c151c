"""Recording acts: the one way by which a ledger grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qms.actions.documents.standing import committed_bytes
from qms.actions.session import Session, committed
from qms.actions.trust.signing import Signer, signer_for
from qms.adapters.files.sources import WorkTree
from qms.errors import RefusedError, RepositoryError
from qms.ledger.lines import ROOT, compose, ledger_path, read_ledger
from qms.ledger.signature import ACTS
from qms.ledger.trust import LEVEL_DEEDS, signing_role
from qms.model.act import HOLDER_DEEDS, Act, Deed, Value
from qms.model.message import msg
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that was recorded, and the id of the commit that holds it."""

    act: Act
    commit: str


@dataclass(slots=True)
class Record:
    """Acts that become one commit. `add` returns the act as it will stand in the ledger."""

    session: Session
    signer: Signer | None = None
    attest: tuple[str, ...] = ()
    ledgers: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes | None] = field(default_factory=dict)

    def ledger(self, code: str) -> bytes:
        """Return the ledger of a document as far as it has grown."""
        path = ledger_path(code)
        if path not in self.ledgers:
            self.before[path] = _committed(self.session, path)
            self.ledgers[path] = self.before[path] or b""
        return self.ledgers[path]

    def after(self, snapshot: Snapshot, code: str) -> Snapshot:
        """Return the repository as it is with the acts on a document: nothing else has changed, nothing is read."""
        ledger = read_ledger(self.ledger(code), code, ledger_path(code))
        return snapshot.with_ledger(ledger)

    def add(self, deed: Deed, code: str, revision: int, sha256: str, **fields: Value) -> Act:
        """Append one act; empty fields are left out."""
        values: dict[str, Value] = {
            "act": deed.value,
            "at": self.session.moment,
            "code": code,
            "revision": revision,
            "sha256": sha256,
            **{name: value for name, value in fields.items() if value != ""},
        }
        if self.signer:
            values |= self._witness(deed, str(values["by"]))
            who = "attester" if "attested" in values else "person"
            values |= {who: self.signer.person.id, ROOT: self.signer.root}
        before = self.ledger(code)
        if before and not before.endswith(b"\n"):
            raise RepositoryError(
                msg('The ledger of "{code}" ends within a line', code=code),
                msg('Restore it with "git restore {path}"', path=ledger_path(code)),
            )
        line = compose(values, before, self.signature(values))
        act = _read_back(before, line, code)
        self.ledgers[ledger_path(code)] = before + line
        return act

    def _witness(self, deed: Deed, holder: str) -> dict[str, Value]:
        """Return in which role the signer attests what a unit did on paper: it acknowledged or gave back a copy."""
        roles = self.signer.person.roles if self.signer else ()
        if deed not in HOLDER_DEEDS or holder in roles:
            return {}
        return {"attested": next((role for role in roles if role in self.attest), next(iter(roles), ""))}

    def signature(self, values: Mapping[str, Value]) -> Callable[[bytes], str] | None:
        """Return what signs the act, after a look at role and level: no signature is made that would not count."""
        signer = self.signer
        if signer is None:
            return None
        person, role = signer.person, signing_role(values)
        if role not in person.roles:
            raise RefusedError(
                msg('"{name}" may not sign as "{role}"', name=person.name or person.id, role=role),
                msg("By the trust file these are the roles: {roles}", roles=", ".join(person.roles) or "–"),
            )
        level = self._level(str(values["code"])) if person.levels and values["act"] in LEVEL_DEEDS else ""
        if not person.may_sign_level(level):
            raise RefusedError(
                msg(
                    '"{name}" may not decide about documents of level {level}',
                    name=person.name or person.id,
                    level=level,
                ),
                msg("By the trust file these are the levels: {levels}", levels=", ".join(person.levels)),
            )
        return lambda line: signer.sign(line, ACTS)

    def _level(self, code: str) -> str:
        document = committed(self.session).documents.get(code)
        return document.level if document else ""

    def commit(self, subject: str, trailers: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> str:
        """Commit the ledgers, and `files` beside them, in one step; returns the id of the commit.

        A ledger that grew meanwhile (another command, another window) is refused: a line is never written over.
        """
        changes = {**self.ledgers, **(files or {})}
        return write(self.session, changes, subject, trailers, self.before)


def begin(session: Session, settings: Settings) -> Record:
    """Begin to record acts. Where they are signed, the key must be at hand: there is no silent way round."""
    return Record(session, signer_for(session, settings), settings.flow.attest)


def _committed(session: Session, path: str) -> bytes | None:
    """Return a ledger as the last commit has it; refuses one that lies differently on disk."""
    found = WorkTree(session.workspace.root).read(path)
    if found is not None and not isinstance(found, bytes):
        raise RepositoryError(found.message, found.help)
    if found != committed_bytes(session, path):
        raise RepositoryError(
            msg('"{path}" on disk is not the committed one', path=path),
            msg('Take the change back with "git restore {path}"', path=path),
        )
    return found


def _read_back(before: bytes, line: bytes, code: str) -> Act:
    """Return the act of a new line; refuse one that could not be read afterwards: a ledger is never written twice.

    Only the line before it is read with it: a batch appends a thousand.
    """
    previous = before.removesuffix(b"\n").rpartition(b"\n")[2] + b"\n" if before else b""
    last = previous.count(b"\n") + 1
    found = read_ledger(previous + line, code, ledger_path(code))
    for problem in found.problems:
        if problem.at.line == last:
            raise RepositoryError(problem.message, msg("Nothing was recorded"))
    return found.acts[-1]


def write(
    session: Session,
    changes: Mapping[str, bytes | None],
    subject: str,
    trailers: Mapping[str, str],
    expected: Mapping[str, bytes | None] | None = None,
) -> str:
    """Write files of the documents repository (None removes one) and commit them in one step (`git.store`)."""
    from qms.adapters.git import store

    workspace = session.workspace
    return store.commit(
        workspace.git,
        {workspace.in_git(path): data for path, data in changes.items()},
        message=message(subject, trailers),
        author=session.author,
        when=session.now,
        expected={workspace.in_git(path): data for path, data in (expected or {}).items()},
    )


def message(subject: str, trailers: Mapping[str, str]) -> str:
    """Return a commit message: subject, blank line, one `Name: value` line for each trailer that has a value."""
    lines: Sequence[str] = [f"{name}: {one_line(value)}" for name, value in trailers.items() if value.strip()]
    return "\n".join([one_line(subject), "", *lines]).rstrip() + "\n"


def one_line(text: str) -> str:
    """Return a text as one line: a trailer and a cell of the sheet have only one."""
    return " ".join(text.split())
