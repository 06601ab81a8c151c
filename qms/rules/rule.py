"""What a rule is, what it may look at, and how all rules are found."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import NamedTuple

from qms.model.diagnostic import Diagnostic, Severity
from qms.model.location import Location
from qms.model.message import Message
from qms.rules.context import Context
from qms.rules.weights import Weights


class Finding(NamedTuple):
    """What a rule found: where, what is wrong, what to write instead, and what it is about.

    `severity` is given where one finding weighs otherwise than its rule.
    """

    at: Location
    message: Message
    help: Message
    subject: str = ""
    severity: Severity | None = None


class View(StrEnum):
    """What the findings of a rule follow from: they hold until that changes (`actions.checking.recheck`)."""

    ALONE = "alone"
    """One document, the settings and the tables: the rule sees nothing else (`Context.alone`)."""
    NEAR = "near"
    """All texts of one code, its ledger and history, settings, tables, the day, and what `Context.outlook` tells of
    other documents."""
    HEADS = "heads"
    """Everything but bodies and hashes of texts, acts and numbers of revisions; of ledgers who has one, and who is
    withdrawn."""
    ACTS = "acts"
    """As `HEADS`, and acts and numbers too: those of the document that a finding is about (its subject), and what
    `Context.outlook` tells of others."""
    LAST = "last"
    """The findings of all others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable code, how much it weighs, its function, what its findings follow from.

    `history` tells that it needs the versions of documents from git: it never runs before they are read; `basic` that
    it needs no settings, and runs where qms.yaml cannot be read; `fixed` that neither qms.yaml nor a waiver changes its
    findings: whoever may write those must not be able to silence it.
    """

    code: str
    severity: Severity
    check: Callable[[Context], Iterator[Finding]]
    view: View
    history: bool = False
    basic: bool = False
    fixed: bool = False

    @property
    def module(self) -> str:
        """The dotted name of the file that holds the rule."""
        return self.check.__module__

    @property
    def name(self) -> str:
        """The name in words: what its file is called."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def family(self) -> str:
        """The folder that the rule lies in."""
        return self.module.split(".")[-2]

    def is_off(self, context: Context) -> bool:
        """Tell whether `qms.yaml` turns the rule off in every document: then it is not counted either."""
        return not self.fixed and Weights.of(context, self.code, self.family).silent

    def run(self, context: Context, known: Iterable[Finding] | None = None) -> Iterator[Diagnostic]:
        """Yield the findings of this rule, with the weight that `qms.yaml` gives them; those that it turns off are
        none. `known` is what it finds, where that is known already.
        """
        weights = Weights.of(context, self.code, self.family)
        if weights.silent and not self.fixed:
            return
        for found in self.check(context) if known is None else known:
            own = found.severity or self.severity
            severity = own if self.fixed else weights.severity(found.at.path, found.subject, own)
            if severity:
                yield Diagnostic(
                    rule=self.code,
                    name=self.name,
                    severity=severity,
                    location=found.at,
                    message=found.message,
                    help=found.help,
                    subject=found.subject,
                    fixed=self.fixed,
                )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code. A rule is a module with a `RULE` two folders deep; nothing registers it."""
    found: list[Rule] = []
    package = import_module("qms.rules")
    for family in pkgutil.iter_modules(package.__path__, "qms.rules."):
        if family.ispkg:
            modules = pkgutil.iter_modules(import_module(family.name).__path__, f"{family.name}.")
            found += (import_module(module.name).RULE for module in modules)
    return tuple(sorted(found, key=lambda rule: rule.code))
