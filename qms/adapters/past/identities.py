"""The identities of all texts that history has: which document each is, in which revision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange
from qms.adapters.past.identity import Identity, identify
from qms.adapters.past.touched import Touched
from qms.model.settings import Settings

KIND = "identities"
MOST_PACKS = 40


class Identities:
    """The identity of every text by its blob and path: the name of a file may be a part of its code.

    It follows from the bytes, the path and the settings alone, so that what is known from earlier runs stays true.
    """

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self._workspace, self._settings = workspace, lean(settings)
        self._name = hashlib.sha256(repr(self._settings).encode("utf-8", "surrogatepass")).hexdigest()
        packs = workspace.cache.known(KIND, self._name)
        self._many = len(packs) > MOST_PACKS
        self._known = {(blob, path): Identity(*rest) for pack in packs for blob, path, *rest in pack}

    def of(self, commits: Iterable[Touched]) -> Mapping[tuple[str, str], Identity]:
        """Return the identities of the texts that some commits wrote, and keep what is new for the next run."""
        wanted = dict.fromkeys(
            (change.new, change.path) for _commit, changes in commits for change in changes if change.new
        )
        found = {key: self._known[key] for key in wanted if key in self._known}
        paths: dict[str, list[str]] = {}
        for blob, path in wanted:
            if (blob, path) not in found:
                paths.setdefault(blob, []).append(path)
        new = {
            (blob, path): identify(data, path.removeprefix(self._workspace.prefix), self._settings)
            for blob, data in self._workspace.git.blobs(paths)
            for path in paths[blob]
        }
        if new:
            self._keep(new)
        return found | new

    def _keep(self, new: Mapping[tuple[str, str], Identity]) -> None:
        cache = self._workspace.cache
        if self._many:  # so many small packs are put together first
            cache.add(KIND, self._name, [[*key, *text] for key, text in self._known.items()], only=True)
            self._many = False
        cache.add(KIND, self._name, [[*key, *text] for key, text in new.items()])


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
    return settings._replace(keys=settings.keys._replace(title="", body="", dates=(), values={}))
