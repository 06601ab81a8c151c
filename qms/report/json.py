"""Anything as JSON for scripts: ASCII only, so that no terminal obeys it; keys in the order they are documented."""

from __future__ import annotations

import json
from collections.abc import Mapping

from qms.model.diagnostic import Diagnostic, Waiver
from qms.model.message import Catalog


def render(value: object) -> str:
    """Return `value` (mappings, lists, texts, numbers) as JSON text."""
    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def finding(item: Diagnostic, catalog: Catalog) -> Mapping[str, object]:
    """Return a finding as scripts read it."""
    return {
        "rule": item.rule,
        "name": item.name,
        "severity": item.severity.value,
        "path": item.location.path,
        "line": item.location.line,
        "column": item.location.column,
        "code": item.subject,
        "message": catalog.text(item.message),
        "help": catalog.text(item.help),
        "waiver": waiver(item.waiver) if item.waiver else None,
    }


def waiver(item: Waiver) -> Mapping[str, str]:
    """Return a waiver as scripts read it."""
    return {"by": item.by, "reason": item.reason, "until": item.until, "path": item.location.path}
