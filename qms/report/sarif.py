"""Findings as SARIF 2.1.0: what GitHub code scanning and the editors' viewers read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from qms.model.diagnostic import Diagnostic
from qms.model.fingerprint import fingerprints
from qms.model.message import Catalog
from qms.report import json
from qms.report.safe import show
from qms.rules.documentation import documentation
from qms.rules.rule import Rule

_LINK = re.compile(r"\[(?=[^\]]*\]\()")
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(
    findings: Iterable[Diagnostic],
    sources: Mapping[str, Sequence[str]],
    rules: Sequence[Rule],
    catalog: Catalog,
    version: str,
) -> str:
    """Return the findings, and all `rules` with their help, as one SARIF log."""
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "qms", "version": version, "rules": [_rule(rule, catalog) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, mark, numbers, catalog) for item, mark in fingerprints(findings, sources)],
    }
    return json.render({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, catalog: Catalog) -> Mapping[str, object]:
    about = documentation(rule)
    summary = catalog.text(about.summary)
    why = "\n\n".join(catalog.text(" ".join(part.split())) for part in about.why.split("\n\n"))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why or summary},
        "help": {"text": f"{summary}\n\n{why}".strip()},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family]},
    }


def _result(item: Diagnostic, mark: str, numbers: Mapping[str, int], catalog: Catalog) -> Mapping[str, object]:
    number = {"ruleIndex": numbers[item.rule]} if item.rule in numbers else {}
    return {
        "ruleId": item.rule,
        **number,
        "level": item.severity.value,
        "message": {"text": _sentences(item, catalog)},
        "locations": [{"physicalLocation": _place(item)}],
        "partialFingerprints": {"qms/v1": mark},
        "suppressions": _suppressions(item),
    }


def _sentences(item: Diagnostic, catalog: Catalog) -> str:
    """Return message and help; what looks like a link of SARIF is escaped (3.11.6): a document makes no links."""
    text = show(f"{catalog.text(item.message)}. {catalog.text(item.help)}".replace("\n", " "))
    return _LINK.sub(r"\\[", text)


def _place(item: Diagnostic) -> Mapping[str, object]:
    at = item.location
    return {
        "artifactLocation": {"uri": _uri(at.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": max(1, at.line), "startColumn": max(1, at.column)},
    }


def _uri(path: str) -> str:
    """Return a path as a relative URI; a name that is no text keeps its bytes."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a file system that allows half a character
        return quote(path.encode("utf-8", "surrogatepass"))


def _suppressions(item: Diagnostic) -> list[Mapping[str, str]]:
    """Return who decided to live with the finding; an empty list says that nobody did."""
    if item.waiver is None:
        return []
    reason = show(f"{item.waiver.by}: {item.waiver.reason} ({item.waiver.until})")
    return [{"kind": "external", "status": "accepted", "justification": reason}]
