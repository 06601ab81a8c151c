"""What lies around the documents in a clone, refs and settings of git: whether a check again may take it as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.adapters.git import trouble as git_trouble
from qms.adapters.git.branches import NEWEST
from qms.adapters.git.door import Git, RawCommit
from qms.adapters.kept.stamps import YOUNG, is_young, one, settled, stamps

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps


MOST = 200
"""So many commits at most: beyond that the whole history is as quick."""


class Around(NamedTuple):
    """The refs with their objects, SHA-256 of the settings of the clone, what is wrong with both (as JSON has it);
    `files` are those that hold the refs, as `stamps` tells of them.
    """

    refs: Mapping[str, str]
    settings: str
    trouble: list[Any]
    files: Stamps


def around(git: Git) -> Around:
    """Look at refs and settings."""
    files = _files(git)
    return Around(git.refs(), _settings(git), [[item.kind, item.detail] for item in git.trouble()], files)


def again(git: Git, before: Around) -> Around:
    """Look at them again: where the settings are the same bytes they mean the same, and where no file that holds refs
    has changed the refs are the same, which takes no process of git.
    """
    files, settings = _files(git), _settings(git)
    if settings != before.settings:
        return around(git)
    same = git.git_dir == git.common_dir and files == before.files and not is_young(files)
    refs = before.refs if same else git.refs()
    found = (*git_trouble.files(git.common_dir), *git_trouble.replaced(refs))
    kept = [item for item in before.trouble if item[0] == git_trouble.CONFIG]
    return Around(refs, settings, [*([item.kind, item.detail] for item in dict.fromkeys(found)), *kept], files)


def _files(git: Git) -> Stamps:
    """Look at the files in which git keeps refs: looked at before git is asked, they tell of any later change."""
    packed, moment = one(str(git.common_dir / "packed-refs"))
    found = {"": f"packed-refs/{packed if settled(moment) else YOUNG}/"}
    for folder in ("refs", "reftable"):
        if (git.common_dir / folder).is_dir():
            below = stamps(git.common_dir / folder)
            found |= {f"{folder}/{name}": text for name, text in below.items()}
    return found


def head(git: Git, refs: Mapping[str, str]) -> str:
    """Return the commit of HEAD, without a process where it is a branch; an empty text where there is none yet."""
    try:
        name = (git.git_dir / "HEAD").read_text("utf-8").removeprefix("ref:").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    return refs.get(name) or git.head() or ""


def since(git: Git, commit: str, head: str) -> Sequence[RawCommit] | None:
    """Return the commits from `commit` to `head`, oldest first; None where they are not one line, or too many."""
    if head == commit:
        return ()
    if not head or not commit:
        return None
    listing = git.read("rev-list", "--reverse", "--topo-order", f"--max-count={MOST + 1}", f"{commit}..{head}")
    commits = list(git.shown(listing.decode("ascii").split()))
    chain = [commit, *(item.id for item in commits)]
    straight = all(item.parents == (before,) for item, before in zip(commits, chain, strict=False))
    return commits if commits and straight and len(commits) <= MOST and chain[-1] == head else None


def adds_nothing(before: Mapping[str, str], now: Mapping[str, str], head: str) -> bool:
    """Tell whether branches add no document, where they added none when refs were `before`, and HEAD has since gone on
    by changes of texts alone: each stands where it stood, or at HEAD, and all of them were looked at.
    """
    return len(before) <= NEWEST and all(before.get(name) == place or place == head for name, place in now.items())


def _settings(git: Git) -> str:
    found = hashlib.sha256()
    for folder, name in (
        (git.common_dir, "config"),
        (git.common_dir, "config.worktree"),
        (git.git_dir, "config.worktree"),
    ):
        path = folder / name
        found.update(path.read_bytes() + b"\0" if path.exists() else b"\1")
    return found.hexdigest()
