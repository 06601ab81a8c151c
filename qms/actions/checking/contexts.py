"""Everything that the rules look at: what lies there now, and the past once it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from qms.actions.checking.picture_faults import picture_faults
from qms.actions.checking.received_faults import received_faults
from qms.actions.checking.then import looked_up
from qms.actions.trust.proof import has_trust, judged
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.branches import elsewhere
from qms.adapters.git.door import Git, PartialCloneError
from qms.adapters.past.entry_versions import entry_versions
from qms.adapters.past.touched import MovedError
from qms.adapters.past.trail import read_trail
from qms.adapters.past.versions import edited_texts
from qms.adapters.past.whole import Past, past
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot
from qms.rules.context import UNTRUSTED, Context, Trouble

History = Callable[[Settings], Past]


def context_of(workspace: Workspace, snapshot: Snapshot, today: date) -> Context:
    """Return everything that the rules look at."""
    present = present_of(workspace, snapshot, today)
    return with_past(workspace, present, trouble_of(workspace.git), partial(past, workspace))


def trouble_of(git: Git) -> tuple[Trouble, ...]:
    """Return what is wrong with the repository of git itself."""
    return tuple(Trouble(item.kind, item.detail) for item in git.trouble())


def present_of(workspace: Workspace, snapshot: Snapshot, today: date) -> Context:
    """Return what the rules look at but the past, for which nobody may ask yet."""
    return Context.present(
        snapshot,
        today,
        registers=workspace.registers(),
        paths=tuple(path for path in sorted(workspace.present()) if os.path.lexists(workspace.root / path)),
        pictures=tuple(picture_faults(workspace, snapshot)),
        received=tuple(received_faults(workspace, snapshot)),
    )


def with_past(
    workspace: Workspace, present: Context, trouble: tuple[Trouble, ...], history: History, *, judge: bool = True
) -> Context:
    """Return the context with what `history` tells, by the settings; nothing is taken from a history that is cut off or
    exchanged. Signatures are left out without `judge`.
    """
    if any(item.kind in UNTRUSTED for item in trouble):
        return present.after(trouble=trouble)
    try:
        known = history(present.snapshot.settings)
        told = {"trouble": trouble, **_told(workspace, present, known)}
        told |= _judged(workspace, present.snapshot) if judge and (known.signed or has_trust(workspace)) else {}
        return present.after(**told, **looked_up(workspace, present.after(**told), known))
    except MovedError as error:
        return present.after(trouble=(*trouble, Trouble("moved", " ".join(error.moved))))
    except PartialCloneError:
        return present.after(trouble=(*trouble, Trouble("partial", "config")))


def _told(workspace: Workspace, present: Context, known: Past) -> Mapping[str, Any]:
    """Return what history tells of documents, ledgers and entries, by the names that a context has for it (Any)."""
    snapshot = present.snapshot
    return {
        "history": known.versions,
        "rewritings": known.rewritings,
        "elsewhere": elsewhere(workspace, snapshot.settings),
        "entry_history": entry_versions(workspace, present.registers, known.registers),
        "texts": edited_texts(workspace, snapshot, known.versions),
    }


def _judged(workspace: Workspace, snapshot: Snapshot) -> Mapping[str, Any]:
    return {"signing": True, "faults": judged(read_trail(workspace), snapshot).faults}
