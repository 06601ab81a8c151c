"""Findings as annotations of GitHub Actions: workflow commands, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from qms.model.diagnostic import Diagnostic
from qms.model.message import Catalog
from qms.report.safe import one_line

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(findings: Iterable[Diagnostic], catalog: Catalog) -> str:
    """Return one line for each finding that no waiver covers; the help stands on a second line of the annotation."""
    return "".join(f"{_command(item, catalog)}\n" for item in findings if item.waiver is None)


def _command(item: Diagnostic, catalog: Catalog) -> str:
    at = item.location
    properties = {"file": at.path, "line": at.line, "col": at.column, "title": f"{item.rule} {item.name}"}
    written = ",".join(f"{name}={one_line(str(value)).translate(_PROPERTY)}" for name, value in properties.items())
    sentences = (one_line(catalog.text(item.message)), one_line(catalog.text(item.help)))
    return f"::{item.severity.value} {written}::" + "\n".join(sentences).translate(_DATA)
