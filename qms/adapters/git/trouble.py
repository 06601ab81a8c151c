"""What makes a repository untrustworthy before its contents are read: hidden history, configuration that runs code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from qms.model.pattern import pattern

# The keys that git, clone and ordinary settings write; all others are reported: no list of bad keys is ever complete.
_KNOWN = pattern(
    r"""
    core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol
        |safecrlf|quotepath|longpaths|sharedrepository|compression|commitgraph|untrackedcache|hidedotfiles|abbrev)
    |extensions\.(objectformat|worktreeconfig|refstorage|relativeworktrees|compatobjectformat)
    |user\.(name|email|signingkey|useconfigonly)|author\.(name|email)|committer\.(name|email)
    |remote\..+\.(url|pushurl|fetch|push|tagopt|prune|prunetags|mirror|skipfetchall)|remote\.pushdefault
    |remote\..+\.(promisor|partialclonefilter)|extensions\.partialclone
    |core\.sparsecheckout(cone)?|index\.sparse
    |branch\..+\.(remote|merge|rebase|pushremote|description)|branch\.(autosetupmerge|autosetuprebase|sort)
    |submodule\..+\.(url|active|branch|update)|submodule\.active
    |lfs\.repositoryformatversion|init\.defaultbranch|pull\.(rebase|ff)|push\.(default|autosetupremote|followtags)
    |fetch\.(prune|prunetags)|merge\.(ff|conflictstyle)|rebase\.(autostash|autosquash)|rerere\.(enabled|autoupdate)
    |(commit|tag|push)\.gpgsign|gpg\.format|color\.[a-z.]+|column\.[a-z]+|advice\.[a-z]+|gui\.[a-z]+
    |status\.[a-z]+|index\.version|feature\.[a-z]+
    |gc\.(auto|autodetach|autopacklimit|logexpiry|pruneexpire|reflogexpire)
    |pack\.[a-z]+|commitgraph\.[a-z]+|maintenance\.(auto|strategy)
    """,
    re.VERBOSE,
)
# What `qms hooks install` writes: a script beside the other hooks, which nobody runs but the person's own git.
LEDGER_DRIVER = ("merge.qms-ledger.driver", '"$(git rev-parse --git-common-dir)/hooks/qms-merge-ledger" %O %A %B %P')
_COMMAND_VALUES = pattern(r"submodule\..+\.update")
_ADDRESSES = pattern(r"(remote|submodule)\..+\.(url|pushurl)")
_HELPER_ADDRESS = pattern(r"(?i)(-|[a-z0-9+.-]+::)")
CONFIG = "config"
_TRUE = ("", "true", "yes", "on", "1")


class Trouble(NamedTuple):
    """Something in `.git` that a verdict must not rest on.

    Kinds: `shallow` (history cut off), `replace` and `graft` (history exchanged), `alternates` (objects kept
    elsewhere), `config` (a key of the repository's configuration that is not known to be harmless). `detail` names the
    ref, the file or the key.
    """

    kind: str
    detail: str


def files(common_dir: Path) -> Iterator[Trouble]:
    """Report the files of `.git` that cut off or exchange history, or borrow objects."""
    for kind, path in (
        ("shallow", common_dir / "shallow"),
        ("graft", common_dir / "info" / "grafts"),
        ("alternates", common_dir / "objects" / "info" / "alternates"),
        ("alternates", common_dir / "objects" / "info" / "http-alternates"),
    ):
        if path.exists() or path.is_symlink():
            yield Trouble(kind, path.relative_to(common_dir).as_posix())


def replaced(refs: Mapping[str, str]) -> Iterator[Trouble]:
    """Report the refs that exchange one object for another."""
    return (Trouble("replace", name) for name in sorted(refs) if name.startswith("refs/replace/"))


def settings(listing: Iterable[bytes], root: Path, git_dir: Path) -> Iterator[Trouble]:
    """Report the keys of `git config --list -z` that are not known to be harmless."""
    for word in listing:
        key, _, value = word.decode("utf-8", "replace").partition("\n")
        if not _harmless(key, value, root, git_dir):
            yield Trouble(CONFIG, key)


def _harmless(key: str, value: str, root: Path, git_dir: Path) -> bool:
    if key == LEDGER_DRIVER[0]:
        return value == LEDGER_DRIVER[1]
    if key == "core.worktree":
        return (git_dir / value).resolve() == root
    if key == "core.bare":
        return value.lower() not in _TRUE
    if _ADDRESSES.fullmatch(key):
        return not _HELPER_ADDRESS.match(value)
    if _COMMAND_VALUES.fullmatch(key):
        return not value.startswith("!")
    return bool(_KNOWN.fullmatch(key))
