"""Commits that were not shared yet, put after those that were: acts get their places in the chain anew.

Numbers of copies that somebody else has given out meanwhile are exchanged for new ones, and such copies are set again;
so are the codes of entries of registers (`recode`).
What two people have decided about one document is never put in order by a program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from qms.actions.copies.copy_print import CopyPress
from qms.actions.copies.issue import proven
from qms.actions.copies.seal import public_keys
from qms.actions.documents.record import Record, begin
from qms.actions.prints.printing import approved_original
from qms.actions.session import Session
from qms.actions.sharing.recode import Recoding
from qms.adapters.git import replay as git_replay
from qms.adapters.git.door import Entry
from qms.adapters.git.replay import Commit
from qms.adapters.git.undo import changed_paths
from qms.errors import RefusedError, RepositoryError
from qms.ledger.lines import SIGNATURE, compose, read_ledger, tip
from qms.ledger.marks import AFTER
from qms.ledger.numbers import Numbers
from qms.model.act import COPY_DEEDS, Act, Deed, Value
from qms.model.message import msg
from qms.model.status import CopyKind

_PROOF = ("mark", "pages", "press", "seal", "pdf", "pdfseal", AFTER)


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A copy that has another number, or another proof, than when it was issued here; `pdf` is the hash of its PDF."""

    code: str
    revision: int
    old: int
    new: int
    pdf: str
    replaced: str


@dataclass(slots=True)
class Replay:
    """The commits of this clone on their way behind the shared ones.

    `pending` are hashes of PDFs that were not handed out, `hashes` those of lines of ledgers before and after.
    """

    session: Session
    pending: frozenset[str]
    head: str
    moved: list[Renumbered] = field(default_factory=list)
    presses: dict[str, CopyPress] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    codes: Recoding = field(init=False)

    def __post_init__(self) -> None:
        self.codes = Recoding(self.session)

    def take(self, commit: Commit) -> None:
        """Make a commit like this one after those taken before."""
        git, codes = self.session.workspace.git, self.codes
        now = git.tree(self.head)
        found = changed_paths(git, commit.parent, commit.id)
        codes.collide(found, now)
        changes = {}
        for path, pair in found.items():
            place = codes.path(path)
            own = (codes.entry(path, pair[0]), codes.entry(path, pair[1]))
            changes[place] = self._change(place, own, now.get(place))
        like = replace(commit, message=codes.exchanged(commit.message))
        self.head = git_replay.make(git, self.head, changes, like)

    def _change(self, path: str, pair: tuple[Entry | None, Entry | None], now: Entry | None) -> tuple[str, str | None]:
        before, after = pair
        mode = (after or before or Entry("100644", "")).mode
        if now == before or (now == after and not self._is_ledger(path)):
            return mode, after.id if after else None
        if after and self._is_ledger(path):
            contents = (self._data(before), self._data(after), self._data(now))
            return mode, git_replay.write_blob(self.session.workspace.git, self._ledger(path, *contents))
        raise RepositoryError(
            msg('"{path}" was changed here and by somebody else', path=path),
            msg('Join the two with git: "git pull --rebase", then "qms check"'),
        )

    def _is_ledger(self, path: str) -> bool:
        return path.startswith(self.session.workspace.in_git("ledger/")) and path.endswith(".jsonl")

    def _data(self, entry: Entry | None) -> bytes:
        return next(self.session.workspace.git.blobs([entry.id]))[1] if entry else b""

    def _ledger(self, path: str, before: bytes, after: bytes, now: bytes) -> bytes:
        """Put the lines that were added here after those that were added elsewhere."""
        if not after.startswith(before):
            raise RepositoryError(
                msg('"{path}" does not continue what was recorded', path=path), msg('"qms check" says more')
            )
        lines = after[len(before) :].splitlines()
        own = [json.loads(line) for line in lines]
        _refuse_two_decisions(path, own, before, now)
        code = str(own[0]["code"]) if own else ""
        numbers = Numbers.of(read_ledger(now, code, "").acts)
        for old, values in zip(lines, own, strict=True):
            line = self._line(values, now, numbers)
            self.hashes[hashlib.sha256(old).hexdigest()] = tip(line)
            now += line
            for act in read_ledger(line, code, "").acts:
                numbers.take(act)
        return now

    def _line(self, values: dict[str, Value], now: bytes, numbers: Numbers) -> bytes:
        signature = values.pop(SIGNATURE, "")
        prev = str(values.pop("prev"))
        values.pop("v")
        if str(values["at"]) < _last_moment(now):
            values = {"on": str(values["at"])[:10], **values, "at": _last_moment(now)}
        if values.get("amends") in self.hashes:
            values["amends"] = self.hashes[str(values["amends"])]
        if values["act"] == Deed.ISSUE:
            values = self._issue(values, prev, now, numbers)
        elif values["act"] == Deed.PROVISIONAL:
            values[AFTER] = values.get(AFTER, prev)
        elif values["act"] in set(COPY_DEEDS):
            key = (values["code"], values["revision"], values["number"])
            new = [item.new for item in self.moved if (item.code, item.revision, item.old) == key]
            values["number"] = new[-1] if new else values["number"]
        return compose(values, now, _signing(self.session, values) if signature else None)

    def _issue(self, values: dict[str, Value], prev: str, now: bytes, numbers: Numbers) -> dict[str, Value]:
        """Keep a copy as it was handed out where its number is free; else give it a new one and set it again."""
        code, number, revision = str(values["code"]), int(values["number"]), int(values["revision"])
        taken = number in numbers.owners or (number, revision) in numbers.used
        own = numbers.owners.get(number) == values["holder"] and (number, revision) not in numbers.used
        old = str(values.get("pdf", ""))
        if (not taken or own) and old not in self.pending:
            return {**values, AFTER: values.get(AFTER, prev)}
        if taken and not own:
            number = _next(values, numbers)
        act = proven(_act(values, number, now), self._press(code, revision), public_keys(self.session))
        self.moved.append(Renumbered(code, revision, int(values["number"]), number, act.text("pdf"), old))
        common = {name: value for name, value in values.items() if name not in _PROOF}
        return {**common, **act.fields}

    def _press(self, code: str, revision: int) -> CopyPress:
        key = f"{self.head} {code} {revision}"
        if key not in self.presses:
            snapshot = self.session.workspace.committed(self.head)
            acts = (*self.session.workspace.committed().acts(code), *snapshot.acts(code))
            approval = [act for act in acts if act.decides and act.revision == revision][-1]
            self.presses[key] = CopyPress(self.session, approved_original(self.session, snapshot, code, approval))
        return self.presses[key]


