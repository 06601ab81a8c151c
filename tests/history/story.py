"""Tells a history to git: commits with any author, date and parents, written by one `git fast-import`."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from qms.actions.changes.history import joined_acts
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.versions import body, versions
from qms.history.sheet import needed, sheet
from qms.ledger.lines import compose, ledger_path
from qms.model.change import ChangeRow, Version

CODE = "СМС-ДП-2.1-2022"
PATH = f"documents/2/{CODE}.md"
SETTINGS = b"languages: [ky, ru]\n"
BODY = "# 1 Максат\n\nБир.\n\n# 2 Тартип\n\nЭки.\n"


def text(revision: int | None = 1, body_: str = BODY, code: str = CODE, **fields: str) -> bytes:
    """Return a document; without a revision where `revision` is None."""
    lines = [f"code: {code}", *(f"{name}: {value}" for name, value in fields.items())]
    if revision is not None:
        lines.append(f"revision: {revision}")
    return ("---\n" + "\n".join(lines) + "\n---\n\n" + body_).encode("utf-8")


@dataclass(slots=True)
class Story:
    """Commits in the order of their telling; `root` is the top of git, `inside` the documents repository in it."""

    root: Path
    inside: str = ""
    ledgers: dict[str, bytes] = field(default_factory=dict)
    stream: list[bytes] = field(default_factory=list)
    tips: dict[str, int] = field(default_factory=dict)
    settings: bytes = SETTINGS

    def __post_init__(self) -> None:
        self.commit({"qms.yaml": self.settings}, "Begin", when="2021-12-01T08:00:00+06:00")

    def commit(
        self,
        files: Mapping[str, bytes | None],
        message: str = "A change",
        *,
        author: str = "Айбек",
        when: str = "2022-01-10T09:00:00+06:00",
        on: str = "main",
        merge: str = "",
    ) -> None:
        """Write files (None: remove) in one commit on a branch, which begins where `main` is; `merge` joins another."""
        mark = len(self.stream) + 1
        start = self.tips.get(on, self.tips.get("main"))
        moment = _moment(when)
        said = message.encode("utf-8")
        lines = [
            f"commit refs/heads/{on}\nmark :{mark}\n".encode(),
            f"author {author} <a@example.org> {moment}\n".encode(),
            f"committer {author} <a@example.org> {1_700_000_000 + mark} +0000\n".encode(),
            b"data %d\n%s\n" % (len(said), said),
            f"from :{start}\n".encode() if start else b"",
            f"merge :{self.tips[merge]}\n".encode() if merge else b"",
        ]
        for path, data in files.items():
            name = f'"{self.inside}{path}"'.encode()
            lines.append(
                b"D %s\n" % name if data is None else b"M 644 inline %s\ndata %d\n%s\n" % (name, len(data), data)
            )
        self.stream.append(b"".join(lines) + b"\n")
        self.tips[on] = mark

    def act(self, deed: str, of: bytes = b"", *, on: str, code: str = CODE, revision: int = 1, **fields: str) -> None:
        """Append an act to the ledger and commit it."""
        values = {"act": deed, "at": f"{on}T09:00:00Z", "by": "rector", "code": code, "on": on, "revision": revision}
        before = self.ledgers.get(code, b"")
        self.ledgers[code] = before + compose({**values, "sha256": hashlib.sha256(of).hexdigest(), **fields}, before)
        self.commit({ledger_path(code): self.ledgers[code]}, deed.capitalize(), when=f"{on}T15:00:00+06:00")

    def tell(self) -> Workspace:
        """Write everything that was told, check it out and open it."""
        environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        for command, data in (
            (("init", "-q", "-b", "main", "--template="), b""),
            (("fast-import", "--quiet", "--date-format=raw-permissive"), b"".join(self.stream)),
            (("-c", "core.autocrlf=false", "reset", "-q", "--hard", "main"), b""),
        ):
            self.root.mkdir(exist_ok=True)
            subprocess.run(["git", *command], cwd=self.root, input=data, env=environment, check=True)
        return Workspace.find(self.root / self.inside)


def _moment(when: str) -> str:
    if when.startswith("@"):
        return when[1:]
    moment = datetime.fromisoformat(when)
    return f"{int(moment.timestamp())} {moment.strftime('%z')}"


def rows(workspace: Workspace, code: str = CODE) -> tuple[ChangeRow, ...]:
    """Return the sheet of a document."""
    snapshot = workspace.snapshot()
    past = versions_of(workspace, code)
    acts = joined_acts(snapshot, code)
    return sheet(past, acts, body(workspace, snapshot.settings, needed(past, acts)))


def versions_of(workspace: Workspace, code: str = CODE) -> tuple[Version, ...]:
    """Return the versions of a document."""
    snapshot = workspace.snapshot()
    return versions(workspace, snapshot.settings, [code], snapshot.aliases).get(code, ())


def written(row: ChangeRow) -> str:
    """Return a row of the sheet as one line; what is empty is left out."""
    sections = [*row.sections.changed, *(f"+{n}" for n in row.sections.new), *(f"-{n}" for n in row.sections.removed)]
    parts = [f"{row.number} {row.kind.value} r{row.revision} {row.date} {row.author}", row.summary]
    parts += [f"basis {row.basis}"] if row.basis else []
    parts += [f"approved {row.approved_on} by {row.approved_by}, effective {row.effective}"] if row.approved_by else []
    parts += [f"sections {', '.join(sections)}"] if sections else []
    parts += [f"act {row.notice}"] if row.notice else []
    return " | ".join(part for part in parts if part)
