"""Conflicts that git has left in the index: the two sides of each file, and the answer to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qms.adapters.git import files as git_files
from qms.adapters.git.door import Git
from qms.adapters.git.journal import change_index, file, index_lines, index_lock


@dataclass(frozen=True, slots=True)
class Sides:
    """What both branches had of a file, what the one that one stands on has, what the one has that is put to it.

    None where there is no such file.
    """

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def conflicts(git: Git) -> Mapping[str, Sides]:
    """Return the files whose merge is not finished, by path as git names them."""
    found: dict[str, dict[str, str]] = {}
    for line in git.read("ls-files", "--unmerged", "-z", "--full-name").split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        _mode, blob, stage = facts.decode("ascii").split(" ")
        found.setdefault(name.decode("utf-8", "surrogateescape"), {})[stage] = blob
    contents = dict(git.blobs(sorted({blob for stages in found.values() for blob in stages.values()})))

    def side(stages: Mapping[str, str], stage: str) -> bytes | None:
        return contents[stages[stage]] if stage in stages else None

    return {
        path: Sides(side(stages, "1"), side(stages, "2"), side(stages, "3")) for path, stages in sorted(found.items())
    }


def settle(git: Git, path: str, data: bytes) -> None:
    """Write the answer to a conflict into the work tree, and mark the conflict as ended."""
    blob = git.write("hash-object", "-w", "--no-filters", "--stdin", data=data).decode("ascii").strip()
    git_files.write_file(git.root / path, data)
    lines = index_lines({path: ("0", None)}, blob) + index_lines({path: ("100644", blob)}, blob)
    with git_files.locked(file(git, "lock")), index_lock(git):
        change_index(git, lines)


def shared_texts(git: Git, path: str) -> tuple[bytes, ...]:
    """Return a file as every remote-tracking branch has it: what others have, or may have."""
    refs = [name for name in git.refs() if name.startswith("refs/remotes/")]
    blobs = {blob for name in refs if (blob := git.resolve(f"{name}:{path}"))}
    return tuple(data for _blob, data in git.blobs(sorted(blobs)))
