"""Findings as JUnit XML: a test case for each document, and for every other file that has a finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import Catalog
from qms.report.safe import show

_NO_XML = re.compile("[\ufffe\uffff]")


def render(findings: Iterable[Diagnostic], files: Iterable[str], catalog: Catalog) -> str:
    """Return the findings by file. Errors fail a test case; warnings and waived findings stand in its output."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for item in findings:
        by_path[item.location.path].append(item)
    paths = sorted({*files, *by_path})
    failed = sum(any(map(_fails, by_path.get(path, ()))) for path in paths)
    counts = {"name": "qms check", "tests": str(len(paths)), "failures": str(failed), "errors": "0"}
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {**counts, "skipped": "0"})
    for path in paths:
        _case(suite, path, by_path.get(path, ()), catalog)
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _fails(item: Diagnostic) -> bool:
    return item.severity is Severity.ERROR and item.waiver is None


def _case(suite: Element, path: str, found: Sequence[Diagnostic], catalog: Catalog) -> None:
    folder = path.rpartition("/")[0].replace("/", ".")
    case = SubElement(suite, "testcase", {"classname": _text(folder or "."), "name": _text(path), "file": _text(path)})
    errors = [item for item in found if _fails(item)]
    if errors:
        first = {"type": errors[0].rule, "message": _text(catalog.text(errors[0].message))}
        SubElement(case, "failure", first).text = "\n".join(_line(item, catalog) for item in errors)
    others = [item for item in found if not _fails(item)]
    if others:
        SubElement(case, "system-out").text = "\n".join(_line(item, catalog) for item in others)


def _line(item: Diagnostic, catalog: Catalog) -> str:
    at = item.location
    weight = "waived" if item.waiver else item.severity.value
    place = f"{at.path}:{at.line}:{at.column}: {weight} {item.rule} {item.name}: "
    return _text(f"{place}{catalog.text(item.message)}. {catalog.text(item.help)}")


def _text(text: str) -> str:
    """Return a text as one line of characters that XML can hold."""
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", show(text.replace("\n", " ")))
