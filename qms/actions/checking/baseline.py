"""The baseline of a legacy stock: read it, and write it anew."""

from __future__ import annotations

from pathlib import Path

from qms.actions.checking.report import Report, sources
from qms.adapters.files.baseline import read_baseline, write_baseline
from qms.adapters.files.given import read_given
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.files import write_file
from qms.errors import UsageError
from qms.model.baseline import Baseline, baseline_of
from qms.model.message import msg


def load(path: Path) -> Baseline:
    """Read a baseline; UsageError where there is no such file, or something else in it."""
    if not path.exists():
        raise UsageError(msg('There is no baseline "{path}"', path=str(path)), msg('Write it with "--write-baseline"'))
    return read_baseline(read_given(path), str(path))


def save(workspace: Workspace, report: Report, path: Path) -> int:
    """Write all findings of a report as the baseline; returns how many they are.

    UsageError where something else than a baseline is in that file: nothing is written over a document.
    """
    if path.exists():
        _check_replaceable(path)
    found = baseline_of(report.findings, sources(workspace, report.findings))
    write_file(path, write_baseline(found))
    return sum(found.values())


def _check_replaceable(path: Path) -> None:
    try:
        load(path)
    except UsageError as error:
        raise UsageError(
            msg('"{path}" is there already, and is no baseline', path=str(path)),
            msg('Name another file after "--baseline", or delete that one first'),
        ) from error
