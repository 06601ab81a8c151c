"""The identities of all texts that history has: which document each is, in which revision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange
from qms.adapters.past.identity import Identity, identify
from qms.adapters.past.touched import Touched
from qms.model.settings import Settings

KIND = "identities"
MOST_PACKS = 40


def identities(
    workspace: Workspace, settings: Settings, commits: Iterable[Touched]
) -> Mapping[tuple[str, str], Identity]:
    """Return the identity of every text by its blob and path: the name of a file may be a part of its code.

    It follows from the bytes, the path and the settings alone, so that what is known from earlier runs stays true.
    """
    settings = lean(settings)
    name = hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass")).hexdigest()
    packs = workspace.cache.known(KIND, name)
    known = {(blob, path): Identity(*rest) for pack in packs for blob, path, *rest in pack}
    wanted = dict.fromkeys(
        (change.new, change.path) for _commit, changes in commits for change in changes if change.new
    )
    paths: dict[str, list[str]] = {}
    for blob, path in wanted:
        if (blob, path) not in known:
            paths.setdefault(blob, []).append(path)
    new = {
        (blob, path): identify(data, path.removeprefix(workspace.prefix), settings)
        for blob, data in workspace.git.blobs(paths)
        for path in paths[blob]
    }
    if new and len(packs) > MOST_PACKS:
        workspace.cache.add(KIND, name, [[*key, *known[key]] for key in wanted if key in known], only=True)
    if new:
        workspace.cache.add(KIND, name, [[*key, *text] for key, text in new.items()])
    return {**known, **new}


def identified(
    workspace: Workspace, settings: Settings, changes: Iterable[PathChange]
) -> Mapping[tuple[str, str], Identity]:
    """Return the identities of a few texts before and after their changes, without looking at what is known."""
    settings = lean(settings)
    wanted = [(blob, change.path) for change in changes for blob in (change.old, change.new) if blob]
    data = dict(workspace.git.blobs(dict.fromkeys(blob for blob, _path in wanted)))
    return {(blob, path): identify(data[blob], path.removeprefix(workspace.prefix), settings) for blob, path in wanted}


def lean(settings: Settings) -> Settings:
    """Return the settings without what only fields need that are no part of an identity: history has many texts."""
    if not settings.keys.foreign:
        return settings
    return replace(settings, keys=replace(settings.keys, title="", body="", dates=(), values={}))
