"""Turns an example of a rule's docstring into a real repository: small changes to the one below `repository/`.

An example is a list of steps; the lines before the first step, and those below a step's line, belong to it:

    owner: КБ                 a field of СМС-ДП-2.1-2024, written or replaced
    -owner                    a field taken away
    fields:                   more such lines below, after another step
    body:                     the text of that document, in the lines below
    file: PATH                a whole file, in the lines below
    edit: PATH                replacements in a file, below: `old = new`
    move: PATH = PATH         a file under a new name
    link: PATH = TARGET       a symbolic link
    delete: PATH
    encoding: cp1251          that document in another encoding
    act: approve CODE, revision 1, by rector, on 2024-05-20
    approved: CODE, CODE      both approved on 2024-05-20 by the rector, and committed (no code: that document)
    signed: aigul registrar, bolot rector     signing begins: the root with its roles, then others
    narrowed: bolot 1         this person signs about documents of this level only
    ended: bolot · stolen: bolot COMMIT · cleared: bolot    the key of a person is retired; it was stolen after a
                              commit; it signs again
                              acts then name who signs: signer bolot, forged (over other bytes), nobody
    pin: root                 the fingerprint of the root is remembered, or another one; then the trail is verified
    verify:                   the trail is verified and remembered; the findings are those of verifying it again
    now: 2024-05-10T09:00:00+06:00            the clock
    commit: message           everything committed, `Qms-…` lines below
    git: config KEY VALUE     a command of git
    today: 2024-09-01         the day of the check

`<U+200B>` stands for a character that cannot be shown, `\\n` in replacements for the end of a line.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from qms.actions.checking.check import check
from qms.actions.checking.report import Report
from qms.actions.session import Session
from qms.actions.trust.trail import verify
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept.pins import pin
from qms.adapters.languages import catalog
from qms.adapters.past.trail import first_trust
from qms.adapters.seals.signatures import public_key, sign
from qms.ledger.lines import FIRST, compose, ledger_path
from qms.ledger.signature import ACTS, TRUST
from qms.ledger.trust import allowed_signers, read_trust, write_signatures, write_trust
from qms.model.diagnostic import Diagnostic
from qms.model.message import Message, fill
from qms.model.snapshot import TRUST_FILE
from qms.model.trust import SIGNATURES_FILE, SIGNERS_FILE, Key, KeyState, Signatory, Trust

CODE = "СМС-ДП-2.1-2024"
DOCUMENT = f"documents/2/{CODE}.md"
FIRST_COMMIT = datetime.fromisoformat("2024-05-01T09:00:00+06:00")
STEP = re.compile(
    r"(fields|body|file|edit|move|link|delete|encoding|act|approved|commit|git|today|signed|narrowed|ended|stolen|cleared|now|pin|verify):"
    r"(?: (.*))?"
)
KEYS = ".git/keys"
SOURCE = Path(__file__).parent / "repository"


def git(root: Path, *arguments: str, when: datetime = FIRST_COMMIT) -> str:
    """Run git with nothing of this computer's configuration."""
    moment = when.isoformat()
    fixed = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", **fixed, **names}
    done = subprocess.run(["git", "-C", str(root), *arguments], env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def prepare(root: Path) -> Path:
    """Make the example repository with its first commit; examples copy it."""
    shutil.copytree(SOURCE, root)
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    for name in ("aigul", "bolot", "mallory") if shutil.which("ssh-keygen") else ():
        (root / KEYS).mkdir(exist_ok=True)
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(root / KEYS / name)]
        subprocess.run(command, check=True)
    return root


class English:
    """Shows messages as they are written in the code."""

    language = "en"

    def text(self, message: Message | str) -> str:
        return message if isinstance(message, str) else fill(message.text, message.values, self)


def told(item: Diagnostic) -> str:
    """Return a finding in words: line, column, weight, subject, message, help."""
    at, english = item.location, English()
    place = f"{at.path}:{at.line}:{at.column}"
    return f"{place} {item.severity} {item.subject}: {english.text(item.message)}. {english.text(item.help)}"


