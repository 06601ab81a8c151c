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
        "earlier": _earlier(workspace, context, {act.line_sha256: commits.get(act.line_sha256) for act in withdrawn}),
    }


def _earlier(workspace: Workspace, context: Context, acts: Mapping[str, str | None]) -> Mapping[str, frozenset[str]]:
    """Return of the commits that changed the text of each act those that came before it, by the hash of its line. A
    line that is on disk only comes after all of them.
    """
    ledgers = context.snapshot.ledgers.items() if acts else ()
    codes = [code for code, ledger in ledgers if any(act.line_sha256 in acts for act in ledger.acts)]
    among = {version.commit.id for code in codes for version in context.history.get(code, ())}
    known = before(workspace, {line: commit for line, commit in acts.items() if commit}, among)
    return {line: known.get(line, frozenset(among)) for line in acts}
