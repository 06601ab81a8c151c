"""The repository was made one without signatures again.

Signing ends for nobody: the trust file is there for ever, and `qms.yaml` says `mode: signed`.

Flagged:
    signed: aigul registrar, bolot rector
    delete: organisation/trust.json
    commit: Delete

Flagged:
    signed: aigul registrar, bolot rector
    edit: qms.yaml
    mode: signed = mode: unsigned

Flagged:
    edit: qms.yaml
    mode: unsigned = mode: signed

Accepted:
    signed: aigul registrar, bolot rector
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.trail import FaultKind
from qms.rules.context import Context
from qms.rules.faults import finding, of_kind, said
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Report what the judgement of the trail has found."""
    for fault in of_kind(context, FaultKind.TRUST_MISSING):
        yield finding(fault, msg("The trust file was removed (commit {commit})", **said(fault)))
    settings = context.snapshot.settings
    if context.signing and settings.mode != "signed" and SETTINGS_FILE not in context.broken:
        told = msg('"qms.yaml" says that acts are not signed, but there is a trust file')
        yield Finding(Location(SETTINGS_FILE), told, msg('Write "mode: signed"'), SETTINGS_FILE)
    elif settings.mode == "signed" and context.whole and not context.signing:
        told = msg('"qms.yaml" says that acts are signed, but there is no trust file')
        yield Finding(
            Location(SETTINGS_FILE), told, msg('Begin with "qms trust init", or write "mode: unsigned"'), SETTINGS_FILE
        )


RULE = Rule("TR012", Severity.ERROR, check, View.HEADS, basic=True, fixed=True)
