"""What a person remembers of a repository apart from it: the fingerprint of the first trust file, the anchor."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qms.adapters.git import files as git_files
from qms.adapters.git.door import Git
from qms.adapters.git.journal import folder
from qms.adapters.kept import home
from qms.model.anchor import Acceptance, Anchor

ROOT_PIN = "QMS_ROOT_PIN"
"""The variable that gives the fingerprint on a computer of its own, as in CI."""

_MARK = "clone"


def pin(git: Git, sha256: str) -> None:
    """Remember the fingerprint of the first trust file of a repository."""
    _write(_pin_file(git), {"root": sha256, "path": str(git.root)})


def pinned(git: Git) -> str:
    """Return the remembered fingerprint; empty where there is none."""
    given = os.environ.get(ROOT_PIN, "").replace(" ", "").lower()
    return given or str(_read(_pin_file(git)).get("root", ""))


def anchor(git: Git) -> Anchor | None:
    """Return what was remembered of this clone; None where nothing was."""
    mark = _mark(git)
    values = _read(_anchor_file(git, mark)) if mark else {}
    try:
        log = tuple(Acceptance(**entry) for entry in values["log"])
        branches, tags = dict(values["branches"]), dict(values["tags"])
    except (KeyError, TypeError, ValueError):
        return None
    return Anchor(branches, tags, str(values.get("at", "")), log)


def remember(git: Git, found: Anchor) -> None:
    """Remember an anchor of this clone."""
    mark = _mark(git)
    if not mark:
        mark = os.urandom(16).hex()
        git_files.write_file(folder(git) / _MARK, mark.encode("ascii"))
    _write(_anchor_file(git, mark), {"path": str(git.root), **asdict(found)})


def _mark(git: Git) -> str:
    """Return the mark by which this clone is told from another one that lay in the same place before."""
    try:
        mark = (git.git_dir / "qms" / _MARK).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
    return mark if re.fullmatch(r"[0-9a-f]{32}", mark) else ""


def _anchor_file(git: Git, mark: str) -> Path:
    return home.state_folder() / "anchors" / f"{home.name_of(git)}-{mark}.json"


def _pin_file(git: Git) -> Path:
    return home.config_folder() / "pins" / f"{home.name_of(git)}.json"


def _write(path: Path, values: Mapping[str, Any]) -> None:
    # Any: JSON of our own.
    git_files.make_folder(path.parent)
    git_files.write_file(path, json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2).encode("utf-8") + b"\n")


def _read(path: Path) -> Mapping[str, Any]:
    # Any: JSON of our own; who uses a value checks it.
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
