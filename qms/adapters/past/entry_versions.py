"""The versions of the entries of registers, from the commits that touched their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from qms.adapters.files.entries import read_entry
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import RawCommit
from qms.adapters.past.touched import Touched
from qms.adapters.past.versions import describe
from qms.entries.lifecycle import is_closed
from qms.model.entry import EntryVersion, Registers
from qms.model.pattern import pattern
from qms.model.register import Register
from qms.model.settings import REGISTERS

_STATE = pattern(rb"(?m)^state:[ \t]*[\"']?([^\s\"'#]+)")


def entry_versions(
    workspace: Workspace, registers: Registers, commits: Sequence[Touched]
) -> Mapping[str, tuple[EntryVersion, ...]]:
    """Return the versions of each file of an entry by its path, oldest first; small tables are left out.

    `commits` are those that touched registers, parents before children.
    """
    wanted = {name: register for name, register in registers.definitions.items() if not register.one_file}
    blobs = dict.fromkeys(blob for _commit, path, blob in _touched(commits, workspace.prefix, wanted) if blob)
    texts = dict(workspace.git.blobs(blobs))
    today = {entry.path: entry.sha256 for name in wanted for entry in registers.of(name)}
    found: dict[str, list[EntryVersion]] = {}
    for commit, path, blob in _touched(commits, workspace.prefix, wanted):
        register = wanted[path.split("/")[1]]
        version = _version(commit, texts[blob] if blob else b"", path, register, today.get(path, ""))
        before = found.setdefault(path, [])
        if not before or before[-1].sha256 != version.sha256:
            before.append(version)
    return {path: tuple(versions) for path, versions in found.items()}


def _touched(
    commits: Iterable[Touched], prefix: str, wanted: Mapping[str, Register]
) -> Iterable[tuple[RawCommit, str, str]]:
    """Yield what each commit did to files of entries: the path, and the blob (empty where it removed the file)."""
    for commit, changes in commits:
        for change in changes:
            path = change.path.removeprefix(prefix)
            parts = path.split("/")
            if len(parts) > 2 and parts[0] == REGISTERS and parts[1] in wanted and path.endswith((".yaml", ".yml")):
                yield commit, path, change.new or ""


def _version(commit: RawCommit, data: bytes, path: str, register: Register, today: str) -> EntryVersion:
    if not data:
        return EntryVersion(describe(commit), "", "")
    state = _STATE.search(data)
    name = state[1].decode("utf-8", "replace") if state else ""
    sha256 = hashlib.sha256(data).hexdigest()
    finished = is_closed(register, name) and sha256 != today
    front = read_entry(data, path, register.id).front if finished else None
    return EntryVersion(describe(commit), name, sha256, front)
