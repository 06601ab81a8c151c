"""The settings give a weight to a rule that does not exist.

A mistyped code changes nothing: the rule that was meant goes on as before, and nobody sees why. `rules:` may name rules
(`RF012`) and families (`terms`).

Flagged:
    edit: qms.yaml
    mode: unsigned = mode: unsigned\\nrules: {RF912: off}

Flagged:
    edit: qms.yaml
      - id: ДП =   - id: ДП\\n    rules: {TX99: warning}

Accepted:
    edit: qms.yaml
    mode: unsigned = mode: unsigned\\nrules: {RF012: error, terms: off}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.names import known
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View, all_rules


def check(context: Context) -> Iterator[Finding]:
    """Look up every name under `rules:`, of the settings and of each type."""
    settings = context.snapshot.settings
    weights = [*settings.rules, *(item for kind in settings.types.values() for item in kind.rules)]
    names = {name for rule in all_rules() for name in (rule.code, rule.family)} if weights else set()
    for item in weights:
        if item.rule not in names:
            message = msg('There is no rule "{name}"', name=item.rule)
            yield Finding(item.location, message, known(sorted(names), item.rule), SETTINGS_FILE)


RULE = Rule("ST004", Severity.ERROR, check, View.HEADS)
