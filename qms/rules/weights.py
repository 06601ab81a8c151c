"""How much a rule weighs by the settings: in all documents, and in those of a type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qms.model.diagnostic import Severity
from qms.model.settings import RuleWeight
from qms.rules.context import Context

OFF = "off"


class Weights(NamedTuple):
    """The weights of one rule: everywhere, and by type; an empty text is the rule's own."""

    context: Context
    everywhere: str
    types: Mapping[str, str]

    @classmethod
    def of(cls, context: Context, rule: str, family: str) -> Weights:
        """Look a rule up in the settings; its own code goes before its family."""
        settings = context.snapshot.settings
        found = {kind.id: _weight(kind.rules, rule, family) for kind in settings.types.values()}
        types = {name: weight for name, weight in found.items() if weight}
        return cls(context, _weight(settings.rules, rule, family), types)

    @property
    def silent(self) -> bool:
        """Tell whether the rule is off in every document."""
        return self.everywhere == OFF and all(weight == OFF for weight in self.types.values())

    def severity(self, path: str, subject: str, own: Severity) -> Severity | None:
        """Return what a finding weighs, by the type of the document that it is about; None where it is off."""
        kind = self.context.type_at(path, subject) if self.types else ""
        weight = self.types.get(kind) or self.everywhere
        return None if weight == OFF else Severity(weight) if weight else own


def _weight(settings: Iterable[RuleWeight], rule: str, family: str) -> str:
    found = {item.rule: item.weight for item in settings}
    return found.get(rule, found.get(family, ""))
