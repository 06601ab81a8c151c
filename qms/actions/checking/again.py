"""The report of a check that rests on the one before, where nothing but bodies of texts changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qms.actions.checking.recheck import Verdict, recheck
from qms.actions.checking.report import Report, concluded, counts, told
from qms.adapters.files.workspace import Workspace
from qms.errors import RepositoryError
from qms.rules.rule import all_rules

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps


def again(
    workspace: Workspace, today: date, codes: frozenset[str] | None = None, seen: Stamps | None = None
) -> Report | None:
    """Return the findings of some rules (None: of all), where they follow from an earlier check; else None, also where
    a file or an object is away. `seen` are the files, where they were looked at already.
    """
    if workspace.cache.git_dir is None:
        return None
    try:
        verdict = recheck(workspace, today, seen)
    except (OSError, RepositoryError):
        return None
    return _report(verdict, codes) if verdict else None


def _report(verdict: Verdict, codes: frozenset[str] | None) -> Report:
    context, originals = verdict.context, sum(not translation for translation in verdict.paths.values())
    running, waiting = verdict.counts if codes is None else counts(all_rules(), codes, context)
    return Report(
        told(concluded(verdict.rules, context, verdict.findings), codes),
        documents=originals,
        rules=running,
        files=tuple(verdict.paths),
        looked_at=originals,
        waiting=waiting,
    )
