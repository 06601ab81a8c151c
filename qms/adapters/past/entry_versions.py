"""The versions of the entries of registers, from the commits that touched their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from qms.adapters.files.entries import read_entry
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.whole import Entered
from qms.entries.lifecycle import is_closed
from qms.model.change import Commit
from qms.model.entry import EntryVersion, Registers
from qms.model.pattern import pattern
from qms.model.register import Register
from qms.model.settings import REGISTERS

_STATE = pattern(rb"(?m)^state:[ \t]*[\"']?([^\s\"'#]+)")


def entry_versions(
    workspace: Workspace, registers: Registers, entered: Sequence[Entered]
) -> Mapping[str, tuple[EntryVersion, ...]]:
    """Return the versions of each file of an entry by its path, oldest first; small tables are left out.

    `entered` is what commits wrote into registers, parents before children.
    """
    wanted = {name: register for name, register in registers.definitions.items() if not register.one_file}
    own = [item for item in entered if _is_entry(item.path, wanted)]
    texts = dict(workspace.git.blobs(dict.fromkeys(item.blob for item in own if item.blob)))
    today = {entry.path: entry.sha256 for name in wanted for entry in registers.of(name)}
    found: dict[str, list[EntryVersion]] = {}
    for commit, path, blob in own:
        register = wanted[path.split("/")[1]]
        version = _version(commit, texts[blob] if blob else b"", path, register, today.get(path, ""))
        before = found.setdefault(path, [])
        if not before or before[-1].sha256 != version.sha256:
            before.append(version)
    return {path: tuple(versions) for path, versions in found.items()}


def _is_entry(path: str, wanted: Iterable[str]) -> bool:
    parts = path.split("/")
    return len(parts) > 2 and parts[0] == REGISTERS and parts[1] in wanted


def _version(commit: Commit, data: bytes, path: str, register: Register, today: str) -> EntryVersion:
    if not data:
        return EntryVersion(commit, "", "")
    state = _STATE.search(data)
    name = state[1].decode("utf-8", "replace") if state else ""
    sha256 = hashlib.sha256(data).hexdigest()
    finished = is_closed(register, name) and sha256 != today
    front = read_entry(data, path, register.id).front if finished else None
    return EntryVersion(commit, name, sha256, front)
