"""Keep what a whole check found, and what it was about, for the next one (`actions.kept`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qms.actions.checking.kept import (
    ASKED,
    FAR,
    HISTORY,
    LEDGERS,
    PATHS,
    TEXTS,
    Seen,
    State,
    Text,
    mark,
    new_name,
)
from qms.actions.checking.recorded import recorded
from qms.adapters.files.workspace import Workspace
from qms.model.diagnostic import Diagnostic
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.records import diagnostic_record
from qms.rules.rule import Rule, View
from qms.rules.weights import Weights

NEVER = ""
"""The day of a state on which no check can rest."""


def keep(
    workspace: Workspace,
    context: Context,
    found: Iterable[Diagnostic],
    rules: Sequence[Rule],
    seen: Seen,
) -> None:
    """Keep what a whole check found, where the next one can rest on it."""
    last = {rule.code for rule in rules if rule.view is View.LAST}
    snapshot = context.snapshot
    try:
        records = [diagnostic_record(item) for item in found if item.rule not in last]
    except TypeError:
        return
    state = _state(workspace, context, rules, seen)
    cache, name = state.cache, state.name
    cache.keep(TEXTS, ((f"{name}:{item.path}", Text.of(item)) for item in snapshot.files))
    _keep_versions(state, context)
    cache.keep(LEDGERS, ((f"{name}:{path}", record) for path, record in recorded(context)))
    far = {PATHS: {item.path: item.translation for item in snapshot.files}, **context.outlook.parts()}
    far[ASKED] = sorted(context.outlook.asked)
    cache.keep(FAR, ((f"{name}:{part}", value) for part, value in far.items()))
    state.keep(seen.stamps, records)


def keep_versions(workspace: Workspace, context: Context, rules: Sequence[Rule], seen: Seen) -> None:
    """Keep only the versions of documents, for commands about one of them, where the next check cannot rest on this
    one; nothing where not all of history is at hand, or a card beside a text has a part of it.
    """
    snapshot = context.snapshot
    if not context.whole or SETTINGS_FILE in context.broken or "beside" in snapshot.settings.keys.metadata:
        return
    state, before = replace(_state(workspace, context, rules, seen), day=NEVER), State.known(workspace.cache)
    if before and (before.commit, before.settings, before.clone) == (state.commit, state.settings, state.clone):
        return
    _keep_versions(state, context)
    state.keep({}, ())


def _keep_versions(state: State, context: Context) -> None:
    paths: dict[str, list[str]] = {}
    for item in context.snapshot.files:
        paths.setdefault(item.code, []).append(item.path)
    histories = ((code, [paths[code], context.history.get(code, ())]) for code in context.documents)
    state.cache.keep(HISTORY, ((f"{state.name}:{code}", record) for code, record in histories))


def _state(workspace: Workspace, context: Context, rules: Sequence[Rule], seen: Seen) -> State:
    settings, name = context.snapshot.settings, new_name()
    return State(
        workspace.cache,
        name=name,
        moment=name,
        day=context.today.isoformat(),
        commit=seen.commit,
        settings=mark(settings),
        folders=list(settings.keys.documents),
        clone=list(seen.around),
        doubted=_doubted(context),
        modules=[rule.module for rule in rules if rule.view not in {View.HEADS, View.ACTS}],
        acting=[rule.module for rule in rules if rule.view is View.ACTS],
        counts=seen.counts,
        newer={},
        edited={},
        acted={},
        told={},
        asked=(),
    )


def _doubted(context: Context) -> list[str]:
    asked = {*context.matrices, *context.earlier}
    ledgers = context.snapshot.ledgers.items() if asked else ()
    return [code for code, ledger in ledgers if any(act.line_sha256 in asked for act in ledger.acts)]


def can_be_kept(context: Context, rules: Iterable[Rule]) -> bool:
    """Tell whether a check again may rest on this one: nothing in it was beyond what is compared."""
    keys = context.snapshot.settings.keys
    parts = [part for place in keys.documents for part in place.split("/")]
    plain = (
        not keys.foreign
        and all(part and part[0] != "." for part in parts)
        and "beside" not in keys.metadata
        and SETTINGS_FILE not in context.broken
    )
    honest = context.whole and not context.signing and not context.elsewhere
    weights = [Weights.of(context, rule.code, rule.family) for rule in rules if rule.view is View.LAST]
    typed = any(item.types for item in weights)  # the types of all documents would be asked for
    return plain and honest and not typed
