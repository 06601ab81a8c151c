"""The person's own folders, outside every repository: keys, what is remembered of repositories, what was verified."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from qms.adapters.git.door import Git
from qms.adapters.kept import seal
from qms.errors import RepositoryError
from qms.model.message import msg


def config_folder() -> Path:
    """Return the folder for what the person has decided: keys and pins."""
    return _folder("XDG_CONFIG_HOME", "APPDATA", ".config")


def state_folder() -> Path:
    """Return the folder for what qms remembers of repositories."""
    return _folder("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state")


def cache_folder() -> Path:
    """Return the folder for what can be worked out again.

    It lies outside the repository, because a `.git` can be sent by somebody else, with whatever is in it.
    """
    return _folder("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")


def name_of(git: Git) -> str:
    """Return the name under which a clone is remembered: its place on this computer.

    Nothing that the clone itself says is used for it: a repository that was exchanged as a whole must be noticed.
    """
    return hashlib.sha256(os.fsencode(git.common_dir)).hexdigest()[:32]


def _folder(variable: str, windows: str, usual: str) -> Path:
    try:
        return Path(seal.folder(variable, windows, usual))
    except FileNotFoundError as error:
        raise RepositoryError(
            msg('The variable HOME names no absolute path: "{folder}"', folder=os.environ.get("HOME", "")),
            msg("Set it to the folder of the person, such as /home/aigul"),
        ) from error
