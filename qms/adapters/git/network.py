"""The shared repository: what it holds, what it is given. The only place where git may use the network.

Credentials and proxies are the person's own, from the personal configuration of git; nothing of a repository decides
which program runs: its configuration must be known to be harmless, and the programs at the other end are named here.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from qms.adapters.git import environment as git_environment
from qms.adapters.git import journal as git_journal
from qms.adapters.git.door import Git
from qms.errors import RepositoryError
from qms.model.message import msg

_SECONDS = 300
_LONG_SECONDS, _STALE_SECONDS = 10, 600
"""A lock in the shared repository is held for an instant; one this old is asked about, or nobody's any more."""
_LOCK = re.compile(r"Unable to create '(/.+?\.lock|[A-Za-z]:.+?\.lock)': File exists")
_PASSED = (
    *("SSH_AUTH_SOCK", "SSH_AGENT_PID", "http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY"),
    *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH"),
)
_SETTINGS = (
    *("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null", "core.pager=cat"),
    *(
        "core.alternateRefsCommand=",
        "protocol.ext.allow=never",
        "submodule.recurse=false",
        "fetch.recurseSubmodules=no",
    ),
    *(
        "gc.auto=0",
        "maintenance.auto=false",
        "push.gpgSign=false",
        "push.followTags=false",
        "transfer.fsckObjects=true",
    ),
    *("core.fsync=all", "core.fsyncMethod=fsync", "safe.bareRepository=all"),
)
_OPTIONS = tuple(word for setting in _SETTINGS for word in ("-c", setting))
# What a server says when another push came first; everything else is a refusal that trying again does not help.
_RACE = (
    "stale info",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "incorrect old value",
)


class Remote(NamedTuple):
    """The shared repository: its name in this clone, its address, the branch that all work on."""

    name: str
    url: str
    branch: str


class UnreachableError(RepositoryError):
    """The shared repository does not answer."""


def remote(git: Git) -> Remote | None:
    """Return the shared repository of the branch, `origin` or the only one; None where the clone has none."""
    found = _settings(git)
    names = sorted({key.split(".")[1] for key in found if key.startswith("remote.") and key.endswith(".url")})
    if not names:
        return None
    branch = git.branch()
    own = found.get(f"branch.{branch.removeprefix('refs/heads/')}.remote", "")
    name = next((word for word in (own, "origin") if word in names), names[0])
    return Remote(name, found[f"remote.{name}.url"], branch)


def fetch(git: Git, place: Remote) -> str | None:
    """Bring the newest commits of the branch; return the newest, None where the branch is not there yet."""
    _check(git)
    listed = _output(git, "ls-remote", "--upload-pack=git-upload-pack", "--", place.url, place.branch)
    tip = listed.decode("ascii", "replace").partition("\t")[0].strip()
    if not tip:
        return None
    if git.resolve(f"{tip}^{{commit}}") is None:
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--upload-pack=git-upload-pack")
        _output(git, "fetch", *options, "--", place.url, place.branch)
    remember(git, place, tip)
    return tip


def push(git: Git, place: Remote, new: str, expected: str | None) -> bool:
    """Give the shared branch a new newest commit, if it still has the expected one; False where another came first."""
    _check(git)
    lease = f"--force-with-lease={place.branch}:{expected or ''}"
    options = ("--porcelain", "--no-verify", "--receive-pack=git-receive-pack", lease)
    status, out, err = _run(git, "push", *options, "--", place.url, f"{new}:{place.branch}")
    if status == 0:
        remember(git, place, new)
        return True
    words = (out + err).decode("utf-8", "replace")
    _remove_stale_lock(place, words)
    if any(word in words for word in _RACE):
        return False
    raise _failed(words)


def _remove_stale_lock(place: Remote, words: str) -> None:
    """Remove the lock that a computer left which was switched off while it shared into a folder that all reach.

    Nobody else would: git waits for its owner for ever. UnreachableError where it may still be somebody's.
    """
    found = _LOCK.search(words)
    lock = Path(found[1]).resolve() if found else None  # a server may name what it likes
    folder = Path(place.url.removeprefix("file://"))
    if lock is None or not folder.is_absolute() or not lock.is_relative_to(folder.resolve()):
        return
    with suppress(FileNotFoundError):
        age = time.time() - lock.lstat().st_mtime
        if age > _STALE_SECONDS:
            lock.unlink()
        elif abs(age) > _LONG_SECONDS:
            later = msg("Somebody is sharing, or was cut off: call the command again in ten minutes")
            ahead = msg("It is dated in the future: when nobody is sharing, delete this file")
            raise UnreachableError(
                msg('The shared repository is locked: "{path}"', path=str(lock)), later if age > 0 else ahead
            )


def remember(git: Git, place: Remote, commit: str) -> None:
    """Note what the shared branch holds, where git itself notes it."""
    name = f"refs/remotes/{place.name}/{place.branch.removeprefix('refs/heads/')}"
    git_journal.remove_ref_lock(git, name)
    git.write("update-ref", name, commit)


def _settings(git: Git) -> Mapping[str, str]:
    config = git.common_dir / "config"
    if not config.exists():
        return {}
    listing = git.read("config", "--file", str(config), "--no-includes", "--list", "-z").decode("utf-8", "replace")
    pairs = (word.partition("\n") for word in listing.split("\0")[:-1])
    return {key: value for key, _, value in pairs}


def _check(git: Git) -> None:
    strange = [item.detail for item in git.trouble() if item.kind == "config"]
    if strange:
        raise RepositoryError(
            msg('The configuration of this clone holds what qms does not know: "{keys}"', keys=", ".join(strange)),
            msg("It could run a program; remove it from .git/config, or clone the repository again"),
        )


def _output(git: Git, *arguments: str) -> bytes:
    status, out, err = _run(git, *arguments)
    if status:
        raise _failed(err.decode("utf-8", "replace"))
    return out


def _failed(words: str) -> UnreachableError:
    lines = [line for line in words.splitlines() if line.strip() and not line.startswith(("To ", "hint:", "Done"))]
    told = [line.rpartition("\t")[2].removeprefix("remote: ").strip() for line in lines[:3]]
    return UnreachableError(
        msg("The shared repository refuses or does not answer: {reason}", reason=" ".join(told).strip() or "–"),
        msg("Look at the network and at your right to write there, then call the command again"),
    )


def _run(git: Git, *arguments: str) -> tuple[int, bytes, bytes]:
    place = (f"--git-dir={git.git_dir}", f"--work-tree={git.root}")
    command = [git_environment.program(), *place, *_OPTIONS, *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=git.root,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(f"git {arguments[0]}: {_SECONDS} s") from error
    return done.returncode, done.stdout, done.stderr


def _environment() -> dict[str, str]:
    """Return the environment of a network command: clean, but with the person's own configuration and agent."""
    kept = {name: os.environ[name] for name in _PASSED if name in os.environ}
    return {**git_environment.personal(), **kept, "GIT_ALLOW_PROTOCOL": "file:https:ssh"}