def _act(values: Mapping[str, Value], number: int, now: bytes) -> Act:
    names = {"act", "at", "by", "code", "revision", "sha256", *_PROOF}
    fields = {name: value for name, value in values.items() if name not in names}
    return Act(
        deed=Deed.ISSUE,
        at=str(values["at"]),
        by=str(values["by"]),
        code=str(values["code"]),
        revision=int(values["revision"]),
        sha256=str(values["sha256"]),
        prev=tip(now),
        fields={**fields, "number": number},
    )


def _last_moment(ledger: bytes) -> str:
    """Return when the last act was recorded: what gets its place after it is recorded no earlier."""
    last = ledger.removesuffix(b"\n").rpartition(b"\n")[2]
    return str(json.loads(last)["at"]) if last else ""


def _next(values: Mapping[str, Value], numbers: Numbers) -> int:
    if values.get("kind") == CopyKind.UNACCOUNTED:
        return numbers.last + 1
    holding = (str(values["holder"]), str(values.get("medium", "paper")))
    return numbers.number(holding, int(values["revision"]), control=values.get("kind") == CopyKind.CONTROL)


def _refuse_two_decisions(path: str, own: list[dict[str, Value]], before: bytes, now: bytes) -> None:
    """A copy can be given another number; of two decisions about one document people choose."""
    copies = COPY_DEEDS | {Deed.PROVISIONAL}
    other = [json.loads(line) for line in now[len(before) :].splitlines()] if now.startswith(before) else [{"act": ""}]
    if any(line["act"] not in copies for line in own) and any(line["act"] not in copies for line in other):
        raise RepositoryError(
            msg('In "{path}" something was decided here and by somebody else', path=path),
            msg('Take your act back with "qms undo", then call "qms sync" and look at theirs'),
        )


def _signing(session: Session, values: dict[str, Value]) -> Callable[[bytes], str] | None:
    """Return what signs an act again that gets another place; only the person who has signed it can."""
    record: Record = begin(session, session.workspace.committed().settings)
    person = values.get("attester") or values.get("person")
    if record.signer is None or record.signer.person.id != person:
        raise RefusedError(
            msg('The act of "{person}" gets another place in the ledger and must be signed again', person=person),
            msg('Let that person call "qms sync" on the computer that has the key'),
        )
    return record.signature(values)
