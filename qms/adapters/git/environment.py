"""How git is started: which program, in which environment, with which options.

The environment is built from empty and the options overrule the configuration of the repository, so that nobody who
sends a repository decides what runs on this computer. Plain git executed code from 16 of 26 hostile repositories.
"""

from __future__ import annotations

import os
from pathlib import Path

from qms.errors import RepositoryError
from qms.model.message import msg

IDENTITY = tuple(f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL"))

# What a process needs to run at all, on Windows too, and where the person's own configuration stands.
_PASSED = (
    *("HOME", "XDG_CONFIG_HOME", "TMPDIR", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA"),
    *("PROGRAMDATA", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
)
# Names of certificates cannot redirect git, and a network behind a proxy does not work without them.
_KEPT = (*IDENTITY, "GIT_SSL_CAINFO", "GIT_SSL_CAPATH")

_FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    # No transport at all: a missing object of a partial clone would be fetched by a command of the repository.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PROTOCOL_FROM_USER": "0",
}

_SETTINGS = (
    *("core.fsmonitor=false", "core.hooksPath=/dev/null", "core.attributesFile=/dev/null", "core.pager=cat"),
    *("core.editor=false", "core.sshCommand=ssh", "core.askPass=", "core.gitProxy=", "core.alternateRefsCommand="),
    *("core.protectHFS=true", "core.protectNTFS=true", "core.autocrlf=false", "core.fsync=all"),
    "core.longPaths=true",  # Windows: more than 260 letters
    *("core.fsyncMethod=fsync", "diff.external=", "gpg.program=gpg", "gpg.ssh.program=ssh-keygen"),
    *("credential.helper=", "protocol.allow=never", "protocol.ext.allow=never", "submodule.recurse=false"),
    *("gc.auto=0", "maintenance.auto=false", "safe.bareRepository=explicit", "commit.gpgSign=false"),
    *("tag.gpgSign=false", "log.showSignature=false", "i18n.commitEncoding=UTF-8", "i18n.logOutputEncoding=UTF-8"),
)
OPTIONS = tuple(word for setting in _SETTINGS for word in ("-c", setting))


def environment() -> dict[str, str]:
    """Return the environment of every git process: nothing in it comes from the repository or from a calling git."""
    return {**bare(), **_FIXED}


def bare() -> dict[str, str]:
    """Return what any program needs to run at all."""
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    return {"PATH": os.pathsep.join(_folders()), **passed}


def silenced(names: bytes) -> dict[str, str]:
    """Return the variables that silence the filters of a repository, whose settings (`config --list --name-only -z`)
    are `names`.

    Whoever writes the index compares files that changed in the same moment with what it knows of them, through the
    filter of the repository: a program that anybody may have set. An empty one is none.
    """
    drivers = {name.rpartition(b".")[0] for name in names.split(b"\0") if name.startswith(b"filter.")}
    off = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
    keys = [(f"{os.fsdecode(driver)}.{key}", value) for driver in sorted(drivers) for key, value in off]
    found = {"GIT_CONFIG_COUNT": str(len(keys))}
    for number, (key, value) in enumerate(keys):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def personal() -> dict[str, str]:
    """Return the environment in which git sees the person's own and the system's configuration and identity."""
    clean = environment()
    for name in ("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL"):
        del clean[name]
    return {**clean, **{name: os.environ[name] for name in IDENTITY if name in os.environ}}


def scrub() -> None:
    """Take every inherited `GIT_…` variable out of this process, except identity and certificates.

    A hook runs inside git, with `GIT_DIR` and `GIT_INDEX_FILE` set; GitPython would hand them on.
    """
    for name in [name for name in os.environ if name.upper().startswith("GIT_") and name not in _KEPT]:
        del os.environ[name]


def program() -> str:
    """Return the absolute path of git."""
    found = find("git")
    if not found:
        raise RepositoryError(
            msg("The program git is not installed"), msg("Install it from https://git-scm.com and start again")
        )
    return found


def find(name: str) -> str:
    """Return the absolute path of a program; empty where there is none. The current folder is never searched, as
    Windows would do.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    paths = (Path(folder, file) for folder in _folders())
    return next((str(path) for path in paths if os.access(path, os.X_OK) and path.is_file()), "")


def _folders() -> list[str]:
    return [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(folder).is_absolute()]
