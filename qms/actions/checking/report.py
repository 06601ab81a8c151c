"""What a check found, and how it is concluded: waivers, the rules that look at findings, the lines of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from qms.adapters.files.sources import WorkTree
from qms.adapters.files.text import lines
from qms.adapters.files.workspace import Workspace
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.rule import Rule, View
from qms.rules.waivers import waived

if TYPE_CHECKING:
    from qms.model.fingerprint import Fingerprint


class Report(NamedTuple):
    """What a check found, in the order of files and lines; how many documents and rules there were.

    `files` are the texts that were looked at, `looked_at` how many documents these are; `waiting` is how many rules
    could not run because the settings cannot be read; `idle` are the paths that select nothing; `known` is how many
    findings the baseline covers, `gone` what of it no longer occurs. `state` is a word for all that was looked at.
    """

    findings: tuple[Diagnostic, ...]
    documents: int
    rules: int
    files: tuple[str, ...] = ()
    looked_at: int = 0
    waiting: int = 0
    idle: tuple[str, ...] = ()
    known: int = 0
    gone: tuple[Fingerprint, ...] = ()
    state: str = ""

    @property
    def errors(self) -> int:
        """How many findings are errors that no waiver covers: any of them makes the exit code 1."""
        return sum(item.severity is Severity.ERROR and item.waiver is None for item in self.findings)


def sources(workspace: Workspace, findings: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files that have findings, by path, as an editor counts them."""
    tree = WorkTree(workspace.root)
    read = {path: tree.read(path) for path in sorted({item.location.path for item in findings})}
    return {path: _lines(data) for path, data in read.items() if isinstance(data, bytes)}


def _lines(data: bytes) -> Sequence[str]:
    return [line.rstrip("\r\n") for line in lines(data.decode("utf-8", "replace"))]


def concluded(rules: Iterable[Rule], context: Context, first: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Match the waivers with what was found first, and run the rules that look at findings."""
    findings = waived(first, context.snapshot.waivers, context.today)
    after = replace(context, findings=findings)
    last = (found for rule in rules if rule.view is View.LAST for found in rule.run(after))
    return tuple(sorted((*findings, *last), key=Diagnostic.order))


def runnable(rules: Iterable[Rule], context: Context) -> tuple[Rule, ...]:
    """Return the rules that can say anything: where the settings cannot be read, only those that need none."""
    readable = SETTINGS_FILE not in context.broken
    return tuple(rule for rule in rules if readable or rule.basic)


def counts(rules: Sequence[Rule], codes: frozenset[str] | None, context: Context) -> tuple[int, int]:
    """Return how many of the rules that are wanted (None: all) and not off can say anything, and how many cannot."""
    wanted = (rule for rule in rules if codes is None or rule.code in codes)
    chosen = [rule for rule in wanted if not rule.is_off(context)]
    running = len(runnable(chosen, context))
    return running, len(chosen) - running


def told(findings: Iterable[Diagnostic], codes: frozenset[str] | None) -> tuple[Diagnostic, ...]:
    """Return the findings of some rules (None: of all)."""
    return tuple(item for item in findings if codes is None or item.rule in codes)
