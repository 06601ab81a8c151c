"""A signed repository with a past, and what somebody can do to it with git, an editor and keys of their own."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qms.adapters.seals.signatures import public_key, sign
from qms.ledger.lines import canonical, compose, tip
from qms.ledger.signature import ACTS, TRUST
from qms.ledger.trust import allowed_signers, read_trust, write_signatures, write_trust
from qms.model.snapshot import TRUST_FILE
from qms.model.trust import SIGNATURES_FILE, SIGNERS_FILE, Key, Signatory, Trust
from tests.cli.desk import variables

AUDIT = "СМС-ДП-2.15-2024"
LIBRARY = "СМС-ДП-2.9-2024"
JOB = "СМС-КИ-КБ-01-2024"
COPIES = "СМС-ЖИ-АББСД-01-2024"
OTHER = "СМС-ДП-2.10-2024"


@dataclass(frozen=True, slots=True)
class Estate:
    """A clone, the keys of its people, and the moment from which somebody acts on it."""

    root: Path
    home: Path
    keys: Mapping[str, Path]
    now: datetime

    def git(self, *words: str, when: datetime | None = None, data: bytes | None = None) -> str:
        moment = (when or self.now).isoformat()
        environment = variables(self.home, GIT_AUTHOR_DATE=moment, GIT_COMMITTER_DATE=moment)
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], env=environment, input=data, capture_output=True, check=False
        )
        assert done.returncode == 0, (words, done.stderr.decode())
        return done.stdout.decode("utf-8").strip()

    def commit(self, message: str = "Change", when: datetime | None = None) -> str:
        self.git("add", "-A", when=when)
        self.git("commit", "-q", "--allow-empty", "-m", message, when=when)
        return self.git("rev-parse", "HEAD")

    def path(self, code: str) -> Path:
        return next(self.root.glob(f"documents/*/{code}.*"))

    def ledger(self, code: str = AUDIT) -> Path:
        return self.root / "ledger" / f"{code}.jsonl"

    def lines(self, code: str = AUDIT) -> list[bytes]:
        return self.ledger(code).read_bytes().splitlines()

    def put(self, lines: Sequence[bytes], code: str = AUDIT) -> None:
        self.ledger(code).parent.mkdir(exist_ok=True)
        self.ledger(code).write_bytes(b"".join(line + b"\n" for line in lines))

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        data = path.read_bytes()
        assert old.encode() in data, f"{old!r} is not in {name}"
        path.write_bytes(data.replace(old.encode(), new.encode()))

    def values(self, deed: str, code: str = AUDIT, **more: str | int) -> dict[str, str | int]:
        """Return an act as its person would record it now."""
        data = self.path(code).read_bytes()
        at = self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        usual: dict[str, str | int] = {"act": deed, "at": at, "by": "rector", "code": code, "revision": 1}
        usual["root"] = self.root_of_trust
        usual |= {"sha256": hashlib.sha256(data).hexdigest(), "basis": "№ 66", "on": at[:10]}
        return usual | more

    @property
    def root_of_trust(self) -> str:
        first = self.git("rev-list", "--reverse", "HEAD", "--", TRUST_FILE).split()[0]
        command = ["git", "-C", str(self.root), "cat-file", "blob", f"{first}:{TRUST_FILE}"]
        return hashlib.sha256(subprocess.run(command, capture_output=True, check=True).stdout).hexdigest()

    def act(
        self,
        values: Mapping[str, str | int],
        signer: str = "bolot",
        code: str = AUDIT,
        sign_with: Callable[[bytes], str] | None = None,
    ) -> None:
        """Append an act to the work tree, signed by somebody (nobody where there is no signer)."""
        path = self.ledger(code)
        before = path.read_bytes() if path.exists() else b""
        full = {"person": signer, **values} if signer else values
        make = sign_with or ((lambda line: sign(line, ACTS, self.keys[signer])) if signer else None)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(before + compose(full, before, make))

    def rechain(self, lines: Sequence[bytes], signer: str = "", code: str = AUDIT) -> None:
        """Write lines with the chain made anew; signed anew where somebody does it, else with the old signatures."""
        data = b""
        for line in lines:
            values = {name: value for name, value in json.loads(line).items() if name != "prev"}
            if signer:
                values.pop("sig", None)
                data += compose(values, data, lambda text: sign(text, ACTS, self.keys[signer]))
            else:
                data += canonical({**values, "prev": tip(data)}) + b"\n"
        self.ledger(code).write_bytes(data)

    def trust(self) -> Trust:
        found = read_trust((self.root / TRUST_FILE).read_bytes())
        assert found
        return found

    def person(self, name: str, *roles: str) -> Signatory:
        return Signatory(name, "", tuple(sorted(roles)), (), (Key(public_key(self.keys[name])),))

    def next(self, **changes: object) -> Trust:
        """Return the next version of the trust file."""
        now = self.trust()
        return replace(now, version=now.version + 1, previous=now.sha256, **changes)  # type: ignore[arg-type]

    def publish(self, trust: Trust, *signers: str, names: Mapping[str, str] | None = None) -> None:
        """Write a version of the trust file with signatures of some people; `names`: under other names."""
        data = write_trust(trust)
        signatures = {name: sign(data, TRUST, self.keys[(names or {}).get(name, name)]) for name in signers}
        (self.root / TRUST_FILE).write_bytes(data)
        (self.root / SIGNATURES_FILE).write_bytes(write_signatures(signatures))
        (self.root / SIGNERS_FILE).write_bytes(allowed_signers(trust))

    def merge(self, first: str, second: str, tree: str) -> None:
        """Make a merge commit of any tree and any order of parents, and go there."""
        new = self.git("commit-tree", tree, "-p", first, "-p", second, "-m", "Merge")
        self.git("reset", "-q", "--hard", new)

    def later(self, **span: int) -> Estate:
        return replace(self, now=self.now + timedelta(**span))

    def copy(self, root: Path) -> Estate:
        shutil.copytree(self.root, root, symlinks=True)
        return replace(self, root=root)
