"""Hooks: installed once in a clone or on a server; what git asks them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qms.actions.session import Session
from qms.adapters.files.places import owns
from qms.adapters.git import hooks
from qms.adapters.past.identity import identify
from qms.errors import RefusedError
from qms.history.sheet import CHANGE
from qms.model.message import Catalog, msg

_COMMENT = re.compile(r"(?m)^#.*$")


@dataclass(frozen=True, slots=True)
class Raised:
    """A document whose revision a commit raises."""

    code: str
    before: int
    after: int


def install(session: Session) -> tuple[Path, ...]:
    """Install the hooks of this clone. Refuses to overwrite hooks that somebody else wrote."""
    git = session.workspace.git
    _check_used(git.root, git.common_dir / "hooks")
    _check_free(git.common_dir / "hooks", hooks.OWN)
    return hooks.install(git, session.workspace.prefix)


def install_on_server(session: Session, folder: Path, branch: str, catalog: Catalog) -> Path:
    """Install the hook of a bare repository, which refuses what bends the record and says so in one language."""
    if folder.is_dir():
        _check_used(folder, folder / "hooks")
    _check_free(folder / "hooks", hooks.SERVER)
    words = {name: catalog.text(told) for name, told in hooks.REFUSALS.items()}
    return hooks.install_on_server(folder, session.workspace.prefix, branch, words)


def unexplained(session: Session, message: str) -> tuple[Raised, ...]:
    """Return the documents whose revision the commit to come raises without saying what has changed."""
    told = re.search(rf"(?im)^{CHANGE}:[ \t]*\S", _COMMENT.sub("", message))
    return () if told else tuple(_raised(session))


def _raised(session: Session) -> list[Raised]:
    git, prefix = session.workspace.git, session.workspace.prefix
    settings = session.workspace.settings()
    before, after = git.tree(), git.index()
    changed = [
        path
        for path, entry in after.items()
        if entry.id and before.get(path) not in {None, entry} and path.startswith(prefix)
    ]
    found = []
    for path in changed:
        own = path.removeprefix(prefix)
        if owns(settings.keys, own):
            contents = dict(git.blobs([before[path].id, after[path].id]))
            old, new = (identify(contents[item.id], own, settings) for item in (before[path], after[path]))
            if not new.translation and new.code and (new.revision or 0) > (old.revision or 0):
                found.append(Raised(new.code, old.revision or 0, new.revision or 0))
    return found


def _check_used(root: Path, folder: Path) -> None:
    """Refuse where git would never run what is installed: a setting sends it elsewhere for hooks."""
    named = hooks.looked_for(root)
    if named and (root / named).resolve() != folder.resolve():
        raise RefusedError(
            msg('git looks for hooks in "{folder}", not in this repository: core.hooksPath says so', folder=named),
            msg('Take the setting away: "git config --unset core.hooksPath" (with --global where it stands for all)'),
        )


def _check_free(folder: Path, names: tuple[str, ...]) -> None:
    there = hooks.foreign(folder, names)
    if there:
        raise RefusedError(
            msg("There are hooks already that are not of qms: {names}", names=", ".join(there)),
            msg('Move them away from "{folder}", or call qms from them', folder=str(folder)),
        )