@dataclass(slots=True)
class Example:
    """A repository that an example changes step by step. The clock goes on with every act, and by a day with
    every commit."""

    root: Path
    today: date = date(2024, 9, 1)
    now: datetime = field(default=FIRST_COMMIT)
    trust: Trust | None = None
    verifies: bool = False

    def run(self, text: str) -> Example:
        """Take all steps of an example."""
        name, argument, lines = "fields", "", list[str]()
        shown = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda found: chr(int(found[1], 16)), text)
        for line in shown.split("\n"):
            found = STEP.fullmatch(line)
            if found:
                self.step(name, argument, lines)
                name, argument, lines = found[1], found[2] or "", []
            else:
                lines.append(line)
        self.step(name, argument, lines)
        return self

    def report(self, *paths: str) -> Report:
        """Check the repository as it is now."""
        if self.verifies:
            found = verify(self._session(), remember=False)
            return Report(found.findings, found.documents, 0)
        return check(Workspace.find(self.root), self.today, paths)

    def _session(self) -> Session:
        return Session(
            Workspace.find(self.root), datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC), catalog
        )

    def rules(self, *paths: str) -> list[str]:
        """Return the codes of the rules that have something to report, waived findings left out."""
        return [item.rule for item in self.report(*paths).findings if item.waiver is None]

    def found(self, rule: str) -> list[str]:
        """Return the findings of one rule: line, column, message, help, subject and weight."""
        return [told(item) for item in self.report().findings if item.rule == rule]

    def step(self, name: str, argument: str, lines: list[str]) -> None:
        """Take one step."""
        if name in {"fields", "body"}:
            getattr(self, f"_{name}")(lines)
        elif name in {"file", "edit", "commit"}:
            getattr(self, f"_{name}")(argument, lines)
        else:
            getattr(self, f"_{name}")(argument)

    def _fields(self, lines: list[str]) -> None:
        if not any(lines):
            return
        path = self.root / DOCUMENT
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        for entry in re.findall(r"(?m)^\S.*(?:\n(?: |- ).*)*", "\n".join(lines)):
            key = re.split(r":", entry.lstrip("-"), maxsplit=1)[0].strip()
            new = "" if entry.startswith("-") else entry + "\n"
            front, count = re.subn(
                rf"(?m)^{re.escape(key)}:.*\n(?:(?: |- ).*\n)*", lambda _, new=new: new, front, count=1
            )
            front += "" if count else new
        path.write_text(f"---\n{front}---\n{body}", encoding="utf-8")

    def _body(self, lines: list[str]) -> None:
        path = self.root / DOCUMENT
        _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        path.write_text(f"---\n{front}---\n\n" + "\n".join(lines).strip("\n") + "\n", encoding="utf-8")

    def _file(self, name: str, lines: list[str]) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines).strip("\n") + "\n", encoding="utf-8")

    def _edit(self, name: str, lines: list[str]) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        for line in filter(None, lines):
            old, new = re.fullmatch(r"(.*?) = ?(.*)", line).groups()
            old, new = old.replace("\\n", "\n"), new.replace("\\n", "\n")
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def _move(self, names: str) -> None:
        old, _, new = names.partition(" = ")
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def _link(self, names: str) -> None:
        path, _, target = names.partition(" = ")
        (self.root / path).symlink_to(target)

    def _delete(self, name: str) -> None:
        (self.root / name).unlink()

    def _encoding(self, name: str) -> None:
        path = self.root / DOCUMENT
        path.write_bytes(path.read_text(encoding="utf-8").encode(name, "replace"))

    def _commit(self, message: str, lines: list[str]) -> None:
        self.now += timedelta(days=1)
        git(self.root, "add", "-A", when=self.now)
        git(self.root, "commit", "-q", "-m", message + "\n\n" + "\n".join(lines), when=self.now)

    def _approved(self, codes: str) -> None:
        for code in codes.split(", ") if codes else [CODE]:
            self._act(f"approve {code}, by rector, on 2024-05-20, effective 2024-06-01, basis № 5")
        self._commit("Approve", [])

    def _act(self, text: str) -> None:
        """Append an act; what it does not say is taken from the document on disk."""
        first, *others = text.split(", ")
        deed, _, code = first.partition(" ")
        values: dict[str, str | int] = {"act": deed, "code": code, "by": "rector"}
        values |= {name: value for name, _, value in (other.partition(" ") for other in others)}
        signer = str(values.pop("signer", ""))
        if signer:
            values.setdefault("person", signer if signer in {"aigul", "bolot"} else "bolot")
            values.setdefault("root", hashlib.sha256(first_trust(Workspace.find(self.root))).hexdigest())
        values.setdefault("at", f"{values.get('on', '2024-05-20')}T09:00:00Z")
        self.now = max(self.now, datetime.fromisoformat(str(values["at"])))
        source = next(self.root.glob(f"documents/*/{code}.*"), None)
        data = source.read_bytes() if source else b""
        values.setdefault("sha256", hashlib.sha256(data).hexdigest())
        values.setdefault("revision", (re.findall(r"(?m)^revision: (\d+)", data.decode("utf-8")) or ["1"])[0])
        for name in ("revision", "number"):
            values |= {name: int(values[name])} if name in values else {}
        path = self.root / ledger_path(code)
        path.parent.mkdir(exist_ok=True)
        before = path.read_bytes() if path.exists() else b""
        path.write_bytes(before + compose(values, before, self._signature(signer)))

    def _signature(self, signer: str) -> Callable[[bytes], str] | None:
        if signer in {"", "nobody"}:
            return None
        name, more = ("bolot", b" ") if signer == "forged" else (signer, b"")
        return lambda line: sign(line + more, ACTS, self.root / KEYS / name)

    def _signed(self, people: str) -> None:
        """Begin with the first person, who is the root; then trust all."""
        everybody = dict(entry.split(" ") for entry in people.split(", "))
        held = {name: self._person(name, role) for name, role in everybody.items()}
        first = next(iter(held))
        self._edit("qms.yaml", ["mode: unsigned = mode: signed"])
        self._publish(Trust(1, 1, (first,), {first: held[first]}, FIRST))
        self._publish(replace(self._next(), people=held))

    def _person(self, name: str, role: str) -> Signatory:
        return Signatory(name, "", (role,), (), (Key(public_key(self.root / KEYS / name)),))

    def _next(self) -> Trust:
        assert self.trust
        return replace(self.trust, version=self.trust.version + 1, previous=self.trust.sha256)

    def _narrowed(self, text: str) -> None:
        name, level = text.split(" ")
        after = self._next()
        self._publish(replace(after, people={**after.people, name: replace(after.people[name], levels=(level,))}))

    def _ended(self, name: str) -> None:
        self._end(name, KeyState.RETIRED, "")

    def _stolen(self, text: str) -> None:
        name, commit = text.split(" ")
        self._end(name, KeyState.COMPROMISED, git(self.root, "rev-parse", commit).strip())

    def _cleared(self, name: str) -> None:
        self._end(name, KeyState.ACTIVE, "")

    def _end(self, name: str, state: KeyState, since: str) -> None:
        after = self._next()
        people = {
            other: replace(person, keys=tuple(replace(key, state=state, since=since) for key in person.keys))
            for other, person in after.people.items()
            if other == name
        }
        self._publish(replace(after, people={**after.people, **people}))

    def _publish(self, trust: Trust) -> None:
        """Commit a version of the trust file, signed by the root."""
        data = write_trust(trust)
        signature = sign(data, TRUST, self.root / KEYS / trust.root[0])
        for name, content in (
            (TRUST_FILE, data),
            (SIGNATURES_FILE, write_signatures({trust.root[0]: signature})),
            (SIGNERS_FILE, allowed_signers(trust)),
        ):
            (self.root / name).write_bytes(content)
        self.trust = read_trust(data)
        self._commit(f"Trust version {trust.version}", [])

    def _pin(self, sha256: str) -> None:
        git_ = Workspace.find(self.root).git
        self.verifies = True
        pin(git_, hashlib.sha256(first_trust(Workspace.find(self.root))).hexdigest() if sha256 == "root" else sha256)

    def _verify(self, _text: str) -> None:
        self.verifies = True
        verify(self._session())

    def _now(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment)

    def _git(self, command: str) -> None:
        git(self.root, *command.split(), when=self.now)

    def _today(self, day: str) -> None:
        self.today = date.fromisoformat(day)
