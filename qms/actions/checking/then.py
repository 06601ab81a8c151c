"""What must be looked up in history before rules judge: by what an act was allowed on its day, what came before it.

An organisation changes its approval matrix; what was decided by the old one stays right. Only where today's settings
find fault with an act are those read that its commit found: mostly nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qms.actions.checking import doubtful
from qms.actions.checking.swayed import Settled, swayed
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.then import before, brought, recorded, settings_of
from qms.adapters.past.whole import Past
from qms.rules.context import Context


def looked_up(workspace: Workspace, context: Context, known: Past) -> Mapping[str, Any]:
    """Return what the acts need about which there is a doubt, by the names that a context has for it (Any)."""
    withdrawn = [*doubtful.withdrawn(context), *doubtful.edited(context)]
    doubted = list(doubtful.doubted(context)) if len(known.settings) > 1 else []
    if not withdrawn and not doubted:
        return {}
    commits = recorded(workspace, known.ledgers, [*withdrawn, *doubted])
    lines = {act.line_sha256 for act in doubted}
    then = brought(workspace, {line: commit for line, commit in commits.items() if line in lines})
    settings = settings_of(
        workspace, [*(item.settings for item in then.values()), *(item.blob for item in known.settings)]
    )
    matrices = {line: settings[item.settings] for line, item in then.items() if item.settings}
    judged = replace(context, matrices=matrices)
    return {
        "matrices": matrices,
        "swayed": tuple(swayed(judged, doubted, then, Settled.of(workspace, known.settings, settings))),
        "earlier": {act.line_sha256: before(workspace, commits.get(act.line_sha256) or "HEAD") for act in withdrawn},
    }
